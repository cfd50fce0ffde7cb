// Datum takes coordinates from the reference systems that people use to CGCS2000 longitude and
// latitude, in which the city is kept, and back: everything that PROJ knows by an EPSG code, and
// the two shifted systems of Chinese base maps, GCJ-02 and BD-09, that PROJ does not.
//
// It never guesses: what is not said is refused, a transformation without parameters is refused,
// and PROJ's network stays off. Start reading at `DatumConverter`.

/// A reference system in which coordinates are written.
public enum ReferenceSystem: Hashable, Sendable {
    /// One of the EPSG dataset, by its code.
    case epsg(Int)
    /// GCJ-02, the shifted longitude and latitude of Chinese public maps 火星坐标.
    case gcj02
    /// BD-09, GCJ-02 shifted once more by Baidu 百度坐标.
    case bd09
    /// One that a file describes in well-known text.
    case wkt(String)

    /// The system of everything in a city: CGCS2000 longitude and latitude, EPSG:4490.
    public static let register = ReferenceSystem.epsg(4490)

    /// Parses `EPSG:4547`, `4547`, `cgcs2000`, `wgs84`, `gcj02` or `bd09`, without regard to case.
    ///
    /// - Throws: ``DatumError/unknownName(_:)``.
    public init(parsing text: String) throws(DatumError) {
        let name = text.lowercased().filter { $0 != "-" && $0 != " " && $0 != "_" }
        switch name {
        case "gcj02": self = .gcj02
        case "bd09", "bd09ll": self = .bd09
        case "cgcs2000": self = .register
        case "wgs84": self = .epsg(4326)
        default:
            let lowered = text.lowercased().filter { $0 != " " }
            let digits = lowered.hasPrefix("epsg:") ? lowered.dropFirst(5) : lowered[...]
            guard let code = Int(digits), (1...999_999).contains(code) else {
                throw .unknownName(text)
            }
            self = .epsg(code)
        }
    }
}

extension ReferenceSystem: CustomStringConvertible {
    /// The name as it is parsed; a described system by its own name.
    public var description: String {
        switch self {
        case .epsg(let code): "EPSG:\(code)"
        case .gcj02: "GCJ-02"
        case .bd09: "BD-09"
        case .wkt(let text):
            text.split(separator: "\"", maxSplits: 2).dropFirst().first.map(String.init)
                ?? "a described system"
        }
    }
}

/// In which order a file writes the two numbers of a place.
public enum AxisOrder: Hashable, Sendable {
    /// Easting or longitude, then northing or latitude.
    case eastingFirst
    /// Northing or latitude, then easting or longitude.
    case northingFirst
}
