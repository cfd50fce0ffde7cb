import ArgumentParser

/// The program: one file a verb, each of which reads arguments, calls one function and prints.
@main
struct Wangge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wangge",
        abstract:
            "Who is responsible for this place and this kind of problem, and how sure are we?",
        discussion: """
            A city is one file. Make it with `init`, hand in its layers with `import`, ask with \
            `resolve`, serve with `serve`; `demo` makes a whole one.

            Exit status: 0 done · 1 findings, or an answer of "no" · 64 wrong usage · 65 wrong \
            data · 66 no such input · 69 the address is taken · 73 cannot create · 74 the city's files \
            fail · 75 try again.
            """,
        version: "0.1.0",
        subcommands: [
            Init.self, Demo.self, Import.self, Stage.self, Check.self, Accept.self, Publish.self,
            Discard.self, ProposeCodes.self, ReDerive.self, Waive.self, Waivers.self,
            ListDeliveries.self, SetRow.self,
            HandOver.self, Undo.self, History.self,
            Difference.self, MineCommand.self, Rules.self, Resolve.self, Search.self,
            NearbyCommand.self, Serve.self, Export.self, Tiles.self, TokenCommand.self,
            Verify.self,
        ])

    /// Runs the verb; whatever goes wrong is told once, on standard error.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Outcome.end(with: error)
        }
    }
}
