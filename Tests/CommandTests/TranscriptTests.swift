import Foundation
import TestSupport
import Testing

@Suite("Transcripts")
struct TranscriptTests {
    static let pages =
        ["README.md", "Tests/CommandTests/Transcripts/surveyor.md"]
        + ["zh", "en"].flatMap { language in
            ["dispatcher", "surveyor", "viewer"].map { "tiles/help/\(language)/\($0).html" }
        }

    /// A command of the page with the output that the page shows.
    private struct Step {
        var command: String
        var output: [String]
    }

    /// What stands in the page as typed at a terminal: Markdown, or HTML in the manual.
    private func blocks(_ page: String) throws -> [String] {
        let text = try String(contentsOfFile: Repository.path(page), encoding: .utf8)
        guard page.hasSuffix(".html") else {
            return text.components(separatedBy: "```console\n").dropFirst().map {
                $0.components(separatedBy: "```")[0]
            }
        }
        return text.components(separatedBy: "<pre class=\"run\" tabindex=\"0\">").dropFirst().map {
            $0.components(separatedBy: "</pre>")[0].replacing("&lt;", with: "<")
                .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        }
    }

    private func steps(_ page: String) throws -> [Step] {
        var steps: [Step] = []
        for block in try blocks(page) {
            for line in block.split(separator: "\n") {
                if line.hasPrefix("$ ") {
                    steps.append(Step(command: String(line.dropFirst(2)), output: []))
                } else {
                    steps[steps.count - 1].output.append(String(line))
                }
            }
        }
        return steps
    }

    /// Whether an output is what the page shows; a line `…` stands for any lines, and `…` at the end
    /// of a line for the rest of it.
    private func matches(_ output: [Substring], _ shown: [String]) -> Bool {
        guard let first = shown.first else { return output.isEmpty }
        let rest = Array(shown.dropFirst())
        if first == "…" {
            return (0...output.count).contains { matches(Array(output.dropFirst($0)), rest) }
        }
        guard let line = output.first else { return false }
        let isLine =
            first.hasSuffix("…") ? line.hasPrefix(first.dropLast()) : line == first
        return isLine && matches(Array(output.dropFirst()), rest)
    }

    @Test("every command of a page gives the output that the page shows", arguments: pages)
    func transcript(page: String) throws {
        let folder = try TemporaryFolder()
        let steps = try steps(page)
        #expect(steps.count >= 5)
        for name in ["tools", "gisdata"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path(name), withDestinationPath: Repository.path(name))
        }
        let path = URL(fileURLWithPath: Command.path).deletingLastPathComponent().path
        for step in steps {
            let result = try Command.run(
                "/bin/bash", ["-c", "cd \(folder.path) && PATH=\(path):$PATH && \(step.command)"])
            let lines = result.output.split(separator: "\n")
            #expect(
                matches(lines, step.output), "\(step.command)\n\(result.output)\(result.error)")
        }
    }
}
