import Geo

/// The partitions of one edition that hold on a day, by number in the order of their codes.
final class PartitionBook: Packed {
    let codes: TextColumn
    let names: TextColumn
    /// The organization of each by number, or −1.
    let organizations: PackedArray<Int32>
    let index: AreaIndex

    init(_ all: [Partition], on day: Day, organization: (String?) -> Int32?) {
        let partitions = all.filter { $0.isValid(on: day) && !$0.polygons.isEmpty }
            .sorted { $0.code.bytes < $1.code.bytes }
        codes = TextColumn(partitions.map(\.code))
        names = TextColumn(partitions.map(\.name))
        organizations = PackedArray(partitions.map { organization($0.organization) ?? -1 })
        index = AreaIndex(
            partitions.enumerated().map { (Int32($0), $1.polygons) }, hasRaster: false)
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        codes = try TextColumn(from: &reader)
        names = try TextColumn(from: &reader)
        organizations = try reader.array()
        index = try AreaIndex(from: &reader)
    }

    func write(to writer: inout PackedWriter) throws {
        try codes.write(to: &writer)
        try names.write(to: &writer)
        try writer.write(organizations)
        try index.write(to: &writer)
    }
}
