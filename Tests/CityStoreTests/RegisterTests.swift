import City
import Foundation
import GRDB
import Geo
import TestSupport
import Testing

@testable import CityStore

/// A register in a folder of its own, with deliveries written straight into staging files.
struct TestRegister {
    let folder: TemporaryFolder
    let path: String
    let register: Register

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("city.db")
        try Register.create(
            path: path, settings: CitySettings(name: "Town", code: "town", scheme: .free))
        register = try Register(path: path)
    }

    /// A register that was made before.
    init(opening path: String, in folder: TemporaryFolder) throws {
        self.folder = folder
        self.path = path
        register = try Register(path: path)
    }

    static func organization(_ code: String, _ name: String) -> LayerRow {
        LayerRow(values: [code, name] + [String?](repeating: nil, count: 4))
    }

    /// Publishes rows as one delivery.
    @discardableResult
    func publish(
        _ layer: Layer, _ rows: [LayerRow], isWhole: Bool = false
    ) throws -> Edition? {
        let staging = try stage(layer, rows, isWhole: isWhole)
        let (registration, result) = try check(staging, completeness: isWhole ? .layer : .nothing)
        try staging.keep(result, checkedEdition: registration.edition)
        let published = try register.publish(
            try staging.summary(), registration, result: result, at: "2026-03-01T00:00:00Z")
        try staging.discard()
        return published
    }

    /// Publishes the inverse of an edition.
    func undo(_ edition: Int) throws -> Edition? {
        let rows = try register.inverse(of: edition).rows
        let summary = DeliverySummary(
            delivery: "undo-\(UInt32.random(in: 1...9_999_999))",
            layer: rows.table.layer.name, fileName: "undo", referenceSystem: "EPSG:4490",
            encoding: "UTF-8", completeness: .withdrawn, stagedAt: "2026-03-01T00:00:00Z",
            unusedHeaders: [])
        let staging = try StagingFile(creating: summary, layer: rows.table.layer, register: path)
        try staging.fill(rows)
        let (registration, result) = try check(staging, completeness: .withdrawn)
        defer { try? staging.discard() }
        return try register.publish(
            summary, registration, result: result, at: "2026-03-01T00:00:00Z")
    }

    func check(
        _ staging: StagingFile, completeness: Completeness = .nothing
    ) throws -> (Registration, CheckResult) {
        let registration = try register.registration(
            for: try staging.rows(), completeness: completeness)
        let result = DeliveryCheck(
            registration.comparison, registered: registration.registered,
            completeness: completeness, on: try Day("2026-03-01")
        ).run()
        return (registration, result)
    }

    func stage(_ layer: Layer, _ rows: [LayerRow], isWhole: Bool = false) throws -> StagingFile {
        let summary = DeliverySummary(
            delivery: "\(layer.name)-\(UInt32.random(in: 1...9_999_999))", layer: layer.name,
            fileName: "file.csv", referenceSystem: "EPSG:4490", encoding: "UTF-8",
            completeness: isWhole ? .layer : .nothing, stagedAt: "2026-03-01T00:00:00Z",
            unusedHeaders: [])
        let staging = try StagingFile(creating: summary, layer: layer, register: path)
        try staging.fill(DeliveredRows(layer: layer, rows: rows))
        return staging
    }
}

@Suite("The register")
struct RegisterTests {
    @Test("the frozen schema has the columns that the layers describe, in their order")
    func schemaMatchesLayers() throws {
        let city = try TestRegister()
        try city.register.reader.read { db in
            for layer in Layer.all {
                let columns = try db.columns(in: layer.table).map(\.name)
                #expect(columns == ["id"] + LayerTable(layer: layer).columns, "\(layer.name)")
            }
        }
    }

    @Test("what is published is read back equal, with its geometry, in the order of keys")
    func roundTrip() throws {
        let city = try TestRegister()
        var rows = ["b", "a", "c"].map { code -> LayerRow in
            var row = LayerRow(
                values: Layer.places.fields.map { _ in nil },
                shape: .points([Coordinate(longitude: 5, latitude: -7)]))
            row.values[0] = "theme"
            row.values[1] = code
            row.values[2] = "名\(code)"
            return row
        }
        let ring = try #require(
            Ring([(0, 0), (9, 0), (9, 9)].map { Coordinate(longitude: $0.0, latitude: $0.1) }))
        rows[1].shape = .area([Polygon(shell: ring)])
        try city.publish(.places, rows)
        #expect(try city.register.rows(of: .places) == [rows[1], rows[0], rows[2]])
    }

    @Test("every kind of shape survives SpatiaLite's form, and SpatiaLite understands it")
    func blobs() throws {
        let city = try TestRegister()
        func places(_ numbers: [(Int32, Int32)]) -> [Coordinate] {
            numbers.map { Coordinate(longitude: $0.0, latitude: $0.1) }
        }
        let outer = try #require(Ring(places([(0, 0), (90, 0), (90, 90), (0, 90)])))
        let inner = try #require(Ring(places([(10, 10), (20, 10), (20, 20)])))
        let far = try #require(Ring(places([(200, 0), (290, 0), (290, 90)])))
        let line = try #require(Line(places([(0, 0), (1_800_000_000, -900_000_000)])))
        let shapes: [(Shape, String)] = [
            (.points(places([(1, 2)])), "POINT"),
            (.points(places([(1, 2), (3, 4)])), "MULTIPOINT"),
            (.lines([line]), "LINESTRING"), (.lines([line, line]), "MULTILINESTRING"),
            (.area([Polygon(shell: outer, holes: [inner])]), "POLYGON"),
            (.area([Polygon(shell: outer, holes: [inner]), Polygon(shell: far)]), "MULTIPOLYGON"),
        ]
        try city.register.reader.read { db in
            for (shape, type) in shapes {
                let blob = SpatialBlob.encode(shape, keepsParts: false)
                #expect(SpatialBlob.decode(blob) == shape)
                let row = try #require(
                    try Row.fetchOne(
                        db,
                        sql: "SELECT GeometryType(?1), ST_SRID(?1), MbrMaxX(?1), ST_IsValid(?1)",
                        arguments: [blob]))
                #expect(row[0] == type)
                #expect(row[1] == 4490)
                #expect(row[2] == Double(shape.box.east) / 1e7)
                #expect(row[3] == 1)
            }
        }
    }

    @Test("equal contents have one hash, whatever order and however many deliveries made them")
    func contentHash() throws {
        let rows = (0..<20).map { TestRegister.organization("o\($0)", "Name \($0)") }
        let once = try TestRegister()
        try once.publish(.organizations, rows)
        let twice = try TestRegister()
        try twice.publish(.organizations, Array(rows.reversed().prefix(7)))
        try twice.publish(.organizations, rows.shuffled())
        #expect(try once.register.contentHash() == twice.register.contentHash())
        #expect(try once.register.editions().last?.contentHash == once.register.contentHash())
        try twice.publish(.organizations, [TestRegister.organization("o3", "Another")])
        #expect(try once.register.contentHash() != twice.register.contentHash())
        #expect(try twice.register.integrityFaults().isEmpty)
    }

    @Test("a delivery that says what is registered makes no edition")
    func nothingNew() throws {
        let city = try TestRegister()
        let rows = [TestRegister.organization("a", "A")]
        #expect(try city.publish(.organizations, rows)?.number == 1)
        #expect(try city.publish(.organizations, rows) == nil)
        #expect(try city.register.currentEdition() == 1)
    }

    @Test("every earlier edition can be read as it stood")
    func asOf() throws {
        let city = try TestRegister()
        let (a, b) = (TestRegister.organization("a", "A"), TestRegister.organization("b", "B"))
        let renamed = TestRegister.organization("a", "A2")
        try city.publish(.organizations, [a])
        try city.publish(.organizations, [renamed, b])
        try city.publish(.organizations, [b], isWhole: true)
        #expect(try city.register.rows(of: .organizations, asOf: 0) == [])
        #expect(try city.register.rows(of: .organizations, asOf: 1) == [a])
        #expect(try city.register.rows(of: .organizations, asOf: 2) == [renamed, b])
        #expect(try city.register.rows(of: .organizations, asOf: 3) == [b])
        #expect(throws: CityStoreError.noEdition(4, current: 3)) {
            try city.register.rows(of: .organizations, asOf: 4)
        }
    }

    @Test("the log of changes cannot be changed")
    func logIsAppendOnly() throws {
        let city = try TestRegister()
        try city.publish(.organizations, [TestRegister.organization("a", "A")])
        for sql in ["UPDATE change SET edition = 9", "DELETE FROM change", "DELETE FROM edition"] {
            #expect(throws: DatabaseError.self) {
                try city.register.writer().write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test("names and numbers of people stand in one table and never in the log")
    func people() throws {
        let city = try TestRegister()
        try city.publish(
            .people, [LayerRow(values: ["P-1", "样例甲", "000-0001", nil])])
        try city.publish(.people, [], isWhole: true)
        let logged = try city.register.reader.read {
            try String.fetchAll(
                $0, sql: "SELECT coalesce(before, '') || coalesce(after, '') FROM change")
        }.joined()
        #expect(logged.contains("P-1"))
        #expect(!logged.contains("样例甲") && !logged.contains("000-0001"))
    }

    @Test("what is published survives the loss of power: commits reach the disk")
    func durability() throws {
        let city = try TestRegister()
        let modes = try city.register.writer().inDatabase { db in
            (
                try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(db, sql: "PRAGMA synchronous")
            )
        }
        #expect(modes.0 == "wal")
        #expect(modes.1 == 2, "FULL")
    }

    @Test("opening and reading changes no byte of the file and leaves no file beside it")
    func readingChangesNothing() throws {
        let folder = try TemporaryFolder()
        do {
            let city = try TestRegister()
            try city.publish(.organizations, [TestRegister.organization("a", "A")])
            try city.register.writer().close()
            try city.register.reader.close()
            try FileManager.default.copyItem(atPath: city.path, toPath: folder.path("city.db"))
        }
        let before = try folder.contents()
        #expect(before.keys.sorted() == ["city.db"])
        do {
            let register = try Register(path: folder.path("city.db"))
            #expect(try register.rows(of: .organizations).count == 1)
            #expect(try register.integrityFaults().isEmpty)
            try register.reader.close()
        }
        #expect(try folder.contents() == before)
    }

    @Test("what a person belongs to is history, and who is erased is gone from the file")
    func erasure() throws {
        let city = try TestRegister()
        for code in ["a", "b"] {
            try city.publish(.organizations, [TestRegister.organization(code, code)])
        }
        try city.publish(.people, [LayerRow(values: ["P-1", "样例甲", "000-0001", "a"])])
        let hash = try city.register.contentHash()
        try city.publish(.people, [LayerRow(values: ["P-1", "样例甲", "000-0001", "b"])])
        #expect(try city.register.contentHash() != hash)
        #expect(
            try city.register.rows(of: .people, asOf: 3) == [
                LayerRow(values: ["P-1", nil, nil, "a"])
            ])
        try city.publish(.people, [], isWhole: true)
        try city.register.writer().close()
        try city.register.reader.close()
        for (name, bytes) in try city.folder.contents() {
            #expect(bytes.range(of: Data("000-0001".utf8)) == nil, "\(name)")
        }
    }

    @Test("whoever published in between makes a check stale")
    func editionMoved() throws {
        let city = try TestRegister()
        let staging = try city.stage(.organizations, [TestRegister.organization("a", "A")])
        let (registration, result) = try city.check(staging)
        try city.publish(.organizations, [TestRegister.organization("b", "B")])
        #expect(
            throws: CityStoreError.editionMoved(delivery: staging.name, checked: 0, current: 1)
        ) {
            try city.register.publish(
                try staging.summary(), registration, result: result, at: "2026-03-01T00:00:00Z")
        }
        #expect(try city.register.rows(of: .organizations).count == 1)
    }

    @Test("what editions made of components is told as it stood then, new ones too")
    func differences() throws {
        let city = try TestRegister()
        func component(_ code: String, _ name: String) -> LayerRow {
            var row = LayerRow(
                values: Layer.components.fields.map { _ in nil },
                shape: .points([Coordinate(longitude: 5, latitude: 5)]))
            for (column, text) in [("code", code), ("category", "component/01001"), ("name", name)]
            {
                row.values[Layer.components.fields.firstIndex { $0.column == column } ?? 0] = text
            }
            return row
        }
        try city.publish(
            .categories,
            [
                LayerRow(
                    values: ["s", "component", "01001", "n"] + [String?](repeating: nil, count: 6))
            ])
        try city.publish(.components, [component("a", "first"), component("b", "only")])
        try city.publish(.components, [component("a", "second")])
        func names(after edition: Int, to last: Int) throws -> [String] {
            let difference = try city.register.difference(after: edition, to: last, atMost: 9)
            guard case .components(let changes) = difference else { return [] }
            return changes.map { "\($0.code) \($0.after?.name ?? "gone")" }
        }
        #expect(try names(after: 1, to: 2) == ["a first", "b only"])
        #expect(try names(after: 1, to: 3) == ["a first", "b only", "a second"])
        try city.publish(.components, [component("a", "second")], isWhole: true)
        #expect(try names(after: 3, to: 4) == ["b gone"])
        #expect(try names(after: 1, to: 2) == ["a first", "b only"])
    }

    @Test("readers go on with the edition at which they began while another one is written")
    func readersDoNotWait() throws {
        let city = try TestRegister()
        try city.publish(.organizations, [TestRegister.organization("a", "A")])
        try city.register.writer().writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try db.execute(sql: "UPDATE organization SET name = 'half-way'")
                // The writer is in the middle of its work; another connection reads meanwhile.
                let names = try city.register.rows(of: .organizations).map { $0.values[1] }
                #expect(names == ["A"])
                return .rollback
            }
        }
    }
}

@Suite("Files that are no city")
struct DatabaseFileTests {
    private func error(_ path: String) -> CityStoreError? {
        do {
            _ = try Register(path: path)
            return nil
        } catch {
            return error as? CityStoreError
        }
    }

    @Test("a missing file, a folder, a text and another database are told apart")
    func others() throws {
        let folder = try TemporaryFolder()
        #expect(error(folder.path("none.db")) == .noFile(path: folder.path("none.db")))
        #expect(error(folder.path) == .isFolder(path: folder.path))
        let text = try folder.write("not a database", to: "text.db")
        #expect(error(text) == .notADatabase(path: text))
        let other = folder.path("other.db")
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (a)") }
        #expect(error(other) == .notACity(path: other))
    }

    @Test("a truncated register is damaged, and stays as it is")
    func truncated() throws {
        let city = try TestRegister()
        let bytes = try #require(FileManager.default.contents(atPath: city.path))
        let folder = try TemporaryFolder()
        for share in [3, 2] {
            let path = try folder.write(bytes.prefix(bytes.count / share), to: "cut\(share).db")
            guard case .damaged = try #require(error(path)) else {
                Issue.record("\(String(describing: error(path)))")
                return
            }
            #expect(FileManager.default.contents(atPath: path)?.count == bytes.count / share)
        }
    }

    @Test("a register of a newer version is refused, with what to do")
    func newer() throws {
        let city = try TestRegister()
        try city.register.writer().write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of the future')")
        }
        #expect(error(city.path) == .newerSchema(path: city.path))
        #expect("\(CityStoreError.newerSchema(path: "x"))".contains("Update wangge"))
    }

    @Test("a city is never made over a file that exists")
    func exists() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("mine", to: "a.db")
        #expect(throws: CityStoreError.exists(path: path)) {
            try Register.create(
                path: path, settings: CitySettings(name: "T", code: "t", scheme: .free))
        }
        #expect(try folder.contents() == ["a.db": Data("mine".utf8)])
    }
}

@Suite("The ledger")
struct LedgerTests {
    @Test("a token opens until it is revoked, and its secret is kept nowhere")
    func tokens() throws {
        let city = try TestRegister()
        let ledger = try Ledger(ofRegister: city.path)
        let secret = try ledger.createToken(
            name: "desk 3", role: "dispatcher", at: "2026-03-01T00:00:00Z")
        #expect(try ledger.token(secret: secret)?.role == "dispatcher")
        #expect(try ledger.token(secret: secret + "x") == nil)
        for file in try city.folder.contents() {
            #expect(file.value.range(of: Data(secret.utf8)) == nil, "\(file.key)")
        }
        #expect(try ledger.revokeTokens("desk 3", at: "2026-03-02T00:00:00Z") == 1)
        #expect(try ledger.token(secret: secret) == nil)
        #expect(try ledger.tokens().map(\.revokedAt) == ["2026-03-02T00:00:00Z"])
        #expect(try ledger.revokeTokens("desk 3", at: "2026-03-02T00:00:00Z") == 0)
    }
}
