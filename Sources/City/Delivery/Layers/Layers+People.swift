extension Layer {
    /// Organizations 单位: departments, companies, subdistrict offices.
    public static let organizations = Layer(
        name: "organizations", table: "organization", chineseName: "单位", geometry: .none,
        key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["统一社会信用代码", "单位代码"]),
            .name("单位名称"),
            Field("short_name", .text, aliases: ["单位简称"]),
            Field("level", .text, aliases: ["层级"]),
            Field("parent", .text, references: "organizations", aliases: ["上级单位代码"]),
            .note,
        ])

    /// People 人员: the one layer with names and numbers; everything else holds only the code.
    public static let people = Layer(
        name: "people", table: "person", chineseName: "人员", geometry: .none, key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["人员编号"]),
            Field("name", .text, isMandatory: true, aliases: ["姓名"]),
            Field("telephone", .text, aliases: ["电话", "手机"]),
            .organization,
        ])

    /// Posts 岗位: a person's or organization's responsibility for something, from a day to a day.
    public static let posts = Layer(
        name: "posts", table: "post", chineseName: "岗位", geometry: .none, key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["岗位编号"]),
            Field(
                "role", .word(["chief", "holder", "deputy"]), isMandatory: true, aliases: ["角色"]),
            Field("title", .text, aliases: ["职务"]),
            Field("rank", .integer, aliases: ["级别"]),
            Field("person", .text, references: "people", aliases: ["人员编号"]),
            .organization,
            Field(
                "target_layer",
                .word([
                    "districts", "subdistricts", "communities", "unit-grids", "management-grids",
                    "responsibility-grids", "road-chief-segments", "components", "organizations",
                ]), isMandatory: true, aliases: ["对象图层"]),
            Field("target", .text, isMandatory: true, aliases: ["对象代码"]),
            Field("categories", .patterns, aliases: ["类别"]),
            Field("valid_from", .date, aliases: ["任职日期"]),
            Field("valid_to", .date, aliases: ["离任日期"]),
            .note,
        ])

    /// Duties 值班: when a person, or whoever holds a post, is on duty, away, or stood in for.
    ///
    /// Without instants a duty holds at all times, without days and hours on all of them. People
    /// are named by their codes alone.
    public static let duties = Layer(
        name: "duties", table: "duty", chineseName: "值班", geometry: .none, key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["排班编号", "值班编号"]),
            Field(
                "kind", .term(TermList(DutyKind.self)), isMandatory: true,
                aliases: ["值班类型", "类型"]),
            Field("post", .text, references: "posts", aliases: ["岗位编号"]),
            Field("person", .text, references: "people", aliases: ["人员编号"]),
            Field("deputy", .text, references: "people", aliases: ["代班人员编号", "代理人编号"]),
            Field("from_time", .instant, aliases: ["开始时间"]),
            Field("to_time", .instant, aliases: ["结束时间"]),
            Field("days", .days, aliases: ["weekdays", "星期"]),
            Field("hours", .hours, aliases: ["时段"]),
            .note,
        ])
}
