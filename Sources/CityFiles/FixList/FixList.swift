import City

/// The rows of a delivery that were rejected, each with what is wrong with it.
///
/// A row that is wrong in several ways stands once, where its worst cause puts it, with all reasons.
public struct FixList: Hashable, Sendable {
    /// A row to be mended.
    public struct Entry: Hashable, Sendable {
        /// Where the surveyor finds the row, as ``SourceRow/number`` says it.
        public var row: Int
        /// What is wrong, in Chinese.
        public var chinese: String
        /// What is wrong, in English.
        public var english: String

        /// A row by its parts.
        public init(row: Int, chinese: String, english: String) {
            self.row = row
            self.chinese = chinese
            self.english = english
        }
    }

    /// The rows in the order in which they are to be mended, each once.
    public let entries: [Entry]

    /// A list from reasons that are grouped by cause, the worst cause first.
    ///
    /// Complexity: O(*n*).
    public init(_ reasons: [Entry]) {
        var places: [Int: Int] = [:]
        var entries: [Entry] = []
        for reason in reasons {
            guard let place = places[reason.row] else {
                places[reason.row] = entries.count
                entries.append(reason)
                continue
            }
            if entries[place].chinese.contains(reason.chinese) { continue }
            entries[place].chinese += reason.chinese
            entries[place].english += " " + reason.english
        }
        self.entries = entries
    }

    /// The headers of the two columns that are added, as long as a shapefile's table allows.
    static let headers = (english: ReasonColumns.english, chinese: ReasonColumns.chinese)
}

/// What became of a fix list.
public struct WrittenFixList: Hashable, Sendable {
    /// The file that the surveyor opens.
    public var path: String
    /// How many rows it has.
    public var rowCount: Int
    /// What is not as in the delivery, each a sentence in English; empty if all is.
    public var notes: [String]
}
