/// From a day to a day, both included; either end may be open.
public struct DayInterval: Hashable, Sendable {
    /// The first day.
    public let from: Day?
    /// The last day.
    public let to: Day?

    /// Parses what stands in the parameter `datetime`: `2026-03-01`, `2026-03-01T08:30:00Z`, or two
    /// of them with `/` between, of which one may be `..` or empty.
    ///
    /// Features hold for days, so a moment is its day by China's clock.
    ///
    /// - Throws: ``FeatureQueryError/notAPeriod(_:)``.
    public init(parsing text: String) throws(FeatureQueryError) {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false)
        guard ends.count <= 2, let first = Self.end(ends[0]),
            let last = Self.end(ends[ends.count - 1])
        else { throw .notAPeriod(text) }
        if ends.count == 1, first.day == nil { throw .notAPeriod(text) }
        if let from = first.day, let to = last.day, from > to { throw .notAPeriod(text) }
        (from, to) = (first.day, last.day)
    }

    private struct End {
        var day: Day?
    }

    private static func end(_ text: Substring) -> End? {
        if text.isEmpty || text == ".." { return End(day: nil) }
        // RFC 3339 writes a day with hyphens, a moment with a zone.
        guard text.dropFirst(4).first == "-" else { return nil }
        if text.utf8.count == 10 { return (try? Day(String(text))).map { End(day: $0) } }
        let clock = text.dropFirst(11)
        guard clock.contains(where: { "Zz+-".contains($0) }),
            let moment = try? Instant(String(text)),
            let day = Instant(seconds: moment.seconds)?.day
        else { return nil }
        return End(day: day)
    }
}
