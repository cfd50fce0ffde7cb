/// On which days something holds: on days of the week, or on the days that the city's calendar
/// calls workdays or holidays.
///
/// Weekdays and workdays differ: a Saturday can be made up for, a Wednesday can be a holiday.
public enum DayPattern: Hashable, Sendable, CustomStringConvertible {
    /// Days of the week, 1 for Monday to 7 for Sunday.
    case weekdays(Set<Int>)
    /// The workdays of the calendar 工作日.
    case workdays
    /// The holidays of the calendar, weekends among them 节假日.
    case holidays

    /// Parses `1;2;3;4;5`, `1-5`, `周一至周五`, `Mon-Fri`, `每天`, `workday` or `holiday`.
    public init(_ text: String) throws(CodeError) {
        switch text.lowercased() {
        case "workday", "workdays", "工作日": self = .workdays
        case "holiday", "holidays", "节假日", "休息日": self = .holidays
        case "daily", "每天", "每日": self = .weekdays(Set(1...7))
        default:
            var days: Set<Int> = []
            for item in text.split(whereSeparator: { ";；,，、".contains($0) }) {
                guard let range = Self.range(item) else { throw .notDays(text) }
                days.formUnion(range)
            }
            guard !days.isEmpty else { throw .notDays(text) }
            self = .weekdays(days)
        }
    }

    private static func range(_ text: Substring) -> ClosedRange<Int>? {
        let ends = text.replacing("至", with: "-").replacing("到", with: "-")
            .filter { $0 != " " }.split(omittingEmptySubsequences: false) { "-–~～".contains($0) }
            .map { weekday($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
            first <= last
        else { return nil }
        return first...last
    }

    private static func weekday(_ text: some StringProtocol) -> Int? {
        if let number = Digits.number(text, upTo: 7) { return number == 0 ? nil : number }
        let text = text.lowercased()
        let english = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        if let place = english.firstIndex(of: text) { return place + 1 }
        for prefix in ["星期", "礼拜", "周"] where text.hasPrefix(prefix) {
            let name = text.dropFirst(prefix.count)
            if name == "天" { return 7 }
            return ["一", "二", "三", "四", "五", "六", "日"].firstIndex { name == $0 }.map { $0 + 1 }
        }
        return nil
    }

    /// The days as `1;2;3;4;5`, `workday` or `holiday`.
    public var description: String {
        switch self {
        case .weekdays(let days): days.sorted().map(String.init).joined(separator: ";")
        case .workdays: "workday"
        case .holidays: "holiday"
        }
    }
}

extension CodeError {
    fileprivate static func notDays(_ text: String) -> CodeError {
        .notOfForm(
            text, expected: "days of the week like 1;2;3;4;5, or workday, or holiday",
            chinese: "星期（如1;2;3;4;5）、工作日或节假日")
    }
}
