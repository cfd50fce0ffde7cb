/// Where a delivered file stands, and by what it is known again.
///
/// The staging file keeps it, so that rejected rows can be taken out of the surveyor's own file
/// later. Size and time of change tell whether that is still the same: reading a census again to
/// hash it would take longer than checking it.
public struct FileTrace: Hashable, Sendable, Codable {
    /// The whole path: of the file, or of what is meant inside an archive.
    public var path: String
    /// The layer inside a file that has several, if one was named.
    public var layer: String?
    /// The encoding that was told, if one was: what was found out is found out again.
    public var encoding: String?
    /// The files on disk that it is made of, in the order of their names.
    public var parts: [Part]

    /// One file on disk.
    public struct Part: Hashable, Sendable, Codable {
        /// Its whole path.
        public var path: String
        /// How long it is.
        public var byteCount: Int
        /// When it was changed, in microseconds since 1970.
        public var changedAt: Int

        /// A file by its parts.
        public init(path: String, byteCount: Int, changedAt: Int) {
            self.path = path
            self.byteCount = byteCount
            self.changedAt = changedAt
        }
    }

    /// A trace by its parts.
    public init(path: String, layer: String?, encoding: String?, parts: [Part]) {
        self.path = path
        self.layer = layer
        self.encoding = encoding
        self.parts = parts
    }

    /// With `true` under this key in its `userInfo` an encoder writes traces. Any other writes
    /// `null`: where a file stands on a server is nobody's business in a report.
    public static let isWritten = CodingUserInfoKey(rawValue: "wangge.trace")

    /// Writes the trace where it is asked for, else nothing.
    public func encode(to encoder: any Encoder) throws {
        guard let key = Self.isWritten, encoder.userInfo[key] as? Bool == true else {
            var container = encoder.singleValueContainer()
            return try container.encodeNil()
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(path, forKey: .path)
        try container.encodeIfPresent(layer, forKey: .layer)
        try container.encodeIfPresent(encoding, forKey: .encoding)
        try container.encode(parts, forKey: .parts)
    }
}
