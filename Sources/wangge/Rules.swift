import ArgumentParser
import City
import CityService

/// `wangge rules`: what a check looks for.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the rules of a check, by the names that findings end with.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let rules = RuleDescription.all
        if output.json { return try output.printJSON(rules) }
        for rule in rules {
            let severities = rule.severities.joined(separator: " or ")
            let layers =
                rule.layers.count == Layer.all.count
                ? "all layers" : rule.layers.joined(separator: ", ")
            print("\(rule.name)  \(severities)  \(rule.english) \(rule.chinese)\n    \(layers)")
        }
    }
}
