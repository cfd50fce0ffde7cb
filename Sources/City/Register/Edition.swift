/// An edition 版次: what one publication made of the register.
public struct Edition: Hashable, Sendable, Codable {
    /// Its number; editions are numbered from 1 without gaps.
    public var number: Int
    /// The delivery that was published.
    public var delivery: String
    /// The delivered layer.
    public var layer: String
    /// The name of the delivered file, without its folder.
    public var fileName: String
    /// When it was published, ISO 8601 in UTC.
    public var publishedAt: String
    /// How many rows it added.
    public var newRows: Int
    /// How many rows it changed.
    public var changedRows: Int
    /// How many rows it removed.
    public var vanishedRows: Int
    /// How many delivered rows were registered alike before.
    public var unchangedRows: Int
    /// How many delivered rows were rejected.
    public var rejectedRows: Int
    /// How many warnings the check gave.
    public var warnings: Int
    /// The SHA-256 of the register's sorted contents, in hex.
    public var contentHash: String
    /// How the coordinates of the file were read in place of what it says, if a correction was
    /// accepted.
    public var correction: String?

    /// An edition by its parts.
    public init(
        number: Int, delivery: String, layer: String, fileName: String, publishedAt: String,
        newRows: Int, changedRows: Int, vanishedRows: Int, unchangedRows: Int, rejectedRows: Int,
        warnings: Int, contentHash: String, correction: String? = nil
    ) {
        self.number = number
        self.delivery = delivery
        self.layer = layer
        self.fileName = fileName
        self.publishedAt = publishedAt
        self.newRows = newRows
        self.changedRows = changedRows
        self.vanishedRows = vanishedRows
        self.unchangedRows = unchangedRows
        self.rejectedRows = rejectedRows
        self.warnings = warnings
        self.contentHash = contentHash
        self.correction = correction
    }
}
