import Geo
import TestSupport
import Testing

@testable import City

@Suite("Sizes and numbers of grids")
struct GridNumberTests {
    private let community = "990101001001"

    private func grid(_ number: String, _ west: Double, _ south: Double, _ side: Double = 1)
        -> LayerRow
    {
        GridCase.row(
            .unitGrids, community + number,
            Town.square(west, south, west + side, south + side))
    }

    private func groups(_ town: GridCase, _ rows: [LayerRow]) -> [String] {
        let findings = town.result(rows).findings
        #expect(findings.allSatisfy { $0.row == nil && $0.severity == .warning })
        return findings.map(\.group)
    }

    @Test("one summary tells the grids that are remnants, one those that are several in one")
    func size() {
        let rows = [
            grid("001", 0, 20), grid("002", 1, 20, 0.2), grid("003", 2, 20, 0.3),
            grid("004", 10, 0, 4),
        ]
        let findings = GridCase().result(rows).findings
        #expect(findings.map(\.group) == ["grid-size small", "grid-size large"])
        #expect(
            findings[0].english.hasPrefix(
                "2 of the unit grids measure less than 1,000 m²: "
                    + "990101001001002 (428 m²), 990101001001003 (962 m²). "))
        #expect(findings[1].english.contains("990101001001004 (171,128 m²)"))
        var known = GridCase()
        known.registered = rows
        #expect(groups(known, rows) == [])
        var free = GridCase()
        free.scheme = .free
        #expect(groups(free, rows) == [])
    }

    @Test("numbers left out are told once, unless they were given before")
    func gaps() {
        let rows = [grid("001", 0, 1), grid("004", 1, 1), grid("006", 2, 1)]
        #expect(groups(GridCase(), rows) == ["grid-numbering gap"])
        #expect(
            GridCase().result(rows).findings[0].english.hasPrefix(
                "In 1 of the communities numbers are left out: 990101001001: 002–003, 005. "))
        var town = GridCase()
        town.retired = [community + "002": RetiredArea(edition: 1)]
        town.registered = [grid("003", 5, 1), grid("005", 6, 1)]
        #expect(groups(town, rows) == [])
    }

    /// Sixteen grids on four rows, the northernmost first.
    private let places = (0..<4).flatMap { row in (0..<4).map { (Double($0), Double(3 - row)) } }

    private func numbered(_ places: [(Double, Double)]) -> [LayerRow] {
        places.enumerated().map { number, place in
            grid(String(String(1001 + number).dropFirst()), place.0, place.1)
        }
    }

    @Test("rows, columns and diagonals from the north-west are in order")
    func order() {
        let columns = places.sorted { ($0.0, -$0.1) < ($1.0, -$1.1) }
        let diagonals = places.sorted { ($0.0 - $0.1, $0.0) < ($1.0 - $1.1, $1.0) }
        for order in [places, columns, diagonals] {
            #expect(groups(GridCase(), numbered(order)) == [])
        }
    }

    @Test("numbers from the south-east or at random are not")
    func disorder() {
        var random = SeededGenerator(seed: 3)
        for order in [Array(places.reversed()), places.shuffled(using: &random)] {
            #expect(groups(GridCase(), numbered(order)) == ["grid-numbering order"])
        }
    }

    @Test("an evaluation grid's code is made of subdistrict, number and class")
    func evaluation() {
        #expect(EvaluationCode.isWellMade("99010100101A", grade: "A"))
        #expect(EvaluationCode.isWellMade("99010100101C", grade: nil))
        #expect(!EvaluationCode.isWellMade("99010100101A", grade: "B"))
        #expect(!EvaluationCode.isWellMade("99010100101D", grade: nil))
        #expect(!EvaluationCode.isWellMade("990101A00001", grade: "A"))
        #expect(!EvaluationCode.isWellMade("9901010010A", grade: "A"))
    }
}

@Suite("New codes")
struct NewCodeTests {
    private func box(_ west: Double, _ south: Double) -> Box {
        Box(Town.place(west, south), Town.place(west + 1, south + 1))
    }

    @Test("grids are numbered row by row from the north-west, however they stand in the file")
    func order() {
        // Rows that are not quite level, as real ones.
        let boxes = [box(0, 0), box(2, 1.1), box(1, 0.1), box(0, 1.2), box(1, 0.9), box(2, 0.1)]
        let things = boxes.map { (prefix: String?.some("C"), box: $0) }
        let codes = NewCodes(digits: 3, isByPlace: true).codes(
            for: things
        ) { _ in [] }
        #expect(codes == ["C004", "C003", "C005", "C001", "C002", "C006"])
    }

    @Test("numbers that were given are not given again, and gaps only when nothing else is left")
    func taken() {
        let things: [(prefix: String?, box: Box)] = [
            ("C", box(0, 0)), ("C", box(1, 0)), ("C", box(2, 0)),
        ]
        let codes = { (taken: Set<Int>) -> [String?] in
            NewCodes(digits: 1, isByPlace: false).codes(for: things) { _ in taken }
        }
        #expect(codes([1, 2, 5]) == ["C6", "C7", "C8"])
        #expect(codes([1, 2, 5, 8]) == ["C9", "C3", "C4"])
        #expect(codes(Set(1...8)) == ["C9", nil, nil])
    }

    @Test("each prefix counts for itself, and what has none gets no code")
    func prefixes() {
        let codes = NewCodes(digits: 2, isByPlace: false).codes(
            for: [("A", box(0, 0)), (nil, box(1, 0)), ("B", box(2, 0)), ("A", box(3, 0))]
        ) { $0 == "A" ? [41] : [] }
        #expect(codes == ["A42", nil, "B01", "A43"])
    }
}
