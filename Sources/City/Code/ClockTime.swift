/// A time of day in whole minutes or seconds, as files write it: `8:30`, `08:30:15`, `24:00`.
struct ClockTime {
    /// Seconds since midnight, 0 to 86,400.
    let seconds: Int

    /// Parses a time of day; fractions of a second are let fall.
    init?(_ text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "：" }
        guard (2...3).contains(parts.count), let hour = Digits.number(parts[0], upTo: 24),
            let minute = Digits.number(parts[1], upTo: 59),
            let second = parts.count == 2
                ? 0 : Digits.number(parts[2].prefix { $0 != "." }, upTo: 59)
        else { return nil }
        seconds = hour * 3600 + minute * 60 + second
        if seconds > 86_400 { return nil }
    }

    /// The time as `08:30`, or `08:30:15` if it has seconds.
    static func text(seconds: Int) -> String {
        let minutes =
            "\(Digits.padded(seconds / 3600, 2)):\(Digits.padded(seconds / 60 % 60, 2))"
        return seconds % 60 == 0 ? minutes : "\(minutes):\(Digits.padded(seconds % 60, 2))"
    }
}

/// Numbers of few digits inside dates and times.
enum Digits {
    /// The number of one or two ASCII digits, or `nil`: signs and spaces are none.
    static func number(_ text: some StringProtocol, upTo limit: Int) -> Int? {
        guard (1...2).contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(text), number <= limit
        else { return nil }
        return number
    }

    /// The number with zeros before it.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
