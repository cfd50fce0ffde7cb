/// What a check came to, in numbers: kept with the delivery, so that it can be told without checking
/// again.
public struct CheckOutcome: Hashable, Sendable, Codable {
    /// The edition against which the delivery was checked; 0 before anything is published.
    public var edition: Int
    /// When it was checked, ISO 8601 in UTC.
    public var checkedAt: String
    /// How many rows each kind of difference has, by its name.
    public var differences: [String: Int]
    /// How many findings reject a row or the layer.
    public var errors: Int
    /// How many findings are for somebody to look at.
    public var warnings: Int
    /// How far rows moved, if it was measured.
    public var moved: MovedMetres?
    private var rows: [String: Int]

    /// An outcome by its parts.
    public init(
        edition: Int, checkedAt: String, account: RowAccount, differences: [RowChange: Int],
        findings: [Finding], moved: MovedMetres?
    ) {
        self.edition = edition
        self.checkedAt = checkedAt
        self.differences = Dictionary(
            uniqueKeysWithValues: differences.map { ($0.key.rawValue, $0.value) })
        errors = findings.count { $0.severity == .error }
        warnings = findings.count { $0.severity == .warning }
        self.moved = moved
        rows = [
            "in": account.rowsIn, "published": account.published, "unchanged": account.unchanged,
            "rejected": account.rejected, "waived": account.waived,
        ]
    }

    /// What became of every row.
    ///
    /// - Throws: ``RowAccountError`` if rows are lost.
    public var account: RowAccount {
        get throws {
            try RowAccount(
                rowsIn: rows["in"] ?? 0, published: rows["published"] ?? 0,
                unchanged: rows["unchanged"] ?? 0, rejected: rows["rejected"] ?? 0,
                waived: rows["waived"] ?? 0)
        }
    }

    /// How many rows each kind of difference has.
    public var changes: [RowChange: Int] {
        Dictionary(
            uniqueKeysWithValues: differences.compactMap { name, count in
                RowChange(rawValue: name).map { ($0, count) }
            })
    }
}
