public import Geo

/// An area that the register had under a code and has no longer.
public struct RetiredArea: Hashable, Sendable {
    /// The edition that took it out.
    public var edition: Int
    /// Its ground as it was last; `nil` if it had none, or if nobody asked for it.
    public var shape: Shape?

    /// A retired area by its parts.
    public init(edition: Int, shape: Shape? = nil) {
        self.edition = edition
        self.shape = shape
    }
}

extension RowTable {
    /// Whether a row has come to its end on a day; rows of layers without lifetime never do.
    func isOver(_ row: Int, on day: Day, _ texts: TextPool) -> Bool {
        guard layer.field("end_date") != nil,
            let end = Day(stored: texts.text(column("end_date")[row]))
        else { return false }
        return end <= day
    }
}
