public import Geo

/// Reads positions as a reference system says: the places in CGCS2000, in the same order, `nil` for
/// a position that has none.
///
/// City knows no reference systems; whoever does hands over such readers.
public typealias PlaceReader = @Sendable ([Position]) -> [Coordinate?]

/// What can be wrong with the reference system of a delivery.
public enum DatumSuspect: String, Hashable, Sendable, CaseIterable {
    /// Longitude and latitude were shifted as public maps in China are: GCJ-02.
    case gcj02
    /// They were shifted as Baidu's maps are: BD-09.
    case bd09
    /// The file says that they were shifted, and they are not.
    case unshifted
    /// The two numbers stand in the other order.
    case swappedAxes = "swapped-axes"
    /// The metres belong to another Gauss-Krüger zone.
    case wrongZone = "wrong-zone"
    /// The system puts the number of its zone in front of eastings, the file does not.
    case missingZonePrefix = "missing-zone-prefix"
    /// The file puts a number of a zone in front of eastings, the system does not.
    case unexpectedZonePrefix = "unexpected-zone-prefix"

    /// Whether it is one of the shifts of public maps, some hundred metres.
    public var isMapShift: Bool { self == .gcj02 || self == .bd09 || self == .unshifted }
}

/// How a delivery is to be read instead. It is only named; whoever delivers consents or does not.
public struct DatumCorrection: Hashable, Sendable {
    /// The reference system as `--crs` takes it; `nil` for the one that the file has.
    public var referenceSystem: String?
    /// Whether the file's coordinates are northing first.
    public var isNorthingFirst: Bool
    /// Whether `isNorthingFirst` differs from how the file was read.
    public var swapsAxes: Bool
    /// A shift, `gcj02` or `bd09`, to be taken back after the file's own system was taken off: for
    /// shifted coordinates that somebody has projected, which `--crs` cannot say.
    public var mapShift: String?

    /// A correction by its parts.
    public init(
        referenceSystem: String? = nil, isNorthingFirst: Bool, swapsAxes: Bool = false,
        mapShift: String? = nil
    ) {
        self.referenceSystem = referenceSystem
        self.isNorthingFirst = isNorthingFirst
        self.swapsAxes = swapsAxes
        self.mapShift = mapShift
    }

    /// How the file is read, in few words for the record: `gcj02`, `EPSG:4527, northing first`.
    public var description: String {
        let system = [referenceSystem ?? "as declared", mapShift.map { "then \($0) taken back" }]
        let axes = swapsAxes ? "\(isNorthingFirst ? "northing" : "easting") first" : nil
        return (system + [axes]).compactMap(\.self).joined(separator: ", ")
    }

    /// What to write on the command line, or `nil` where no option says it.
    public var options: String? {
        guard mapShift == nil else { return nil }
        let system = referenceSystem.map { ["--crs \($0)"] } ?? []
        let axes = swapsAxes ? ["--axes \(isNorthingFirst ? "northing" : "easting")-first"] : []
        return (system + axes).joined(separator: " ")
    }
}

/// A way in which a delivery could be meant other than it is declared.
public struct DatumHypothesis: Sendable {
    /// What would be wrong.
    public var suspect: DatumSuspect
    /// How the file would have to be read.
    public var correction: DatumCorrection
    /// The places of its positions, so read.
    public var places: PlaceReader

    /// A hypothesis by its parts.
    public init(
        _ suspect: DatumSuspect, _ correction: DatumCorrection, places: @escaping PlaceReader
    ) {
        self.suspect = suspect
        self.correction = correction
        self.places = places
    }
}
