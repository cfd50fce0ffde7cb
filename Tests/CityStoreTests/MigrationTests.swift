import City
import Foundation
import GRDB
import Geo
import TestSupport
import Testing

@testable import CityStore

@Suite("A register of the first schema")
struct MigrationTests {
    /// What the first program recorded for a city of one organization, `a` named `A`: reckoned
    /// apart from this program, from the rows' bytes.
    private static let hashOfFirstSchema =
        "2915d399f047ff0036be8fb2cf0f160d0b2394a1df78d6c4384c5865a768601b"
    private static let hashWithSpringFestival =
        "51b8465284a1930ca6d33043f1cbdffcbc68db46ee47d294460ed79636754743"

    private func makeOldRegister(in folder: TemporaryFolder) throws -> String {
        let path = folder.path("city.db")
        var configuration = DatabaseFile.configuration
        configuration.prepareDatabase(SpatialConnection.prepare)
        try DatabaseFile.create(path, as: .register, configuration) { queue in
            try Register.migrator.migrate(queue, upTo: "1 register")
            try queue.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO city (id, name, code, scheme) VALUES (1, 'Town', 't', 'free');
                        INSERT INTO organization (row_key, code, name) VALUES ('a', 'a', 'A');
                        INSERT INTO layer_hash VALUES ('organizations',
                            '4a9bdaf970e04cc5981bece1658feb0f61cc3a313a10beeba7dd067f30fa1b15');
                        INSERT INTO edition VALUES (1, 'organizations-1', 'organizations', 'o.csv',
                            '2026-03-01T00:00:00Z', 1, 0, 0, 0, 0, 0, ?)
                        """, arguments: [Self.hashOfFirstSchema])
            }
        }
        return path
    }

    @Test("opening gives it every layer, and its editions stay what they were")
    func opens() throws {
        let folder = try TemporaryFolder()
        let register = try Register(path: try makeOldRegister(in: folder))
        #expect(try register.contentHash() == Self.hashOfFirstSchema)
        #expect(try register.integrityFaults() == [])
        for layer in Layer.all where layer != .organizations {
            #expect(try register.rows(of: layer) == [], "\(layer.name)")
        }
        #expect(
            try register.rows(of: .organizations) == [TestRegister.organization("a", "A")])
    }

    @Test("it has the tables of a register that is made anew")
    func sameSchema() throws {
        func schema(_ register: Register) throws -> [String] {
            try register.reader.read {
                try String.fetchAll(
                    $0, sql: "SELECT coalesce(sql, '') FROM sqlite_master ORDER BY type, name")
            }
        }
        let folder = try TemporaryFolder()
        let old = try Register(path: try makeOldRegister(in: folder))
        #expect(try schema(old) == schema(TestRegister().register))
    }

    @Test("a later layer counts in the hash while it has rows and no longer")
    func laterLayers() throws {
        let folder = try TemporaryFolder()
        let city = try TestRegister(opening: try makeOldRegister(in: folder), in: folder)
        let register = city.register
        let day = LayerRow(values: ["2026-02-17", "holiday", nil, "春节"])
        let published = try city.publish(.calendar, [day])
        #expect(published?.contentHash == Self.hashWithSpringFestival)
        #expect(try register.integrityFaults() == [])
        #expect(try register.rows(of: .calendar) == [day])
        #expect(try register.rows(of: .calendar, asOf: 1) == [])
        let emptied = try city.publish(.calendar, [], isWhole: true)
        #expect(emptied?.contentHash == Self.hashOfFirstSchema)
        #expect(try register.integrityFaults() == [])
    }

    @Test("a register that has every layer is opened without a byte being written")
    func opensAgain() throws {
        let folder = try TemporaryFolder()
        let path = try makeOldRegister(in: folder)
        do {
            let register = try Register(path: path)
            try register.writer().close()
            try register.reader.close()
        }
        let before = try folder.contents()
        let register = try Register(path: path)
        #expect(try register.contentHash() == Self.hashOfFirstSchema)
        try register.reader.close()
        #expect(try folder.contents() == before)
    }
}
