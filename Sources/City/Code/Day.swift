/// A day of the Gregorian calendar, without a time zone: the day on the city's own calendar.
public struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Year × 10,000 + month × 100 + day, so that days compare as numbers.
    public let number: Int32

    /// A day by its parts, or `nil` if there is none such.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        number = Int32(year * 10_000 + month * 100 + day)
    }

    /// The day of a ``number``, or `nil` if there is none such.
    public init?(number: Int32) {
        self.init(
            year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100))
    }

    /// Parses `2026-03-01`, `20260301` or `2026/3/1`; a time of day after it is let fall.
    public init(_ text: String) throws(CodeError) {
        let date = text.prefix { !" T".contains($0) }
        let parts = date.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        var numbers = parts.map { Int($0) }
        if parts.count == 1, date.utf8.count == 8 {
            numbers = [Int(date.prefix(4)), Int(date.dropFirst(4).prefix(2)), Int(date.suffix(2))]
        }
        guard numbers.count == 3, let year = numbers[0], let month = numbers[1],
            let day = numbers[2], let parsed = Day(year: year, month: month, day: day)
        else { throw .notADay(text) }
        self = parsed
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2:
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
                ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day as `2026-03-01`.
    public var description: String {
        func padded(_ number: Int32, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(number / 10_000, 4))-\(padded(number / 100 % 100, 2))-"
            + padded(number % 100, 2)
    }

    /// Earlier before later.
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}
