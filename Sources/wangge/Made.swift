import City
import CityService
import Foundation

/// Prints what became of rows that no file holds, for `set`, `hand-over` and `undo`.
struct MadePrinter {
    let report: CheckReport
    let outcome: Deliveries.ImportOutcome
    let output: OutputOptions

    /// Prints findings as `import` does, and a line for what was done.
    ///
    /// - Parameters:
    ///   - nothing: what to say if nothing changes.
    ///   - advice: what to do if it is refused.
    func tell(nothing: String, advice: String) throws {
        var report = report
        report.moment = outcome.isDone ? .published : .checked
        if output.json {
            try report.contents.write(.json) {
                try FileHandle.standardOutput.write(contentsOf: Data($0))
            }
        } else {
            CheckReportPrinter(report: report).printFindings()
            print(sentence(nothing: nothing, advice: advice))
        }
        if outcome == .refused { throw Outcome.no }
    }

    private func sentence(nothing: String, advice: String) -> String {
        switch outcome {
        case .published(let edition):
            "Edition \(edition.number): \(report.summary.layer), \(report.differenceLine)."
        case .unchanged: nothing
        case .scheduled(let delivery, let effective):
            "\(delivery) becomes an edition at \(effective)."
        case .refused: "Refused, nothing is changed. \(advice)"
        }
    }
}

extension Deliveries.ImportOutcome {
    /// Whether the city says what was handed in.
    var isDone: Bool {
        switch self {
        case .published, .unchanged: true
        case .refused, .scheduled: false
        }
    }
}
