import Foundation
import Geo

/// SpatiaLite's own binary form of a geometry, written and read without a library.
///
/// A blob begins with a frame of 43 bytes (mark, byte order, reference system, bounding box, class)
/// and ends with a mark; coordinates are degrees as doubles. A lattice point and its double convert
/// into each other without loss.
///
/// Source: SpatiaLite's description "BLOB-Geometry" (gaia-gis.it/gaia-sins/BLOB-Geometry.html).
enum SpatialBlob {
    /// The reference system of everything in the register: CGCS2000 longitude and latitude.
    static let referenceSystem: Int32 = 4490

    private enum Class: Int32 {
        case point = 1
        case line = 2
        case polygon = 3
        case points = 4
        case lines = 5
        case polygons = 6
    }

    /// The blob of a shape; areas and lines of multi-part layers stay multi-part.
    ///
    /// - Parameter keepsParts: whether a single line or polygon is written as a multi-part one, as
    ///   the columns of such layers ask for.
    static func encode(_ shape: Shape, keepsParts: Bool) -> Data {
        if case .points(let points) = shape, points.count == 1 { return encode(points[0]) }
        var writer = Writer()
        writer.frame(shape.box)
        switch shape {
        case .points(let points):
            writer.collection(.points, points.count)
            for point in points { writer.part(.point) { $0.place(point) } }
        case .lines(let lines) where lines.count == 1 && !keepsParts:
            writer.int(Class.line.rawValue)
            writer.run(lines[0].vertices, closing: false)
        case .lines(let lines):
            writer.collection(.lines, lines.count)
            for line in lines { writer.part(.line) { $0.run(line.vertices, closing: false) } }
        case .area(let polygons) where polygons.count == 1 && !keepsParts:
            writer.int(Class.polygon.rawValue)
            writer.rings(polygons[0])
        case .area(let polygons):
            writer.collection(.polygons, polygons.count)
            for polygon in polygons { writer.part(.polygon) { $0.rings(polygon) } }
        }
        writer.bytes.append(0xFE)
        return writer.bytes
    }

    /// The shape of a blob, or `nil` if the bytes are not one that this program writes.
    static func decode(_ blob: Data) -> Shape? {
        // Most shapes are single points, whose blob has one form.
        if let place = blob.withUnsafeBytes(point) { return .points([place]) }
        var reader = Reader(blob)
        guard reader.byte() == 0x00, reader.byte() == 0x01, reader.skip(36),
            reader.byte() == 0x7C, let kind = reader.int().flatMap(Class.init)
        else { return nil }
        switch kind {
        case .point: return reader.place().map { .points([$0]) }
        case .line: return reader.run().flatMap { Line($0) }.map { .lines([$0]) }
        case .polygon: return reader.polygon().map { .area([$0]) }
        case .points: return reader.parts { $0.place() }.map { .points($0) }
        case .lines: return reader.parts { $0.run().flatMap { Line($0) } }.map { .lines($0) }
        case .polygons: return reader.parts { $0.polygon() }.map { .area($0) }
        }
    }

    /// The place of a single point's blob, or `nil` if the bytes are none.
    static func point(_ bytes: UnsafeRawBufferPointer) -> Coordinate? {
        guard bytes.count == 60, bytes[0] == 0x00, bytes[1] == 0x01, bytes[38] == 0x7C,
            bytes[59] == 0xFE,
            bytes.loadUnaligned(fromByteOffset: 39, as: Int32.self).littleEndian
                == Class.point.rawValue
        else { return nil }
        func degrees(_ offset: Int) -> Double {
            let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            return Double(bitPattern: bits.littleEndian)
        }
        return try? Coordinate(longitudeDegrees: degrees(43), latitudeDegrees: degrees(51))
    }

    /// The blob of a single point: what most components are.
    private static func encode(_ place: Coordinate) -> Data {
        var blob = Data(count: 60)
        blob.withUnsafeMutableBytes { bytes in
            func store(_ degrees: Double, at offset: Int) {
                bytes.storeBytes(
                    of: degrees.bitPattern.littleEndian, toByteOffset: offset, as: UInt64.self)
            }
            bytes[1] = 0x01
            bytes.storeBytes(of: referenceSystem.littleEndian, toByteOffset: 2, as: Int32.self)
            for offset in [6, 22, 43] {
                store(place.longitudeDegrees, at: offset)
                store(place.latitudeDegrees, at: offset + 8)
            }
            bytes[38] = 0x7C
            bytes.storeBytes(
                of: Class.point.rawValue.littleEndian, toByteOffset: 39, as: Int32.self)
            bytes[59] = 0xFE
        }
        return blob
    }

    private struct Writer {
        var bytes = Data()

        mutating func frame(_ box: Box) {
            bytes.append(contentsOf: [0x00, 0x01])
            int(SpatialBlob.referenceSystem)
            for units in [box.west, box.south, box.east, box.north] { degrees(units) }
            bytes.append(0x7C)
        }

        mutating func int(_ number: Int32) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }

        mutating func degrees(_ units: Int32) {
            let degrees = Double(units) / Coordinate.unitsPerDegree
            withUnsafeBytes(of: degrees.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }

        mutating func place(_ place: Coordinate) {
            degrees(place.longitude)
            degrees(place.latitude)
        }

        mutating func run(_ vertices: [Coordinate], closing: Bool) {
            int(Int32(vertices.count + (closing ? 1 : 0)))
            for vertex in vertices { place(vertex) }
            if closing { place(vertices[0]) }
        }

        mutating func rings(_ polygon: Polygon) {
            int(Int32(polygon.rings.count))
            for ring in polygon.rings { run(ring.vertices, closing: true) }
        }

        mutating func collection(_ kind: Class, _ count: Int) {
            int(kind.rawValue)
            int(Int32(count))
        }

        mutating func part(_ kind: Class, _ write: (inout Writer) -> Void) {
            bytes.append(0x69)
            int(kind.rawValue)
            write(&self)
        }
    }

    private struct Reader {
        private let bytes: Data
        private var position: Int

        init(_ bytes: Data) {
            self.bytes = bytes
            position = bytes.startIndex
        }

        private mutating func take<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
            let size = MemoryLayout<Value>.size
            guard bytes.endIndex - position >= size else { return nil }
            defer { position += size }
            return bytes.withUnsafeBytes {
                Value(
                    littleEndian: $0.loadUnaligned(
                        fromByteOffset: position - bytes.startIndex, as: Value.self))
            }
        }

        mutating func byte() -> UInt8? { take(UInt8.self) }
        mutating func int() -> Int32? { take(Int32.self) }

        mutating func skip(_ count: Int) -> Bool {
            position += count
            return position <= bytes.endIndex
        }

        mutating func place() -> Coordinate? {
            guard let x = take(UInt64.self), let y = take(UInt64.self) else { return nil }
            return try? Coordinate(
                longitudeDegrees: Double(bitPattern: x), latitudeDegrees: Double(bitPattern: y))
        }

        mutating func run() -> [Coordinate]? {
            list(of: { $0.place() })
        }

        mutating func polygon() -> Polygon? {
            guard let rings = list(of: { $0.run().flatMap { Ring($0) } }), let shell = rings.first
            else { return nil }
            return Polygon(shell: shell, holes: Array(rings.dropFirst()))
        }

        mutating func parts<Part>(_ read: (inout Reader) -> Part?) -> [Part]? {
            list { reader in
                guard reader.byte() == 0x69, reader.int() != nil else { return nil }
                return read(&reader)
            }
        }

        private mutating func list<Item>(of read: (inout Reader) -> Item?) -> [Item]? {
            guard let count = int(), count >= 1 else { return nil }
            var items: [Item] = []
            for _ in 0..<count {
                guard let item = read(&self) else { return nil }
                items.append(item)
            }
            return items
        }
    }
}
