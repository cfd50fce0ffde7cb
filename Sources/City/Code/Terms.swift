/// What a duty says about somebody's time.
public enum DutyKind: String, Term {
    /// Is on duty then.
    case shift
    /// Is away then, so that somebody else is asked.
    case leave
    /// Stands in for somebody then.
    case deputy

    /// What Chinese rosters write.
    public var synonyms: [String] {
        switch self {
        case .shift: ["值班", "当班", "排班"]
        case .leave: ["请假", "休假"]
        case .deputy: ["代班", "代理"]
        }
    }
}

/// The unit of a time limit, and with it the clock by which it runs.
///
/// Source: one city's published table; the national one was not found.
public enum LimitUnit: String, Term {
    /// Hours by the clock, nights and holidays included, for what is dangerous.
    case urgentHours = "urgent-hours"
    /// Hours within working hours only.
    case workingHours = "working-hours"
    /// Workdays of the city's calendar.
    case workingDays = "working-days"
    /// Hours by the clock.
    case hours
    /// Days by the calendar.
    case days

    /// What Chinese tables of limits write.
    public var synonyms: [String] {
        switch self {
        case .urgentHours: ["紧急工作时"]
        case .workingHours: ["工作时", "工作小时"]
        case .workingDays: ["工作日", "个工作日"]
        case .hours: ["小时", "时", "hour"]
        case .days: ["天", "日", "自然日", "day"]
        }
    }
}

/// What the city's calendar says about a day.
public enum DayKind: String, Term {
    /// People work, be it a Sunday.
    case workday
    /// They do not, be it a Wednesday.
    case holiday

    /// What Chinese calendars write.
    public var synonyms: [String] {
        switch self {
        case .workday: ["工作日", "上班", "调休上班"]
        case .holiday: ["节假日", "休息日", "休息", "放假"]
        }
    }
}

/// How many of its errors a channel says to be within the accuracy that it states.
public enum AccuracyShare: String, Term {
    /// 95 %: 2.45 standard deviations of a round Gaussian.
    case ninetyFive = "95"
    /// 68 %, what telephones state: 1.51 standard deviations.
    case sixtyEight = "68"

    /// As percentages and shares.
    public var synonyms: [String] {
        switch self {
        case .ninetyFive: ["95%", "95％", "0.95"]
        case .sixtyEight: ["68%", "68％", "0.68"]
        }
    }
}

/// The answer to a question in a column.
public enum YesOrNo: String, Term {
    /// It is so.
    case yes
    /// It is not so.
    case no

    /// What tables write, and what formats with truth values are read as.
    public var synonyms: [String] {
        switch self {
        case .yes: ["是", "y", "true", "1"]
        case .no: ["否", "n", "false", "0"]
        }
    }
}
