extension Layer {
    /// Districts 区县: 6 digits in the national scheme.
    public static let districts = territory("districts", "district", "区县")
    /// Subdistricts 街道: 9 digits in the national scheme.
    public static let subdistricts = territory("subdistricts", "subdistrict", "街道")
    /// Communities 社区: 12 digits in the national scheme.
    public static let communities = territory("communities", "community", "社区")

    /// Unit grids 单元网格: 15 digits in the national scheme; the smallest areas.
    public static let unitGrids = Layer(
        name: "unit-grids", table: "unit_grid", chineseName: "单元网格",
        geometry: .area(isRequired: true), key: ["code"],
        fields: [
            .code("SZDYWGBSM", "DYWGCODE", "gridCode", "BGCode", "BGID", "单元网格标识码"),
            .name("gridName", "单元网格名称", isMandatory: false),
            .administeredBy, .organization, .area,
        ] + .lifetime + [.note])

    /// Management grids 管理网格: one to five unit grids each.
    public static let managementGrids = grid("management-grids", "management_grid", "管理网格")
    /// Responsibility grids 责任网格: the areas that a holder answers for.
    public static let responsibilityGrids = grid(
        "responsibility-grids", "responsibility_grid", "责任网格")
    /// Evaluation grids 评价网格: 12 characters in the national scheme, of type A, B or C.
    public static let evaluationGrids = grid(
        "evaluation-grids", "evaluation_grid", "评价网格",
        own: [Field("grade", .word(["A", "B", "C"]), aliases: ["gridType", "评价网格类型"])])

    /// Road-chief segments 路长路段: lines with a half-width in metres and a road level.
    public static let roadChiefSegments = Layer(
        name: "road-chief-segments", table: "road_chief_segment", chineseName: "路长路段",
        geometry: .line, key: ["code"],
        fields: [
            .code("路段编码"), .name("路段名称"),
            Field("road_level", .text, aliases: ["道路等级", "管理级别"]),
            Field("half_width", .metres, aliases: ["半宽"]),
            .administeredBy, .organization,
        ] + .lifetime + [.note])
}

extension Layer {
    private static func territory(_ name: String, _ table: String, _ chinese: String) -> Layer {
        Layer(
            name: name, table: table, chineseName: chinese, geometry: .area(isRequired: true),
            key: ["code"],
            fields: [
                .code("\(chinese)代码"), .name("\(chinese)名称"), .administeredBy, .organization,
            ] + .lifetime + [.note])
    }

    private static func grid(
        _ name: String, _ table: String, _ chinese: String, own: [Field] = []
    ) -> Layer {
        Layer(
            name: name, table: table, chineseName: chinese, geometry: .area(isRequired: false),
            key: ["code"],
            fields: [
                .code("\(chinese)代码"), .name("\(chinese)名称", isMandatory: false),
                .administeredBy, .organization,
                Field("members", .list, references: "unit-grids", aliases: ["所含单元网格"]),
            ] + own + .lifetime + [.note])
    }
}
