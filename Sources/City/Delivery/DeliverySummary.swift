/// What is known about a delivery as a whole.
public struct DeliverySummary: Hashable, Sendable, Codable {
    /// The delivery's name.
    public var delivery: String
    /// The layer's name.
    public var layer: String
    /// The name of the delivered file, without its folder.
    public var fileName: String
    /// The reference system of the file.
    public var referenceSystem: String
    /// The encoding of its texts.
    public var encoding: String
    /// Whether the delivery is the whole layer.
    public var isWhole: Bool
    /// When it was staged, ISO 8601 in UTC.
    public var stagedAt: String
    /// The headers that were not taken in.
    public var unusedHeaders: [String]
    /// How its coordinates were said to be written, if it has any.
    public var declared: DeclaredSystem?
    /// How they were read instead, because whoever delivered them accepted the correction.
    public var correction: String?
    /// The files that it was delivered in, if there are several.
    public var members: MemberNumbering?
    /// The names of delivered files that are no vector files.
    public var ignoredFiles: [String]?

    /// A summary by its parts.
    public init(
        delivery: String, layer: String, fileName: String, referenceSystem: String,
        encoding: String, isWhole: Bool, stagedAt: String, unusedHeaders: [String]
    ) {
        self.delivery = delivery
        self.layer = layer
        self.fileName = fileName
        self.referenceSystem = referenceSystem
        self.encoding = encoding
        self.isWhole = isWhole
        self.stagedAt = stagedAt
        self.unusedHeaders = unusedHeaders
    }

    /// The row of a finding as the surveyor finds it: by its number, or in which file and by its
    /// number there.
    public func place(ofRow row: Int) -> String {
        members?.text(of: row) ?? String(row)
    }
}
