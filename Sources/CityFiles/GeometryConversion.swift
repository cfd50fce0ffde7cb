import CGDAL
import Geo

extension PlanarGeometry {
    /// Reads GDAL's geometry; `nil` for curves, collections and surfaces.
    init?(reading geometry: OGRGeometryH) {
        let parts = {
            (0..<OGR_G_GetGeometryCount(geometry)).map { OGR_G_GetGeometryRef(geometry, $0) }
        }
        switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
        case wkbPoint:
            self = .points(Self.positions(geometry))
        case wkbMultiPoint:
            self = .points(parts().flatMap { Self.positions($0) })
        case wkbLineString:
            self = .lines([Self.positions(geometry)])
        case wkbMultiLineString:
            self = .lines(parts().map { Self.positions($0) })
        case wkbPolygon:
            self = .areas([Self.rings(geometry)])
        case wkbMultiPolygon:
            self = .areas(parts().map { Self.rings($0) })
        default:
            return nil
        }
    }

    private static func rings(_ polygon: OGRGeometryH?) -> [[Position]] {
        (0..<OGR_G_GetGeometryCount(polygon)).map { positions(OGR_G_GetGeometryRef(polygon, $0)) }
    }

    private static func positions(_ run: OGRGeometryH?) -> [Position] {
        let count = Int(OGR_G_GetPointCount(run))
        guard count > 0 else { return [] }
        var numbers = [Double](repeating: 0, count: 2 * count)
        numbers.withUnsafeMutableBufferPointer { buffer in
            guard let first = buffer.baseAddress else { return }
            let stride = Int32(2 * MemoryLayout<Double>.stride)
            _ = OGR_G_GetPoints(run, first, stride, first + 1, stride, nil, 0)
        }
        return (0..<count).map { Position(x: numbers[2 * $0], y: numbers[2 * $0 + 1]) }
    }

    /// Makes GDAL's geometry; the caller releases it.
    ///
    /// - Parameter keepsParts: whether a single part is written as a multi-part geometry.
    func makeGDALGeometry(keepsParts: Bool) -> OGRGeometryH? {
        let parts: [OGRGeometryH?]
        let multi: OGRwkbGeometryType
        switch self {
        case .points(let points):
            parts = points.map { Self.run(wkbPoint, [$0]) }
            multi = wkbMultiPoint
        case .lines(let lines):
            parts = lines.map { Self.run(wkbLineString, $0) }
            multi = wkbMultiLineString
        case .areas(let areas):
            parts = areas.map(Self.polygon)
            multi = wkbMultiPolygon
        }
        if parts.count == 1, !(keepsParts && multi != wkbMultiPoint) { return parts[0] }
        let collection = OGR_G_CreateGeometry(multi)
        for part in parts { OGR_G_AddGeometryDirectly(collection, part) }
        return collection
    }

    private static func run(_ type: OGRwkbGeometryType, _ positions: [Position]) -> OGRGeometryH? {
        let run = OGR_G_CreateGeometry(type)
        for position in positions { OGR_G_AddPoint_2D(run, position.x, position.y) }
        return run
    }

    private static func polygon(_ rings: [[Position]]) -> OGRGeometryH? {
        let polygon = OGR_G_CreateGeometry(wkbPolygon)
        for ring in rings { OGR_G_AddGeometryDirectly(polygon, run(wkbLinearRing, ring)) }
        return polygon
    }
}
