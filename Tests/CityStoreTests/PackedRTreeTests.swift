import City
import GRDB
import Geo
import TestSupport
import Testing

@testable import CityStore

@Suite("The spatial index packed at once")
struct PackedRTreeTests {
    private func places(_ count: Int, moved: Int32 = 0) -> [LayerRow] {
        var random = SeededGenerator(seed: 7)
        return (0..<count).map { number in
            var row = LayerRow(values: Layer.places.fields.map { _ in nil })
            row.values[0] = "theme"
            row.values[1] = "\(number)"
            row.values[2] = "名"
            row.shape = .points([
                Coordinate(
                    longitude: Int32.random(in: 1_140_000_000...1_150_000_000, using: &random)
                        + moved,
                    latitude: Int32.random(in: 340_000_000...350_000_000, using: &random))
            ])
            return row
        }
    }

    /// What SQLite and SpatiaLite say about the index, and how many rows it has.
    private func verdict(_ city: TestRegister) throws -> (String?, Int?, Int?) {
        try city.register.writer().write { db in
            (
                try String.fetchOne(db, sql: "SELECT rtreecheck('main', 'idx_place_geometry')"),
                try Int.fetchOne(db, sql: "SELECT CheckSpatialIndex('place', 'geometry')"),
                try Int.fetchOne(db, sql: "SELECT count(*) FROM idx_place_geometry")
            )
        }
    }

    @Test("SQLite and SpatiaLite find it whole, after it was packed and after it was changed")
    func whole() throws {
        let city = try TestRegister()
        try city.publish(.places, places(12_000))
        #expect(try verdict(city) == ("ok", 1, 12_000))
        // A few more, box by box, through the triggers that were put back.
        try city.publish(.places, places(12_500).suffix(500))
        #expect(try verdict(city) == ("ok", 1, 12_500))
        // Every row moved: packed again.
        try city.publish(.places, places(12_500, moved: 50))
        #expect(try verdict(city) == ("ok", 1, 12_500))
        // All but some vanish.
        try city.publish(.places, Array(places(12_500).prefix(100)), isWhole: true)
        #expect(try verdict(city) == ("ok", 1, 100))
        #expect(try city.register.integrityFaults().isEmpty)
    }

    @Test("it is whole, and empty, when a large edition is undone, and whole again when that is")
    func undone() throws {
        let city = try TestRegister()
        try city.publish(.organizations, [TestRegister.organization("a", "A")])
        let before = try city.register.contentHash()
        let published = try city.publish(.places, places(12_000))
        #expect(try city.undo(2)?.contentHash == before)
        #expect(try verdict(city).0 == "ok" && verdict(city).2 == 0)
        #expect(try city.undo(3)?.contentHash == published?.contentHash)
        #expect(try verdict(city) == ("ok", 1, 12_000))
        // All moved, and some beside them: both are undone at once.
        let moved = try city.publish(.places, places(12_500, moved: 50))
        #expect(moved?.changedRows == 12_000 && moved?.newRows == 500)
        #expect(try city.undo(5)?.contentHash == published?.contentHash)
        #expect(try verdict(city) == ("ok", 1, 12_000))
        #expect(try city.register.integrityFaults().isEmpty)
    }

    @Test("it finds what brute force finds in random windows")
    func windows() throws {
        let city = try TestRegister()
        let rows = places(11_000)
        try city.publish(.places, rows)
        var random = SeededGenerator(seed: 8)
        try city.register.reader.read { db in
            for _ in 0..<50 {
                let west = Int32.random(in: 1_140_000_000...1_149_000_000, using: &random)
                let south = Int32.random(in: 340_000_000...349_000_000, using: &random)
                let box = Box(
                    west: west, south: south, east: west + 1_000_000, north: south + 1_000_000)
                let expected = rows.count { $0.shape.map { box.contains($0.box.centre) } ?? false }
                let found = try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM place WHERE id IN (
                            SELECT pkid FROM idx_place_geometry
                            WHERE xmin <= ?3 AND xmax >= ?1 AND ymin <= ?4 AND ymax >= ?2)
                        AND ST_X(geometry) BETWEEN ?1 AND ?3 AND ST_Y(geometry) BETWEEN ?2 AND ?4
                        """,
                    arguments: [
                        Double(box.west) / 1e7, Double(box.south) / 1e7, Double(box.east) / 1e7,
                        Double(box.north) / 1e7,
                    ])
                #expect(found == expected)
            }
        }
    }

    @Test("the hash that is computed beside the writing is that of what was written")
    func hash() throws {
        let city = try TestRegister()
        for rows in [places(10_500), places(10_500, moved: 3), Array(places(10_600).dropFirst(9))] {
            let edition = try city.publish(.places, rows)
            #expect(edition?.contentHash == (try city.register.contentHash()))
        }
        // Few rows beside many are hashed from the register.
        let edition = try city.publish(.places, Array(places(10_500).prefix(3)))
        #expect(edition?.contentHash == (try city.register.contentHash()))
    }
}
