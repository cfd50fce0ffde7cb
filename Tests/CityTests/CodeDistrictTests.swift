import Geo
import TestSupport
import Testing

@testable import City

@Suite("Districts in components' codes")
struct CodeDistrictTests {
    private static let side = 10

    /// The district of a square of a board of four by three.
    private func district(_ column: Int, _ row: Int) -> Int32 {
        Int32(990_101 + row * 4 + column)
    }

    /// The board, and a zone across four squares that the last district administers.
    private func registered() -> Registered {
        let side = Double(Self.side)
        var known = Registered(
            settings: CitySettings(name: "Board", code: "990100", scheme: .national))
        for row in 0..<3 {
            for column in 0..<4 {
                let (west, south) = (Double(column) * side, Double(row) * side)
                var values: [String?] = Layer.districts.fields.map { _ in nil }
                values[0] = String(district(column, row))
                known.outline.append(
                    LayerRow(
                        values: values,
                        shape: .area(Town.square(west, south, west + side, south + side))))
            }
        }
        known.zones = [
            Area(
                kind: .subdistrict, code: "990171001", administeredBy: "990112001",
                polygons: Town.square(5, 5, 15, 15))
        ]
        return known
    }

    /// Which districts a place of the lattice belongs to, by arithmetic.
    private func districts(_ x: Int, _ y: Int) -> Set<Int32> {
        let squares = { (place: Int, count: Int) in
            (0..<count).filter { place >= $0 * Self.side && place <= ($0 + 1) * Self.side }
        }
        var found: Set<Int32> = []
        for row in squares(y, 3) {
            for column in squares(x, 4) { found.insert(district(column, row)) }
        }
        let isInZone = (5...15).contains(x) && (5...15).contains(y)
        return isInZone ? found.union([990_171, 990_112]) : found
    }

    private func rows(_ places: [(x: Int, y: Int, code: Int32)]) -> DeliveredRows {
        let code = Layer.components.fields.firstIndex { $0.column == "code" } ?? 0
        return DeliveredRows(
            layer: .components,
            rows: places.enumerated().map { number, place in
                var values: [String?] = Layer.components.fields.map { _ in nil }
                values[code] = "\(place.code)01001\(String(1_000_000 + number).suffix(6))"
                return LayerRow(
                    values: values, shape: Town.point(Double(place.x), Double(place.y)))
            })
    }

    @Test("on a board of twelve districts with a zone every code is judged as by arithmetic")
    func board() throws {
        var random = SeededGenerator(seed: 11)
        let places = (0..<20_000).map { _ -> (x: Int, y: Int, code: Int32) in
            let codes: [Int32] = [
                990_171, 990_199, 990_100, 990_101 + Int32.random(in: 0..<12, using: &random),
            ]
            return (
                Int.random(in: 0...40, using: &random), Int.random(in: 0...30, using: &random),
                codes.randomElement(using: &random) ?? 0
            )
        }
        let rows = rows(places)
        let result = DeliveryCheck(
            Comparison(rows, registered: RowTable(layer: .components), texts: rows.texts),
            registered: registered(), completeness: .nothing, on: try #require(Town.day)
        ).run()
        let found = Dictionary(
            uniqueKeysWithValues: result.findings.filter { $0.rule == .codeDistrict }
                .map { ($0.row ?? 0, $0.severity) })
        var judged: [Finding.Severity?: Int] = [:]
        for (number, place) in places.enumerated() {
            let isStranger = place.code == 990_199
            let isRight = districts(place.x, place.y).contains(place.code)
            let expected: Finding.Severity? = isStranger ? .error : isRight ? nil : .warning
            judged[expected, default: 0] += 1
            #expect(found[number + 1] == expected, "\(place)")
        }
        #expect(judged.count == 3)
    }

    @Test("a line is right if any of its vertices is, and what lies outside is another rule's")
    func lines() throws {
        let known = registered()
        let ground = try #require(DistrictGround(known))
        #expect(ground.isOf(990_101, at: Town.place(100, 100)))
        var rows = DeliveredRows(layer: .components)
        let code = rows.texts.place(of: "99010201001000001")
        let places: [[Coordinate]] = [
            [Town.place(1, 1), Town.place(11, 1)], [Town.place(1, 1), Town.place(2, 2)],
        ]
        for (number, line) in places.enumerated() {
            rows.table.append(
                number: number + 1,
                values: Layer.components.fields.map { $0.column == "code" ? code : TextPool.none },
                shape: .lines([Line(line)].compactMap(\.self)), texts: &rows.texts)
        }
        let result = DeliveryCheck(
            Comparison(rows, registered: RowTable(layer: .components), texts: rows.texts),
            registered: known, completeness: .nothing, on: try #require(Town.day)
        ).run()
        #expect(result.findings.filter { $0.rule == .codeDistrict }.map(\.row) == [2])
    }

    @Test("a circle of administering areas ends")
    func circle() throws {
        var known = registered()
        known.zones.append(
            Area(
                kind: .subdistrict, code: "990112001", administeredBy: "990171001",
                polygons: Town.square(30, 20, 40, 30)))
        let ground = try #require(DistrictGround(known))
        #expect(ground.districts(at: Town.place(35, 25)) == [990_112, 990_171])
    }
}
