public import City

/// All that a report says, in whatever form it is written.
///
/// The findings are visited, never held: a census can have hundreds of thousands of them. The page
/// visits them twice, every other form once.
public struct ReportContents {
    /// A function that calls another one with every finding, in the order of their rows.
    public typealias Findings = (_ visit: (Finding) throws -> Void) throws -> Void

    /// The delivery.
    public var summary: DeliverySummary
    /// What became of its rows.
    public var account: RowAccount
    /// How many rows each kind of difference has; those that are missing have none.
    public var differences: [RowChange: Int]
    /// The new rows that are probably registered ones under new codes.
    public var likelyMatches: [LikelyMatch]
    /// Whether the delivery was published meanwhile.
    public var moment: RowAccount.Moment
    /// The city that the delivery was checked against, if it is told.
    public var city: CheckedCity?
    /// How far rows moved, if it was measured.
    public var moved: MovedMetres?
    /// What hangs on the areas that the delivery changes, if it changes any.
    public var consequences: Consequences?
    /// Every finding.
    public var findings: Findings

    /// Contents by their parts.
    public init(
        summary: DeliverySummary, account: RowAccount, differences: [RowChange: Int],
        likelyMatches: [LikelyMatch] = [], moment: RowAccount.Moment = .checked,
        city: CheckedCity? = nil, moved: MovedMetres? = nil,
        findings: @escaping Findings
    ) {
        self.summary = summary
        self.account = account
        self.differences = differences
        self.likelyMatches = likelyMatches
        self.moment = moment
        self.city = city
        self.moved = moved
        self.findings = findings
    }

    /// Writes the report in a form.
    ///
    /// Memory does not depend on the number of findings but for the numbers of the groups, and of
    /// the rows in a page.
    ///
    /// - Parameter write: takes the next bytes, some 64 KiB at a time.
    /// - Throws: what `write` or the findings throw.
    public func write(
        _ form: CheckReport.Form, to write: @escaping ([UInt8]) throws -> Void
    ) throws {
        var bytes = ByteStream(to: write)
        switch form {
        case .csv: try writeCSV(&bytes)
        case .geojson: try writeGeoJSON(&bytes)
        case .json: try writeJSON(&bytes)
        case .html: try ReportPage(self).write(&bytes)
        }
        try bytes.finish()
    }
}
