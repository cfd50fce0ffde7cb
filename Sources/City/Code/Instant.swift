/// A moment, told by the clock of its place: `2026-03-01T08:30+08:00`.
///
/// Instants compare by when they are; those of one moment by how their clocks are set.
public struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00Z, leap seconds not counted.
    public let seconds: Int
    /// How many minutes the clock of the place is ahead of UTC.
    public let offsetInMinutes: Int

    /// China Standard Time, the one clock of the whole country.
    static let chineseOffset = 480

    /// A moment by its parts, or `nil` outside the years 1 to 9999.
    public init?(seconds: Int, offsetInMinutes: Int = 480) {
        guard (-840...840).contains(offsetInMinutes),
            Day(epochDay: Self.days(seconds + offsetInMinutes * 60)) != nil
        else { return nil }
        self.seconds = seconds
        self.offsetInMinutes = offsetInMinutes
    }

    /// Parses `2026-03-01T08:30+08:00`, `2026/3/1 8:30:15`, `20260301083015` and their like.
    ///
    /// A time that names no zone is China Standard Time. `24:00` is the end of its day. A day alone
    /// is no instant: as an end it could mean its morning or its evening.
    public init(_ text: String) throws(CodeError) {
        guard let (day, time, offset) = Self.parts(text),
            let instant = Instant(
                seconds: day.epochDay * 86_400 + time.seconds - offset * 60,
                offsetInMinutes: offset)
        else { throw .notAnInstant(text) }
        self = instant
    }

    private static func parts(_ text: String) -> (Day, ClockTime, offset: Int)? {
        if text.utf8.count == 14, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
            let digits = text.suffix(6)
            let time = "\(digits.prefix(2)):\(digits.dropFirst(2).prefix(2)):\(digits.suffix(2))"
            guard let day = try? Day(String(text.prefix(8))), let clock = ClockTime(time) else {
                return nil
            }
            return (day, clock, chineseOffset)
        }
        let date = text.prefix { $0 != "T" && $0 != " " }
        var clock = text.dropFirst(date.count + 1).drop { $0 == " " }
        var offset = chineseOffset
        if let zone = clock.firstIndex(where: { "Zz+-".contains($0) }) {
            guard let told = Self.offset(clock[zone...]) else { return nil }
            offset = told
            clock = clock[..<zone]
        }
        while clock.last == " " { clock.removeLast() }
        guard let day = try? Day(String(date)), let time = ClockTime(clock) else { return nil }
        return (day, time, offset)
    }

    /// The minutes of `Z`, `+08:00`, `+0800` or `+08`.
    private static func offset(_ text: Substring) -> Int? {
        if text == "Z" || text == "z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard [2, 4].contains(digits.count), let hours = Digits.number(digits.prefix(2), upTo: 14),
            let minutes = digits.count == 2 ? 0 : Digits.number(digits.suffix(2), upTo: 59)
        else { return nil }
        return (text.first == "-" ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func days(_ seconds: Int) -> Int {
        seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    }

    /// The day on the calendar of the place.
    public var day: Day? { Day(epochDay: Self.days(seconds + offsetInMinutes * 60)) }

    /// Seconds since midnight by the clock of the place.
    public var secondOfDay: Int {
        let local = seconds + offsetInMinutes * 60
        return local - Self.days(local) * 86_400
    }

    /// The instant as `2026-03-01T08:30+08:00`, with seconds only if it has some.
    public var description: String {
        let minutes = abs(offsetInMinutes)
        let zone =
            "\(offsetInMinutes < 0 ? "-" : "+")\(Digits.padded(minutes / 60, 2))"
            + ":\(Digits.padded(minutes % 60, 2))"
        return "\(day?.description ?? "")T\(ClockTime.text(seconds: secondOfDay))\(zone)"
    }

    /// Earlier before later.
    public static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.offsetInMinutes) < (right.seconds, right.offsetInMinutes)
    }
}

extension CodeError {
    fileprivate static func notAnInstant(_ text: String) -> CodeError {
        .notOfForm(
            text, expected: "a day with its time, like 2026-03-01T08:30+08:00",
            chinese: "日期加时间，如2026-03-01T08:30+08:00")
    }
}
