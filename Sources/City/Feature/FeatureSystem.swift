/// A reference system in which features can be asked for and answered, named by its address.
///
/// Source: OGC API – Features – Part 2 (OGC 18-058r1); which axis comes first, the EPSG dataset.
public struct FeatureSystem: Hashable, Sendable {
    /// The code in the EPSG dataset; `nil` for longitude and latitude in this order (CRS84).
    public let code: Int?

    private init(code: Int?) { self.code = code }

    /// Longitude and latitude in degrees: what is meant where nothing is said.
    public static let crs84 = FeatureSystem(code: nil)
    /// The system in which features are kept: CGCS2000, latitude first.
    public static let storage = FeatureSystem(code: 4490)

    /// Every system that is spoken: degrees, web maps, and China's narrow Gauss-Krüger zones with
    /// their number in front of the easting (4513…4533) and without (4534…4554).
    public static let all =
        [crs84, storage, FeatureSystem(code: 4326), FeatureSystem(code: 3857)]
        + (4513...4554).map { FeatureSystem(code: $0) }

    /// The system of an address.
    ///
    /// - Throws: ``FeatureQueryError/unknownSystem(_:)``.
    public init(uri: String) throws(FeatureQueryError) {
        guard let known = Self.all.first(where: { $0.uri == uri }) else {
            throw .unknownSystem(uri)
        }
        self = known
    }

    /// The address by which the system is named.
    public var uri: String {
        code.map { "http://www.opengis.net/def/crs/EPSG/0/\($0)" }
            ?? "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    }

    /// Whether the numbers are degrees, and not metres.
    public var isInDegrees: Bool { code == nil || code == 4490 || code == 4326 }

    /// Whether latitude or northing stands first.
    public var isNorthingFirst: Bool { code != nil && code != 3857 }
}
