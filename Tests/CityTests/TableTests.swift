import City
import Geo
import TestSupport
import Testing

@Suite("Rows in columns")
struct TableTests {
    @Test("a text has one place however often it comes, and comes back from it")
    func pool() {
        var pool = TextPool()
        var places: [String: Int32] = [:]
        let texts = (0..<5000).map { "文\($0 % 1250)" } + ["", "a", "aa", "aaaaaaaa", "aaaaaaaaa"]
        for text in texts {
            let place = pool.place(of: text)
            #expect(places[text] == nil || places[text] == place)
            places[text] = place
        }
        #expect(pool.count == 1255)
        for (text, place) in places {
            #expect(pool[place] == text)
            #expect(pool.known(text) == place)
        }
        #expect(pool.known("文1250") == TextPool.none)
    }

    @Test("the order of places is the order of bytes, as SQLite has it")
    func order() {
        var pool = TextPool()
        let texts = ["b", "a", "", "ab", "文", "é", "a\u{7f}"]
        let places = texts.map { pool.place(of: $0) }
        let sorted = places.sorted(by: pool.precedes).map { pool[$0] }
        #expect(sorted == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test("a pool and a table that were taken apart are what they were, or nothing")
    func parts() throws {
        let rows = DeliveredRows(
            layer: .organizations,
            rows: ["b", "a"].map { LayerRow(values: [$0, "名", nil, nil, nil, nil]) })
        let parts = rows.texts.parts
        let texts = try #require(TextPool(bytes: parts.bytes, starts: parts.starts))
        #expect(texts.known("名") == rows.texts.known("名"))
        #expect(TextPool(bytes: parts.bytes, starts: parts.starts.dropLast()) == nil)
        let table = rows.table
        func rebuilt(_ keys: [Int32]) -> RowTable? {
            RowTable(
                layer: .organizations, numbers: table.numbers, keys: keys, columns: table.columns,
                shapes: table.shapes, texts: texts)
        }
        #expect(rebuilt(table.keys)?.row(1, texts) == table.row(1, rows.texts))
        #expect(rebuilt([0]) == nil)
        #expect(rebuilt([0, 99]) == nil)
    }

    @Test("columns that a file does not have stay as they are registered")
    func absentColumns() throws {
        var rows = DeliveredRows(
            layer: .organizations, rows: [LayerRow(values: ["a", "新名", nil, nil, nil, nil])])
        rows.absences = [DeliveredRows.Absence(from: 0, columns: ["note"])]
        var texts = rows.texts
        var registered = RowTable(layer: .organizations)
        registered.append(
            number: 1,
            values: ["a", "旧名", "简", nil, nil, "注"].map { texts.place(of: $0 as String?) },
            shape: nil, texts: &texts)
        let comparison = Comparison(rows, registered: registered, texts: texts)
        #expect(
            comparison.delivered.row(0, texts).values == ["a", "新名", nil, nil, nil, "注"])
        #expect(comparison.change(0) == .changed)
    }

    @Test("a misspelt name is answered with the nearest registered ones")
    func nearestNames() throws {
        let delivered = DeliveredRows(
            layer: .organizations, rows: [LayerRow(values: ["x", "甲", nil, nil, "410202-CQ", nil])])
        let registered = Registered(
            settings: Town.settings,
            keys: ["organizations": ["410202-CG", "410202-LD", "410203-CG"]])
        let result = DeliveryCheck(
            Comparison(
                delivered, registered: RowTable(layer: .organizations), texts: delivered.texts),
            registered: registered, isWhole: false, on: try #require(Town.day)
        ).run()
        #expect(result.findings.map(\.rule) == [.organizationUnknown])
        #expect(result.findings.first?.english.contains("Perhaps 410202-CG is meant") == true)
    }
}
