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
        /// Areas with the same number here are alike to every rule: mandates, organizations of areas
        /// and posts to areas cannot tell them apart.
        var ground: Int32 = -1
    }

    /// The finest kind of territory that has ground.
    let kind: AreaKind?
    /// The areas of that kind.
    let index: AreaIndex?
    private let firstNumber: Int32
    private let tiles: PackedArray<Tile>
    /// The edges beyond which the neighbour in the mosaic does not tell everything.
    let rim: RimIndex

    /// - Parameter isNamed: whether a mandate or a post names an area.
    init(_ book: AreaBook, isNamed: (Int32) -> Bool) {
        let kind = AreaKind.territory.last { book.index(of: $0).count > 0 }
        let others = AreaKind.allCases.filter { $0 != kind && book.index(of: $0).count > 0 }
        self.kind = kind
        index = kind.map { book.index(of: $0) }
        firstNumber = kind.map { book.numbers(of: $0).lowerBound } ?? 0
        rim = RimIndex(
            of: kind.map(book.index(of:)), others: others.map { book.index(of: $0) })
        var tiles = kind.map { Self.tiles($0, others, book) } ?? []
        Self.numberGrounds(&tiles, book, isNamed)
        self.tiles = PackedArray(tiles)
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

    /// Gives every tile the number of its ground: of the areas that hold there, those that rules
    /// can name or that have an organization.
    private static func numberGrounds(
        _ tiles: inout [Tile], _ book: AreaBook, _ isNamed: (Int32) -> Bool
    ) {
        let matters = (0..<Int32(book.count)).map { number in
            book.organizations[Int(number)] >= 0 || isNamed(number)
        }
        var grounds: [[Int32]: Int32] = [:]
        for place in tiles.indices {
            let tile = tiles[place]
            let grids = AreaKind.allCases.compactMap { tile.areas[$0] }
            let key = (grids + [-1] + tile.territory).filter { $0 < 0 || matters[Int($0)] }
            let known = grounds[key] ?? Int32(grounds.count)
            grounds[key] = known
            tiles[place].ground = known
        }
    }

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
        rim = try RimIndex(from: &reader)
    }

    func write(to writer: inout PackedWriter) throws {
        try writer.write(value: kind?.rawValue ?? .max)
        try writer.write(value: firstNumber)
        try writer.write(tiles)
        try rim.write(to: &writer)
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
