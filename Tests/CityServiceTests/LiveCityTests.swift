import City
import CityService
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("A city that answers while it changes")
struct LiveCityTests {
    /// What was told, in order.
    private final class Told: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func take(_ line: String) { lines.withLock { $0.append(line) } }
    }

    /// A city with one organization, a catalogue, and no areas.
    private func registered() throws -> TestCity {
        let city = try TestCity(scheme: .free)
        let file = try city.folder.write("code,name\nO1,one\n", to: "organizations.csv")
        let deliveries = try city.city.deliveries
        _ = try deliveries.importFile(file, as: .organizations)
        _ = try deliveries.importFile(
            Repository.path("gisdata/catalogue/components-2026.csv"), as: .categories)
        return city
    }

    private func move(_ city: TestCity, to longitude: String) throws {
        let file = try city.folder.write(
            "code,category,owner,lon,lat\nC-1,01001,O1,\(longitude),30.0005\n",
            to: "components-\(longitude).csv")
        var reading = Deliveries.Reading()
        reading.referenceSystem = "EPSG:4490"
        _ = try city.city.deliveries.importFile(file, as: .components, reading)
    }

    private func place(_ live: LiveCity, asOf edition: Int? = nil) throws -> Double {
        var request = LiveCity.Request()
        request.code = "C-1"
        request.asOf = edition
        return try live.answer(request).place.at[0]
    }

    @Test("a moved component answers from its new place without the index being packed anew")
    func moved() throws {
        let city = try registered()
        try move(city, to: "120.0005")
        let live = try city.city.live()
        #expect(try place(live) == 120.0005)
        try move(city, to: "120.0007")
        #expect(try live.refresh())
        #expect(try place(live) == 120.0007)
        #expect(live.index.changedComponents == 1)
    }

    @Test("whoever follows a city answers from the new edition soon, whatever changed")
    func followed() async throws {
        let city = try registered()
        try move(city, to: "120.0005")
        let live = try city.city.live()
        let following = live.follow { _ in }
        defer { following.stop() }
        try move(city, to: "120.0009")
        let file = try city.folder.write("code,name\nNEW,new\n", to: "new.csv")
        _ = try city.city.deliveries.importFile(file, as: .organizations)
        let wanted = try city.city.editions().count
        let deadline = ContinuousClock.now + .seconds(60)
        while live.index.edition < wanted, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(live.index.edition == wanted)
        #expect(try place(live) == 120.0009)
    }

    @Test("an earlier edition answers beside the current one, as it was")
    func earlier() throws {
        let city = try registered()
        let longitudes = ["120.0005", "120.0006", "120.0007", "120.0008", "120.0009"]
        for longitude in longitudes { try move(city, to: longitude) }
        let live = try city.city.live()
        let last = live.index.edition
        for _ in 0..<2 {
            for (place, longitude) in longitudes.reversed().enumerated() {
                #expect(try self.place(live, asOf: last - place) == Double(longitude))
            }
        }
        #expect(throws: (any Error).self) { try self.place(live, asOf: last + 1) }
    }

    @Test("a damaged snapshot is told, made anew, and never answers")
    func damaged() throws {
        let city = try registered()
        try move(city, to: "120.0005")
        let told = Told()
        _ = try city.city.live(notice: told.take)
        #expect(told.all.isEmpty)
        let folder = city.folder.path("city.snapshots")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).first)
        let path = "\(folder)/\(name)"
        var bytes = try #require(FileManager.default.contents(atPath: path))
        bytes[bytes.count / 2] ^= 4
        try bytes.write(to: URL(fileURLWithPath: path))
        let again = try city.city.live(notice: told.take)
        #expect(try place(again) == 120.0005)
        #expect(told.all.count == 1)
        #expect(told.all[0].contains("its checksum does not fit. It is made anew."))
        _ = try city.city.live(notice: told.take)
        #expect(told.all.count == 1)
    }

    @Test("where no snapshot can be written the city answers all the same")
    func noSnapshots() throws {
        let city = try registered()
        try move(city, to: "120.0005")
        // A file where the folder should be: not even an administrator can write there.
        try Data().write(to: URL(fileURLWithPath: city.folder.path("city.snapshots")))
        let live = try city.city.live()
        #expect(try place(live) == 120.0005)
    }
}
