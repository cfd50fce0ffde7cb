import ArgumentParser
import City
import CityService

/// `wangge publish`: makes a delivery the next edition, now or at a stated moment.
struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a delivery the next edition, now or at a stated moment.",
        discussion: """
            At its moment a delivery is checked again. A server does that while it runs, and so does \
            `wangge publish --due`. What the check then refuses stays staged; `wangge deliveries` \
            shows why.
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The delivery, as `stage` named it; its layer, if only one waits.")
    var delivery: String?
    @Flag(help: "Leave the rejected rows out and publish the others.")
    var withoutRejected = false
    @Option(
        help: "The moment at which it becomes an edition, like 2026-03-01T08:30; now if not said.")
    var effective: String?
    @Flag(help: "Publish every delivery whose moment has come.")
    var due = false
    @OptionGroup var fixList: FixListOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if due == (delivery != nil) {
            throw ValidationError("Name a delivery, or say --due.")
        }
        if due, withoutRejected || effective != nil {
            throw ValidationError("With --due each delivery goes by what was said about it.")
        }
    }

    func run() throws {
        let deliveries = try city.open().deliveries
        guard let delivery else { return try publishDue(deliveries) }
        do {
            if let effective {
                try schedule(delivery, at: effective, deliveries)
            } else {
                try publish(delivery, deliveries)
            }
        } catch let error as CityServiceError {
            // Publishing twice is no failure: whoever tries again has what was wanted.
            guard case .alreadyPublished = error else { throw error }
            print("\(error)")
        }
    }

    private func publish(_ delivery: String, _ deliveries: Deliveries) throws {
        let (report, edition) = try ProgressBar.during { bar in
            bar.show("checking and publishing")
            // Rows are given back before the delivery is gone.
            if fixList.isWanted {
                try fixList.write(try deliveries.check(delivery), isAnswered: output.json)
            }
            return try deliveries.publish(delivery, withoutRejected: withoutRejected)
        }
        if output.json { return try output.printJSON(edition) }
        if let edition {
            print("Edition \(edition.number): \(report.summary.layer), \(report.differenceLine).")
        } else {
            print("Nothing to do: the city says all of it already.")
        }
        try CheckReportPrinter(report: report).printAccount(.published)
    }

    private func schedule(
        _ delivery: String, at moment: String, _ deliveries: Deliveries
    ) throws {
        let (report, effective) = try ProgressBar.during { bar in
            bar.show("checking")
            return try deliveries.schedule(
                delivery, at: moment, withoutRejected: withoutRejected)
        }
        let name = report.summary.delivery
        if output.json {
            return try output.printJSON(deliveries.waiting().first { $0.delivery == name })
        }
        print("\(name) becomes an edition at \(effective): \(report.differenceLine).")
        try CheckReportPrinter(report: report).printAccount(.checked)
    }

    private func publishDue(_ deliveries: Deliveries) throws {
        let publications = try ProgressBar.during { bar in
            bar.show("checking and publishing")
            return try deliveries.publishDue()
        }
        let editions = publications.compactMap { publication -> Edition? in
            if case .published(let edition) = publication.result { edition } else { nil }
        }
        if output.json {
            try output.printJSON(editions)
        } else {
            if publications.isEmpty { print("Nothing is due.") }
            for publication in publications { print("\(publication)".visible) }
        }
        let isRefused = publications.contains {
            if case .refused = $0.result { true } else { false }
        }
        if isRefused { throw Outcome.no }
    }
}
