public import Foundation

/// What the operator of a server says about its map: base maps, and where it opens.
///
/// ```json
/// {
///   "baseMaps": [{
///     "name": {"zh": "天地图", "en": "Tianditu"},
///     "url": "https://t{s}.tianditu.gov.cn/vec_w/wmts?…&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}",
///     "subdomains": ["0", "1"], "keyFrom": "TIANDITU_KEY", "datum": "cgcs2000",
///     "attribution": "天地图 GS(2024)0650号", "zooms": [1, 18]
///   }],
///   "start": {"center": [123.43, 41.8], "zoom": 11}
/// }
/// ```
public struct MapConfiguration: Hashable, Sendable {
    /// The base maps in the order in which they are offered.
    public var baseMaps: [BaseMap] = []
    /// Where the map opens; the whole city without it.
    public var start: Start?

    /// Where a map opens.
    public struct Start: Hashable, Sendable, Encodable {
        /// Longitude and latitude in degrees.
        public var center: [Double]
        /// The zoom.
        public var zoom: Double
    }

    /// No base map, and the whole city.
    public init() {}

    /// Reads a configuration from disk.
    ///
    /// - Parameter environment: where keys are looked up that the file only names.
    /// - Throws: ``CityServiceError/noTextFile(_:)``, or a ``MapConfigurationError`` that says where
    ///   and what.
    public init(
        path: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CityServiceError.noTextFile(path)
        }
        let name = URL(fileURLWithPath: path).lastPathComponent
        do {
            try self.init(data, environment)
        } catch {
            throw MapConfigurationError(file: name, place: error.place, fault: error.what)
        }
    }

    private init(_ data: Data, _ environment: [String: String]) throws(ConfiguredObject.Fault) {
        let object = try ConfiguredObject(
            try? JSONSerialization.jsonObject(with: data), at: "", keys: ["baseMaps", "start"])
        baseMaps = try (object.list("baseMaps") ?? []).enumerated().map {
            place, value throws(ConfiguredObject.Fault) in
            try BaseMap(value, at: "baseMaps[\(place)]", environment)
        }
        start = try object.values["start"].map { value throws(ConfiguredObject.Fault) in
            let start = try ConfiguredObject(value, at: "start", keys: ["center", "zoom"])
            let center = try start.numbers("center", count: 2, in: -180...180)
            guard abs(center[1]) <= 90 else {
                throw start.fault("center", "expected are longitude and latitude in degrees")
            }
            return Start(center: center, zoom: try start.number("zoom", in: 0...24))
        }
    }
}

/// A map configuration that cannot be used.
public struct MapConfigurationError: Error, Hashable, CustomStringConvertible {
    /// The file's name.
    public let file: String
    /// Where in it: `baseMaps[0].zooms`.
    public let place: String
    /// What is wrong, and what is expected.
    public let fault: String

    /// Where, what, and what is expected.
    public var description: String {
        "The map configuration \(file)\(place.isEmpty ? "" : ", at \(place)"): \(fault)."
    }
}
