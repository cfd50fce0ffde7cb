extension Layer {
    /// Mandates 权责清单: which organization answers for a category, where, in which role.
    public static let mandates = Layer(
        name: "mandates", table: "mandate", chineseName: "权责清单", geometry: .none,
        key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["清单编号"]),
            Field("category", .pattern, isMandatory: true, aliases: ["类别"]),
            Field("territory", .areaCode, aliases: ["区域代码"]),
            Field("road_level", .text, aliases: ["道路等级"]),
            Field(
                "organization", .text, isMandatory: true, references: "organizations",
                aliases: ["单位代码"]),
            Field(
                "role", .word(["competent", "owner", "maintainer", "assisting"]),
                aliases: ["角色"]),
            Field("document", .text, aliases: ["依据"]),
        ])

    /// Precedence: which rule kinds are asked for a category, in which order, and how far they reach.
    public static let precedence = Layer(
        name: "precedence", table: "precedence", chineseName: "优先顺序", geometry: .none,
        key: ["chain", "category"],
        fields: [
            Field("chain", .word(["organization", "person"]), isMandatory: true),
            Field("category", .pattern, isMandatory: true),
            Field("rules", .words(RuleKind.allCases.map(\.rawValue)), isMandatory: true),
            Field("component_reach", .metres),
            Field("segment_reach", .metres),
        ])

    /// Partitions 包区: ground on which one organization or person answers for some categories.
    public static let partitions = Layer(
        name: "partitions", table: "partition", chineseName: "包区",
        geometry: .area(isRequired: true), key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["包区编号"]),
            .name("包区名称", isMandatory: false),
            Field("categories", .patterns, isMandatory: true, aliases: ["类别"]),
            .organization,
            Field("person", .text, references: "people", aliases: ["责任人编号", "人员编号"]),
        ] + .validity + [.note])

    /// Rulings 现场确权: what was decided on the spot about one component or some ground.
    ///
    /// Without categories a ruling speaks for all of them.
    public static let rulings = Layer(
        name: "rulings", table: "ruling", chineseName: "现场确权",
        geometry: .area(isRequired: false), key: ["code"],
        fields: [
            Field("code", .text, isMandatory: true, aliases: ["确权编号"]),
            Field(
                "component", .componentCode, references: "components",
                aliases: ["管理部件标识码", "部件标识码"]),
            Field("categories", .patterns, aliases: ["类别"]),
            Field(
                "organization", .text, isMandatory: true, references: "organizations",
                aliases: ["单位代码", "确权单位代码"]),
            Field("document", .text, aliases: ["依据", "文号"]),
        ] + .validity + [.note])
}
