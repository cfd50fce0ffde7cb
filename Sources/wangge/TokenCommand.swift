import ArgumentParser
import CityService

/// `wangge token`: who may ask the server.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, list and revoke the tokens of those who may ask.",
        subcommands: [Create.self, List.self, Revoke.self])

    /// `wangge token create`.
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token. Its secret is shown once and kept nowhere.")

        @OptionGroup var city: CityArgument
        @Option(help: "viewer, dispatcher, surveyor or administrator.")
        var role: String
        @Option(help: "Whose token it is, for lists.")
        var name: String
        @Flag(help: "Print the secret alone.")
        var quiet = false

        func run() throws {
            guard let role = Role(rawValue: role), role != .public else {
                throw CityServiceError.unknownRole(role)
            }
            let secret = try city.open().access().createToken(name: name, role: role)
            print(secret)
            if !quiet {
                print("Send it as `Authorization: Bearer …`. It is not shown again.")
            }
        }
    }

    /// `wangge token list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all tokens.")

        @OptionGroup var city: CityArgument
        @OptionGroup var output: OutputOptions

        func run() throws {
            let tokens = try city.open().access().tokens()
            if output.json { return try output.printJSON(tokens) }
            if tokens.isEmpty { print("There are no tokens.") }
            for token in tokens {
                let state = token.revokedAt.map { "revoked \($0)" } ?? "valid"
                print("\(token.handle)  \(token.role)  \(token.name)  \(token.createdAt)  \(state)")
            }
        }
    }

    /// `wangge token revoke`.
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke tokens.")

        @OptionGroup var city: CityArgument
        @Option(help: "The handle, or the name: then all valid tokens of that name.")
        var name: String

        func run() throws {
            let count = try city.open().access().revokeTokens(name)
            print("Revoked \(count).")
        }
    }
}
