import Geo

/// The road-chief segments of one edition, by number in the order of their codes.
final class SegmentBook: Packed {
    let codes: TextColumn
    let names: TextColumn
    /// The road level of each as a place in the index's levels, or −1.
    let roadLevels: PackedArray<Int32>
    /// Half the width of the road in metres, 0 where it is not known.
    let halfWidths: PackedArray<Double>
    /// The organization of each by number, or −1.
    let organizations: PackedArray<Int32>
    let index: FeatureIndex
    /// The widest half-width, in metres.
    let widestHalfWidth: Double

    init(
        _ all: [RoadChiefSegment], on day: Day, levels: inout TextCollector,
        organization: (String?) -> Int32?
    ) {
        let segments = all.filter { segment in
            (segment.start.map { $0 <= day } ?? true) && (segment.end.map { day < $0 } ?? true)
        }.sorted { $0.code.bytes < $1.code.bytes }
        codes = TextColumn(segments.map(\.code))
        names = TextColumn(segments.map(\.name))
        var roadLevels: [Int32] = []
        for segment in segments { roadLevels.append(levels.place(of: segment.roadLevel)) }
        self.roadLevels = PackedArray(roadLevels)
        halfWidths = PackedArray(segments.map { $0.halfWidth ?? 0 })
        organizations = PackedArray(segments.map { organization($0.organization) ?? -1 })
        index = FeatureIndex(segments.enumerated().map { (Int32($0), Shape.lines($1.lines)) })
        widestHalfWidth = segments.reduce(0) { max($0, $1.halfWidth ?? 0) }
    }

    /// The number of a segment by its code.
    func number(of code: String) -> Int32? { codes.place(of: code).map { Int32($0) } }

    init(from reader: inout PackedReader) throws(PackedError) {
        codes = try TextColumn(from: &reader)
        names = try TextColumn(from: &reader)
        roadLevels = try reader.array()
        halfWidths = try reader.array()
        organizations = try reader.array()
        index = try FeatureIndex(from: &reader)
        widestHalfWidth = try reader.value()
    }

    func write(to writer: inout PackedWriter) throws {
        try codes.write(to: &writer)
        try names.write(to: &writer)
        try writer.write(roadLevels)
        try writer.write(halfWidths)
        try writer.write(organizations)
        try index.write(to: &writer)
        try writer.write(value: widestHalfWidth)
    }
}
