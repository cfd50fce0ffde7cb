extension Day {
    /// How many days after 1970-01-01 it is; negative before.
    ///
    /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
    public var epochDay: Int {
        let (month, day) = (Int(number) / 100 % 100, Int(number) % 100)
        // Years begin in March, so that the leap day is the last one.
        let year = Int(number) / 10_000 - (month <= 2 ? 1 : 0)
        let (era, yearOfEra) = (year / 400, year % 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day so many days after 1970-01-01, or `nil` outside the years 1 to 9999.
    ///
    /// Source: the same, `civil_from_days`.
    public init?(epochDay: Int) {
        let shifted = epochDay + 719_468
        guard (0...3_652_425).contains(shifted) else { return nil }
        let (era, dayOfEra) = (shifted / 146_097, shifted % 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// 1 for Monday to 7 for Sunday.
    public var weekday: Int {
        // 1970-01-01 was a Thursday.
        let place = (epochDay + 3) % 7
        return (place < 0 ? place + 7 : place) + 1
    }
}
