extension Layer {
    /// Channels 来源渠道: where cases come from, and what their coordinates are worth.
    public static let channels = Layer(
        name: "channels", table: "channel", chineseName: "来源渠道", geometry: .none, key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["渠道编号", "渠道代码"]),
            .name("渠道名称"),
            Field("datum", .datum, aliases: ["坐标系"]),
            Field(
                "accuracy_share", .term(TermList(AccuracyShare.self)), aliases: ["精度置信度"]),
            Field("default_radius", .metres, aliases: ["默认精度", "默认半径"]),
            Field("default_points", .positions, aliases: ["默认点位"]),
            .note,
        ])

    /// Cases 案件: what was reported before, where and when, and who finally did it.
    public static let cases = Layer(
        name: "cases", table: "case_file", chineseName: "案件", geometry: .point, key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["id", "任务号", "案件编号"]),
            Field(
                "category", .category, isMandatory: true, references: "categories",
                aliases: ["类别"]),
            Field(
                "time", .instant, isMandatory: true,
                aliases: ["reported_at", "案发时间", "受理时间", "上报时间"]),
            Field("channel", .text, references: "channels", aliases: ["来源渠道", "渠道编号"]),
            Field("accuracy", .metres, aliases: ["精度", "定位精度"]),
            .organization("organization", "单位代码", "处置单位代码"),
            Field("returned", .term(TermList(YesOrNo.self)), aliases: ["退回", "是否退回"]),
            .note,
        ])
}
