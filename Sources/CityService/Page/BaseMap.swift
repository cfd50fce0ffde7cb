/// A base map 底图 under the city's own layers: tiles of others, by address.
public struct BaseMap: Hashable, Sendable, Encodable {
    /// A name in both languages.
    public struct Name: Hashable, Sendable, Encodable {
        /// In Chinese.
        public var zh: String
        /// In English.
        public var en: String
    }

    /// What it is called.
    public var name: Name
    /// The addresses of its tiles with `{z}`, `{x}` and `{y}`, key included: for each layer, drawn
    /// above the one before, those of all its servers.
    public var layers: [[String]]
    /// The datum in which it is drawn.
    public var datum: Datum
    /// Whose it is, in plain text.
    public var attribution: String
    /// The first and the last zoom that there is.
    public var zooms: [Int]
    /// The width of a tile in pixels.
    public var tileSize: Int

    /// The datums in which base maps are drawn.
    public enum Datum: String, Hashable, Sendable, Encodable, CaseIterable {
        /// Degrees of GPS.
        case wgs84
        /// The national ones.
        case cgcs2000
        /// Those of public Chinese maps.
        case gcj02
        /// Those of Baidu.
        case bd09
    }

    /// The servers that are asked for its tiles: `https://t0.tianditu.gov.cn`. A base map of our own
    /// server has none.
    public var hosts: [String] {
        let hosts = layers.joined().compactMap { address -> String? in
            let parts = address.split(
                separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[1].isEmpty, !parts[0].isEmpty else { return nil }
            return "\(parts[0])//\(parts[2])"
        }
        return Set(hosts).sorted()
    }
}
