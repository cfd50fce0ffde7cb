/// Hours of a day 时段, in their order and apart from each other: `08:00-12:00;14:00-18:00`.
///
/// A span that ends no later than it begins runs into the next day: `22:00-06:00`.
public struct Hours: Hashable, Sendable, CustomStringConvertible {
    /// One stretch of time.
    public struct Span: Hashable, Sendable {
        /// The first minute, counted from midnight: 0 to 1,439.
        public let from: Int
        /// The minute that no longer counts, over 1,440 if it is on the next day.
        public let to: Int
    }

    /// The spans in the order of their beginnings, at least one.
    public let spans: [Span]

    /// Parses `08:00-17:30`, or several such spans separated by `;`.
    ///
    /// Spans that have a minute in common are refused: one of them is a slip of the pen.
    public init(_ text: String) throws(CodeError) {
        let items = text.split { ";；,，、".contains($0) }
        let spans = items.compactMap(Self.span).sorted { $0.from < $1.from }
        let areApart = zip(spans, spans.dropFirst()).allSatisfy { $0.to <= $1.from }
        guard let first = spans.first, let last = spans.last, spans.count == items.count,
            areApart, last.to - 1440 <= first.from
        else { throw .notHours(text) }
        self.spans = spans
    }

    private static func span(_ text: Substring) -> Span? {
        let times = text.replacing("至", with: "-").filter { $0 != " " }
            .split(omittingEmptySubsequences: false) { "-–—~～－".contains($0) }
            .map { ClockTime($0) }
        guard times.count == 2, let from = times[0]?.seconds, let to = times[1]?.seconds,
            from != to, from < 86_400, from % 60 == 0, to % 60 == 0
        else { return nil }
        return Span(from: from / 60, to: to / 60 + (to < from ? 1440 : 0))
    }

    /// Whether a minute of a day counts; minutes after midnight belong to the day before where a
    /// span runs into them.
    ///
    /// - Parameter minute: counted from the midnight at which the day begins, up to 2,879.
    public func contains(minute: Int) -> Bool {
        spans.contains { $0.from <= minute && minute < $0.to }
    }

    /// The hours as `08:00-12:00;14:00-18:00`.
    public var description: String {
        spans.map { span in
            let to = span.to > 1440 ? span.to - 1440 : span.to
            return ClockTime.text(seconds: span.from * 60) + "-" + ClockTime.text(seconds: to * 60)
        }.joined(separator: ";")
    }
}

extension CodeError {
    fileprivate static func notHours(_ text: String) -> CodeError {
        .notOfForm(
            text, expected: "hours of a day that do not overlap, like 08:00-12:00;14:00-18:00",
            chinese: "互不重叠的时段，如08:00-12:00;14:00-18:00")
    }
}
