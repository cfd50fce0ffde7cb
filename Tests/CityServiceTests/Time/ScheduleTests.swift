import City
import CityService
import CityStore
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Deliveries that wait for their moment")
struct ScheduleTests {
    private static let now = Date(timeIntervalSince1970: 1_772_000_000)

    private func later(_ seconds: Double) -> Date { Self.now.addingTimeInterval(seconds) }

    /// The moment so many seconds after ours, as somebody writes it.
    private func moment(_ seconds: Int) throws -> String {
        try #require(
            Instant(seconds: Int(Self.now.timeIntervalSince1970) + seconds)
        ).description
    }

    private func staged(_ town: TestCity, _ layer: Layer, _ text: String) throws -> String {
        let file = try town.folder.write(text, to: "\(UUID().uuidString).csv")
        return try town.city.deliveries.stage(file, as: layer, TestCity.reading).delivery
    }

    @Test("nothing happens before the moment; then the earliest comes first, by whoever looks")
    func order() throws {
        let town = try TestCity.sample()
        let before = try #require(try town.city.editions().last?.number)
        let second = try staged(town, .organizations, "code,name\nN2,二\n")
        let first = try staged(town, .organizations, "code,name\nN1,一\n")
        let other = try staged(town, .organizations, "code,name\nN3,三\n")
        for (name, seconds) in [(second, 120), (first, 60)] {
            let (report, _) = try town.city.deliveries.schedule(
                name, at: try moment(seconds), now: Self.now)
            #expect(report.differenceLine == "1 new")
        }
        #expect(try town.city.deliveries.publishDue(at: later(59)).isEmpty)
        // A program that starts later knows of them.
        let waiting = try CityOnDisk(path: town.path).deliveries.waiting()
        #expect(
            Set(waiting.filter { $0.state == .scheduled }.map(\.delivery)) == [first, second])
        #expect(waiting.first { $0.delivery == other }?.state == .staged)
        let done = try CityOnDisk(path: town.path).deliveries.publishDue(at: later(120))
        #expect(done.map(\.delivery) == [first, second])
        let editions = try town.city.editions().filter { $0.number > before }
        #expect(editions.map(\.delivery) == [first, second])
        #expect(try town.city.deliveries.publishDue(at: later(9999)).isEmpty)
        #expect(try town.city.deliveries.waiting().map(\.delivery) == [other])
    }

    @Test("what the check refuses when the moment comes stays staged, with the reason")
    func refused() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        let organization = try staged(town, .organizations, "code,name\nNEW,新单位\n")
        let added = try #require(try deliveries.publish(organization).edition?.number)
        let name = try staged(
            town, .components,
            "code,category,owner,lon,lat\n99010101001000301,01001,NEW,120.0003,30.0003\n")
        _ = try deliveries.schedule(name, at: try moment(60), now: Self.now)
        let undone = try deliveries.mustUndo(added)
        let done = try deliveries.publishDue(at: later(60))
        guard done.count == 1, case .refused(let reason) = done[0].result else {
            Issue.record("\(done)")
            return
        }
        #expect(reason.contains("1 rejected rows") && reason.contains("organization-unknown"))
        let waiting = try #require(try deliveries.waiting().first)
        #expect(waiting.delivery == name && waiting.state == .staged)
        #expect(waiting.refusal == reason && waiting.effective == nil)
        #expect(try town.city.editions().last == undone)
        #expect(try deliveries.publishDue(at: later(61)).isEmpty)
        // Once it is mended it can be scheduled anew, and the reason goes.
        _ = try deliveries.mustUndo(undone.number)
        _ = try deliveries.schedule(name, at: try moment(90), now: later(62))
        #expect(try deliveries.waiting().first?.refusal == nil)
        #expect(try deliveries.publishDue(at: later(90)).count == 1)
        #expect(try town.city.editions().last?.delivery == name)
    }

    @Test("a moment that has passed or is none, and a delivery with errors, are not scheduled")
    func refusals() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        let name = try staged(town, .organizations, "code,name,parent\nN1,一,NOBODY\nN2,二,\n")
        #expect(throws: CityServiceError.momentPassed("2026-02-25")) {
            try deliveries.schedule(name, at: "2026-02-25", now: Self.now)
        }
        for text in ["soon", "2026-03-01 25:00", "2026-02-30"] {
            #expect(throws: CityServiceError.notAMoment(text)) {
                try deliveries.schedule(name, at: text, now: Self.now)
            }
        }
        #expect(
            throws: CityServiceError.refused(delivery: name, rejectedRows: 1, layerErrors: 0)
        ) { try deliveries.schedule(name, at: try moment(60), now: Self.now) }
        let (_, effective) = try deliveries.schedule(
            name, at: "2026-03-01", withoutRejected: true, now: Self.now)
        #expect(effective.description == "2026-03-01T00:00+08:00")
        let done = try deliveries.publishDue(at: Date(timeIntervalSince1970: 1_772_294_400))
        guard case .published(let edition)? = done.first?.result else {
            Issue.record("\(done)")
            return
        }
        #expect(edition.newRows == 1 && edition.rejectedRows == 1)
    }

    @Test("an import with a moment waits for it, and with an error leaves nothing behind")
    func importing() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        let bad = try town.folder.write("code,name,parent\nN1,一,NOBODY\n", to: "bad.csv")
        let refused = try deliveries.importFile(
            bad, as: .organizations, effective: try moment(60), now: Self.now)
        #expect(refused.outcome == .refused && refused.report.result.rejectedRows == 1)
        #expect(try deliveries.waiting().isEmpty)
        let good = try town.folder.write("code,name\nN1,一\n", to: "good.csv")
        let (_, outcome) = try deliveries.importFile(
            good, as: .organizations, effective: try moment(60), now: Self.now)
        let name = try #require(try deliveries.waiting().first?.delivery)
        #expect(
            outcome == .scheduled(delivery: name, effective: try Instant(try moment(60))))
        #expect(try deliveries.publishDue(at: later(60)).count == 1)
    }

    @Test("two who look at the same time make one edition")
    func together() async throws {
        let town = try TestCity.sample()
        let before = try town.city.editions().count
        for number in 0..<3 {
            let name = try staged(town, .organizations, "code,name\nN\(number),x\n")
            _ = try town.city.deliveries.schedule(name, at: try moment(60), now: Self.now)
        }
        let (path, due) = (town.path, later(60))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask { _ = try CityOnDisk(path: path).deliveries.publishDue(at: due) }
            }
            try await group.waitForAll()
        }
        #expect(try town.city.editions().count == before + 3)
        #expect(try town.city.deliveries.waiting().isEmpty)
        #expect(try town.city.faults().isEmpty)
    }

    @Test("a server's clock brings the edition, and not a second before")
    func clock() async throws {
        let town = try TestCity.sample()
        let name = try staged(town, .organizations, "code,name\nN1,一\n")
        _ = try town.city.deliveries.schedule(name, at: try moment(60), now: Self.now)
        let time = Clock(Self.now)
        let told = Told()
        let publisher = try town.city.live().publishWhenDue(now: { time.now }) { told.take($0) }
        defer { publisher.stop() }
        try await Task.sleep(for: .milliseconds(1500))
        #expect(told.all.isEmpty)
        time.set(later(60))
        let deadline = ContinuousClock.now + .seconds(60)
        while told.all.isEmpty, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
        }
        let edition = try #require(try town.city.editions().last)
        #expect(edition.delivery == name)
        #expect(told.all == ["\(name) is edition \(edition.number), as it was scheduled."])
    }

    private final class Clock: Sendable {
        private let date: Mutex<Date>
        init(_ date: Date) { self.date = Mutex(date) }
        var now: Date { date.withLock { $0 } }
        func set(_ date: Date) { self.date.withLock { $0 = date } }
    }

    private final class Told: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func take(_ event: DuePublisher.Event) {
            switch event {
            case .done(let publication): lines.withLock { $0.append("\(publication)") }
            case .failed(let reason): lines.withLock { $0.append(reason) }
            }
        }
    }
}
