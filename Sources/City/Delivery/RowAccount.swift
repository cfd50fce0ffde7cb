/// What became of every row of a delivery: none is lost.
///
/// `rows in = published + unchanged + rejected + waived`. An account that does not add up cannot be
/// made: it would hide rows that a surveyor handed in.
public struct RowAccount: Hashable, Sendable, Encodable {
    /// How many rows the file has.
    public let rowsIn: Int
    /// How many of them the publication adds or changes.
    public let published: Int
    /// How many the register has just so.
    public let unchanged: Int
    /// How many stay out because of an error.
    public let rejected: Int
    /// How many have an error that a remembered waiver allows. They are published, and counted here
    /// alone, whatever they change.
    public let waived: Int

    /// An account by its numbers.
    ///
    /// - Throws: ``RowAccountError`` if a number is negative or rows are lost or counted twice.
    public init(
        rowsIn: Int, published: Int, unchanged: Int, rejected: Int, waived: Int = 0
    ) throws(RowAccountError) {
        let parts = [published, unchanged, rejected, waived]
        guard parts.allSatisfy({ $0 >= 0 }), rowsIn == parts.reduce(0, +) else {
            throw .doesNotAddUp(rowsIn: rowsIn, parts: parts)
        }
        self.rowsIn = rowsIn
        self.published = published
        self.unchanged = unchanged
        self.rejected = rejected
        self.waived = waived
    }

    /// Whether an account tells what was done or what would be.
    public enum Moment: Hashable, Sendable {
        /// Before the publication, or instead of it.
        case checked
        /// After it.
        case published
    }

    /// The account as one line in English: `3 rows in = 2 to publish + 0 unchanged + …`.
    public func english(_ moment: Moment) -> String {
        """
        \(rowsIn) \(rowsIn == 1 ? "row" : "rows") in = \
        \(published) \(moment == .checked ? "to publish" : "published") + \
        \(unchanged) unchanged + \(rejected) rejected + \(waived) waived
        """
    }

    /// The account as one line in Chinese.
    public func chinese(_ moment: Moment) -> String {
        """
        交付\(rowsIn)行 = \(moment == .checked ? "待发布" : "已发布")\(published) + \
        未变\(unchanged) + 退回\(rejected) + 豁免\(waived)
        """
    }
}

/// A reason why numbers are no account.
public enum RowAccountError: Error, Hashable, Sendable {
    /// Rows are lost or counted twice; the parts are published, unchanged, rejected and waived.
    case doesNotAddUp(rowsIn: Int, parts: [Int])
}

extension RowAccountError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .doesNotAddUp(let rowsIn, let parts):
            """
            \(rowsIn) rows came in, but \(parts.map(String.init).joined(separator: " + ")) are \
            accounted for. This is a fault of the program: do not publish, and tell its makers.
            """
        }
    }
}
