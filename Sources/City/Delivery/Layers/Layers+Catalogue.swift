extension Layer {
    /// Categories 类别: the catalogue of components and matters, of the standards and of the city.
    public static let categories = Layer(
        name: "categories", table: "category", chineseName: "类别", geometry: .none,
        key: ["standard", "kind", "code"],
        fields: [
            Field("standard", .text, isMandatory: true, aliases: ["标准"]),
            Field("kind", .word(["component", "matter"]), isMandatory: true, aliases: ["种类"]),
            Field("code", .text, isMandatory: true, aliases: ["代码"]),
            .name("小类名称"),
            Field("major", .text, aliases: ["大类代码"]),
            Field("major_name", .text, aliases: ["大类名称"]),
            Field("groups", .list, aliases: ["分组"]),
            Field("component_category", .category, aliases: ["对应部件"]),
            Field("equivalents", .list, aliases: ["对应旧类"]),
            Field("source", .text, aliases: ["来源"]),
        ])

    /// Time limits 处置时限: how long an organization has, by category and condition.
    public static let timeLimits = Layer(
        name: "time-limits", table: "time_limit", chineseName: "处置时限", geometry: .none,
        key: ["category", "condition"],
        fields: [
            Field("category", .pattern, isMandatory: true, aliases: ["类别"]),
            Field("condition", .text, aliases: ["立案条件", "情形"]),
            Field(
                "limit_value", .decimal, isMandatory: true, aliases: ["limit", "处置时限", "时限"]),
            Field(
                "limit_unit", .term(TermList(LimitUnit.self)), isMandatory: true,
                aliases: ["unit", "单位", "时限单位"]),
            Field("closing_condition", .text, aliases: ["结案条件", "结案标准"]),
            Field("source", .text, aliases: ["来源"]),
        ])

    /// The calendar 工作日历: the days that differ from the usual week, with their hours.
    public static let calendar = Layer(
        name: "calendar", table: "calendar_day", chineseName: "工作日历", geometry: .none,
        key: ["day"],
        fields: [
            Field("day", .date, isMandatory: true, aliases: ["date", "日期"]),
            Field(
                "kind", .term(TermList(DayKind.self)), isMandatory: true,
                aliases: ["日期类型", "类型"]),
            Field("hours", .hours, aliases: ["工作时间", "时段"]),
            .name("名称", "节日", isMandatory: false),
        ])
}
