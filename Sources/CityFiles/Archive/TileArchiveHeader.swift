import Geo

/// The first 127 bytes of an archive of tiles.
///
/// Source: PMTiles specification 3, section 3; numbers stand with their lowest byte first.
struct TileArchiveHeader: Hashable {
    static let size = 127
    private static let mark = Array("PMTiles".utf8) + [3]

    /// Where a section is in the file.
    struct Section: Hashable {
        var offset: UInt64 = 0
        var length: UInt64 = 0
    }

    var root = Section()
    var metadata = Section()
    var leaves = Section()
    var tiles = Section()
    /// How many tiles there are, in how many runs, with how many different contents.
    var addressed: UInt64 = 0
    var entries: UInt64 = 0
    var contents: UInt64 = 0
    /// 2 is gzip, for the directories and for the tiles.
    var packing: [UInt8] = [2, 2]
    /// 1 is a vector tile.
    var kind: UInt8 = 1
    /// Whether tiles lie in the order of their numbers.
    var isClustered = true
    var zooms: ClosedRange<Int> = 0...0
    var box = Box(west: 0, south: 0, east: 0, north: 0)
    var centreZoom = 0
    var centre = Coordinate(longitude: 0, latitude: 0)

    var bytes: [UInt8] {
        var bytes = Self.mark
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
        }
        for section in [root, metadata, leaves, tiles] {
            append(section.offset)
            append(section.length)
        }
        for count in [addressed, entries, contents] { append(count) }
        bytes += [isClustered ? 1 : 0] + packing + [kind]
        bytes += [UInt8(zooms.lowerBound), UInt8(zooms.upperBound)]
        // The archive's unit is the lattice's: 10⁻⁷ degree.
        for end in [box.west, box.south, box.east, box.north] { append(end) }
        bytes.append(UInt8(centreZoom))
        append(centre.longitude)
        append(centre.latitude)
        return bytes
    }

    init() {}

    /// A header out of a file's first bytes; `nil` if they are none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.size, Array(bytes.prefix(8)) == Self.mark else { return nil }
        func number<Number: FixedWidthInteger>(_ place: Int, _: Number.Type) -> Number {
            bytes.withUnsafeBytes {
                Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self))
            }
        }
        func section(_ place: Int) -> Section {
            Section(offset: number(place, UInt64.self), length: number(place + 8, UInt64.self))
        }
        (root, metadata, leaves, tiles) = (section(8), section(24), section(40), section(56))
        addressed = number(72, UInt64.self)
        entries = number(80, UInt64.self)
        contents = number(88, UInt64.self)
        isClustered = bytes[96] == 1
        packing = [bytes[97], bytes[98]]
        kind = bytes[99]
        guard bytes[100] <= bytes[101] else { return nil }
        zooms = Int(bytes[100])...Int(bytes[101])
        box = Box(
            west: number(102, Int32.self), south: number(106, Int32.self),
            east: number(110, Int32.self), north: number(114, Int32.self))
        centreZoom = Int(bytes[118])
        centre = Coordinate(
            longitude: number(119, Int32.self), latitude: number(123, Int32.self))
    }
}
