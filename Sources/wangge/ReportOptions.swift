public import ArgumentParser
import City
public import CityService
import Foundation

/// In which form the whole report of a check is wanted, for `check` and `import`.
struct ReportOptions: ParsableArguments {
    @Option(help: "The whole report as csv, geojson, json or html.")
    var report: CheckReport.Form?
    @Option(
        name: .customLong("out"),
        help: "A new file for the report; it is printed if none is named.",
        completion: .file())
    var file: String?

    func validate() throws {
        if file != nil, report == nil {
            throw ValidationError("Say with --report which report is to go into --out.")
        }
    }

    /// What a report has to know before the work begins: the city, if it is to be shown.
    ///
    /// - Throws: an error if the report's file exists; nothing is done in vain then.
    func prepare(_ city: CityOnDisk) throws -> CheckedCity? {
        if let file { try TextFile.refuseExisting(file) }
        return try report == .html ? city.asChecked() : nil
    }

    /// Writes a report as it is wanted: into a file, beside what else is told, or as the answer.
    ///
    /// - Returns: whether the report is the answer and nothing else is to be printed.
    func write(_ report: CheckReport, asJSON: Bool) throws -> Bool {
        let contents = try report.contents
        if let file, let form = self.report {
            try TextFile.write(to: file) { try contents.write(form, to: $0) }
        }
        let answer = file == nil ? self.report ?? (asJSON ? .json : nil) : asJSON ? .json : nil
        guard let answer else { return false }
        try contents.write(answer) { try FileHandle.standardOutput.write(contentsOf: Data($0)) }
        return true
    }
}

extension CheckReport.Form: ExpressibleByArgument {}

/// Prints a check as a compiler does.
struct CheckReportPrinter {
    let report: CheckReport

    /// Prints the findings.
    ///
    /// - Parameter command: what the words of an offered step follow; without it none is offered.
    func printFindings(offering command: String? = nil) {
        for line in report.lines(file: report.summary.fileName, offering: command) { print(line) }
    }

    /// Prints what became of every row.
    func printAccount(_ moment: RowAccount.Moment) throws {
        let account = try report.account
        print("\(account.english(moment))\n    \(account.chinese(moment))")
    }
}
