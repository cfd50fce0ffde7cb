import Geo

/// What is known beforehand of the finest areas of the city: for each, the areas of every other kind
/// that hold inside it, so that most places are placed by one question.
///
/// An area through which a border of another kind passes is asked kind by kind.
final class Mosaic: Sendable {
    /// Everything that holds inside one area of the finest kind.
    struct Tile: BitwiseCopyable {
        /// The area of each kind, a level without ground named by the territory's relations.
        var areas: AreaNumbers
        var territory: Territory
        /// 1 if all of this holds everywhere inside the area.
        var isWhole: Int32
        /// Tiles with the same number here are alike to every rule that names an organization:
        /// mandates, organizations of areas and posts to areas cannot tell them apart. −1 if unknown.
        var ground: Int32 = -1
        /// From everywhere inside the ground is the same for so many metres at least; without end
        /// if it is for ``Verdict/searchedMargin``.
        var calm: Float = 0
    }

    /// The finest kind of territory that has ground.
    let kind: AreaKind?
    /// The areas of that kind.
    let index: AreaIndex?
    private let firstNumber: Int32
    private let tiles: PackedArray<Tile>
    /// A tile of each ground.
    private let examples: PackedArray<Tile>
    /// The edges behind which the ground is another one, or the mosaic does not tell.
    let borders: BorderIndex

    init(_ book: AreaBook, _ rules: RuleBook) {
        let kind = AreaKind.territory.last { book.index(of: $0).count > 0 }
        let others = AreaKind.allCases.filter { $0 != kind && book.index(of: $0).count > 0 }
        self.kind = kind
        index = kind.map { book.index(of: $0) }
        firstNumber = kind.map { book.numbers(of: $0).lowerBound } ?? 0
        var tiles = kind.map { Self.tiles($0, others, book) } ?? []
        var grounds = Grounds(book, rules)
        for place in tiles.indices where tiles[place].isWhole == 1 {
            tiles[place].ground = grounds.number(of: tiles[place])
        }
        let first = firstNumber
        let borders = BorderIndex(
            of: index, class: { tiles[Int($0 - first)].ground },
            outside: { grounds.number(rightOf: $0, $1) },
            others: others.map { book.index(of: $0) })
        examples = PackedArray(grounds.examples)
        index?.forEachBox { number, box in
            let place = Int(number - first)
            if tiles[place].isWhole == 1 { tiles[place].calm = Self.calm(around: box, borders) }
        }
        self.tiles = PackedArray(tiles)
        self.borders = borders
    }

    /// How far the nearest border is from a box at least, in metres.
    private static func calm(around box: Box, _ borders: BorderIndex) -> Float {
        let metric = Metric(at: box.centre)
        var calm = Double.infinity
        borders.forEachEdge(near: metric.box(box, widenedBy: Verdict.searchedMargin)) { a, b, _ in
            calm = min(calm, metric.distance(between: box, Box(a, b)))
        }
        // The plane of the box's middle and the float's digits must not make it larger.
        return Float(calm * 0.999)
    }

    private static func tiles(
        _ kind: AreaKind, _ others: [AreaKind], _ book: AreaBook
    ) -> [Tile] {
        let index = book.index(of: kind)
        let enclosures = others.map { ($0, index.enclosures(in: book.index(of: $0))) }
        return book.numbers(of: kind).map { number in
            var found = AreaNumbers()
            found[kind] = number
            var isWhole = true
            for (other, enclosures) in enclosures {
                switch enclosures[number] {
                case .inside(let area)?: found[other] = area
                case .outside?: break
                case .divided?, nil: isWhole = false
                }
            }
            book.addGroupings(to: &found)
            return book.tile(found, isWhole: isWhole)
        }
    }

    /// A tile of a ground.
    func example(of ground: Int32) -> Tile { examples[Int(ground)] }

    /// What holds inside an area of the finest kind, if it holds everywhere inside.
    @inline(__always)
    func tile(of number: Int32) -> Tile? {
        let tile = tiles[Int(number - firstNumber)]
        return tile.isWhole == 1 ? tile : nil
    }

    /// Takes the mosaic of a book's areas out of bytes.
    init(from reader: inout PackedReader, of book: AreaBook) throws(PackedError) {
        kind = AreaKind(rawValue: try reader.value())
        index = kind.map { book.index(of: $0) }
        firstNumber = try reader.value()
        tiles = try reader.array()
        examples = try reader.array()
        borders = try BorderIndex(from: &reader)
    }

    func write(to writer: inout PackedWriter) throws {
        try writer.write(value: kind?.rawValue ?? .max)
        try writer.write(value: firstNumber)
        try writer.write(tiles)
        try writer.write(examples)
        try borders.write(to: &writer)
    }
}

/// The grounds of a city while they are numbered: of an area that no mandate names by itself only the
/// organization that answers for it matters.
private struct Grounds {
    private let book: AreaBook
    /// What each area is to the rules: itself, its organization, or nothing.
    private let effects: [Int64]
    private var numbers: [[Int64]: Int32] = [:]
    /// A tile of each ground.
    private(set) var examples: [Mosaic.Tile] = []

    init(_ book: AreaBook, _ rules: RuleBook) {
        self.book = book
        effects = (0..<Int32(book.count)).map { area in
            let itself = 1 << 32 | Int64(area)
            if rules.mandates.names(area) { return itself }
            let own = book.organizations[Int(area)]
            if own >= 0 { return Int64(own) }
            switch rules.posts.standing(ofArea: area) {
            case .nobody: return -1
            case .always(let organization): return Int64(organization)
            case .depends: return itself
            }
        }
    }

    mutating func number(of tile: Mosaic.Tile) -> Int32 {
        let key = AreaKind.allCases.map { effect(tile.areas[$0]) } + tile.territory.map(effect)
        if let known = numbers[key] { return known }
        let number = Int32(examples.count)
        numbers[key] = number
        examples.append(tile)
        return number
    }

    private func effect(_ area: Int32?) -> Int64 { area.map { effects[Int($0)] } ?? -1 }

    /// The ground just to the right of an edge; −1 outside the city.
    mutating func number(rightOf from: Coordinate, _ to: Coordinate) -> Int32 {
        let x = Double(to.longitude) - Double(from.longitude)
        let y = Double(to.latitude) - Double(from.latitude)
        let length = max((x * x + y * y).squareRoot(), 1)
        let middle = Box(from, to).centre
        let place = Coordinate(
            longitude: middle.longitude &+ Int32((3 * y / length).rounded()),
            latitude: middle.latitude &- Int32((3 * x / length).rounded()))
        let found = book.areas(at: place, residue: .none)
        guard AreaKind.territory.contains(where: { found[$0] != nil }) else { return -1 }
        return number(of: book.tile(found, isWhole: true))
    }
}

extension AreaBook {
    /// The areas found at a place, with their territory.
    func tile(_ found: AreaNumbers, isWhole: Bool) -> Mosaic.Tile {
        let territory = territory(found)
        var areas = found
        for number in territory {
            let kind = kind(of: number)
            if areas[kind] == nil { areas[kind] = number }
        }
        return Mosaic.Tile(areas: areas, territory: territory, isWhole: isWhole ? 1 : 0)
    }
}
