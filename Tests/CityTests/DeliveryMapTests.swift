import City
import Foundation
import Geo
import TestSupport
import Testing

@Suite("The map of a delivery")
struct DeliveryMapTests {
    /// Rows of every kind in a square of 0.05°, a third of what moved far enough to cross tiles.
    private func rows(_ count: Int) -> [DifferenceRow] {
        var random = SeededGenerator(seed: 5)
        func place() -> Coordinate {
            Town.place(.random(in: 0...50, using: &random), .random(in: 0...50, using: &random))
        }
        let changes: [RowChange] = [.new, .moved, .retyped, .reowned, .changed, .vanished]
        return (0..<count).map { number in
            let change = changes.randomElement(using: &random) ?? .new
            let now = place()
            let near = Coordinate(
                longitude: now.longitude + .random(in: -300...300, using: &random),
                latitude: now.latitude + .random(in: -300...300, using: &random))
            let before =
                change == .moved ? (number.isMultiple(of: 3) ? place() : near) : now
            return DifferenceRow(
                row: change == .vanished ? nil : number + 2, key: String(format: "K%05d", number),
                change: change, place: change == .vanished ? nil : now,
                before: change == .new ? nil : before)
        }
    }

    private func map(
        _ rows: [DifferenceRow], findings: [(Finding.Rule, Int, Coordinate)] = []
    ) -> DeliveryMap {
        var map = DeliveryMap()
        for (rule, row, place) in findings { map.add(rule, .warning, row: row, place: place) }
        for row in rows { map.add(row) }
        map.pack()
        return map
    }

    /// Every tile of a zoom that may hold something, decoded.
    private func tiles(_ map: DeliveryMap, _ zoom: Int) throws -> [DecodedTile] {
        let range = try #require(TileAddress.range(meeting: map.box, zoom: zoom))
        var tiles: [DecodedTile] = []
        for column in range.columns {
            for row in range.rows {
                let address = try #require(TileAddress(zoom: zoom, column: column, row: row))
                let bytes = map.tile(in: TileFrame(address)).bytes
                if bytes.isEmpty { continue }
                let tile = try DecodedTile(bytes)
                #expect(tile.violations == [], "\(address)")
                #expect(tile.blemishes == [], "\(address)")
                tiles.append(tile)
            }
        }
        return tiles
    }

    private func features(_ tiles: [DecodedTile], _ layer: String) -> [DecodedTile.Feature] {
        tiles.flatMap { $0[layer]?.features ?? [] }
    }

    private func text(_ value: DecodedTile.Value?) -> String {
        if case .string(let text)? = value { text } else { "" }
    }

    private func whole(_ value: DecodedTile.Value?) -> Int {
        switch value {
        case .int(let number)?: Int(number)
        case .uint(let number)?: Int(number)
        case .sint(let number)?: Int(number)
        default: 0
        }
    }

    private static let names: [RowChange: String] = [
        .new: "new", .moved: "moved", .retyped: "retyped", .reowned: "re-owned",
        .changed: "changed", .vanished: "vanished",
    ]

    @Test("at every low zoom the numbers of each kind sum to the rows of that kind")
    func counts() throws {
        let rows = rows(3000)
        let places = rows.prefix(500).compactMap { row in
            row.place.map { (Finding.Rule.valueForm, row.row ?? 0, $0) }
        }
        let map = map(rows, findings: places)
        let expected = Dictionary(
            rows.map { (Self.names[$0.change] ?? "", 1) }, uniquingKeysWith: +)
        for zoom in 6...13 {
            let tiles = try tiles(map, zoom)
            let found = Dictionary(
                features(tiles, "difference-counts").map { (text($0["kind"]), whole($0["count"])) },
                uniquingKeysWith: +)
            #expect(found == expected, "\(zoom)")
            let findings = features(tiles, "finding-counts").map { whole($0["count"]) }
            #expect(findings.reduce(0, +) == places.count, "\(zoom)")
            #expect(features(tiles, "difference").isEmpty)
        }
        #expect(map.counts.values.reduce(0, +) == 3000)
    }

    @Test("from zoom 14 on every row stands in exactly one tile, with its kind and its row")
    func single() throws {
        let rows = rows(2000)
        let map = map(rows)
        for zoom in [14, 16] {
            let points = features(try tiles(map, zoom), "difference").filter { $0.kind == .point }
            let found = points.map {
                "\(text($0["code"])) \(text($0["kind"])) \(whole($0["row"]))"
            }
            let expected = rows.map { "\($0.key) \(Self.names[$0.change] ?? "") \($0.row ?? 0)" }
            #expect(found.sorted() == expected.sorted(), "\(zoom)")
        }
    }

    @Test("what moved is a line from before to now in every tile that it crosses, with its metres")
    func moved() throws {
        // From the middle of one tile of zoom 16 to the middle of the third one east of it.
        let first = try #require(TileAddress(zoom: 16, column: 54_613, row: 27_000))
        let third = try #require(TileAddress(zoom: 16, column: 54_615, row: 27_000))
        let (before, now) = (first.box.centre, third.box.centre)
        let map = map([
            DifferenceRow(row: 7, key: "C", change: .moved, place: now, before: before)
        ])
        for column in 54_612...54_616 {
            let address = try #require(TileAddress(zoom: 16, column: column, row: 27_000))
            let bytes = map.tile(in: TileFrame(address)).bytes
            guard (54_613...54_615).contains(column) else {
                #expect(bytes.isEmpty, "\(column)")
                continue
            }
            let found = try #require(try DecodedTile(bytes)["difference"]).features
            let line = try #require(found.first { $0.kind == .line })
            #expect(text(line["kind"]) == "moved")
            guard case .double(let metres)? = line["metres"] else {
                Issue.record("no metres")
                return
            }
            #expect(abs(metres - haversine(before, now)) < 0.004 * metres)
            #expect(found.contains { $0.kind == .point } == (column == 54_615))
            let ends = try #require(line.paths.first)
            // Where it does not end it reaches into the margin.
            let (west, east) = (ends.first?.x ?? 0, ends.last?.x ?? 0)
            #expect(abs(west - (column == 54_613 ? 2048 : -64)) <= 1)
            #expect(abs(east - (column == 54_615 ? 2048 : 4160)) <= 1)
        }
    }

    /// The distance on a ball, which the ellipsoid differs from by less than 0.4 %.
    private func haversine(_ a: Coordinate, _ b: Coordinate) -> Double {
        let degree = Double.pi / 180
        let (south, north) = (a.latitudeDegrees * degree, b.latitudeDegrees * degree)
        let x = sin((b.longitudeDegrees - a.longitudeDegrees) * degree / 2)
        let y = sin((north - south) / 2)
        return 2 * 6_371_009 * asin((y * y + cos(south) * cos(north) * x * x).squareRoot())
    }

    @Test("a new row that may be one twice is doubtful, one that only has another finding is new")
    func doubtful() throws {
        let place = Town.place(1, 1)
        let rows = (2...4).map { (number: Int) in
            DifferenceRow(row: number, key: "C\(number)", change: .new, place: place)
        }
        let map = map(
            rows,
            findings: [
                (.nearDuplicate, 2, place), (.codeRenamed, 3, place), (.dateFuture, 4, place),
            ])
        #expect(map.counts == [.doubtful: 2, .new: 1])
        let tiles = try tiles(map, 15)
        #expect(
            features(tiles, "difference").map { text($0["kind"]) } == [
                "doubtful", "doubtful", "new",
            ])
        #expect(
            features(tiles, "findings").map { text($0["rule"]) } == [
                "near-duplicate", "code-renamed", "date-future",
            ])
    }

    @Test("a tile of too many bytes counts and says what it leaves out; the finest zoom has all")
    func crowded() throws {
        var random = SeededGenerator(seed: 8)
        let rows = (0..<25_000).map { number in
            DifferenceRow(
                row: number + 2, key: "99010101001" + String(100_000 + number), change: .new,
                place: Town.place(
                    .random(in: 0...5, using: &random), .random(in: 0...5, using: &random)))
        }
        let map = map(rows)
        var declared = 0
        for tile in try tiles(map, 14) {
            #expect(tile["difference"] == nil)
            declared += (tile["left-out"]?.features ?? []).reduce(0) { $0 + whole($1["count"]) }
        }
        #expect(declared == 25_000)
        let counted = features(try tiles(map, 14), "difference-counts")
        #expect(counted.reduce(0) { $0 + whole($1["count"]) } == 25_000)
        #expect(features(try tiles(map, 16), "difference").count == 25_000)
    }

    @Test("rows without a place are counted apart, and what vanished counts where it stood")
    func placeless() throws {
        let stood = Town.place(1, 1)
        let map = map([
            DifferenceRow(row: 2, key: "A", change: .new),
            DifferenceRow(row: nil, key: "B", change: .vanished, before: stood),
            DifferenceRow(row: 3, key: "C", change: .unchanged, place: stood),
        ])
        #expect(map.withoutPlace == 1)
        #expect(map.counts == [.vanished: 1])
        #expect(map.box == Box(stood, stood))
    }
}
