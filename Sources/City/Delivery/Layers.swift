extension Layer {
    /// Every layer that a city takes in, parents before children.
    public static let all: [Layer] = [
        categories, organizations, people, districts, subdistricts, communities, unitGrids,
        managementGrids, responsibilityGrids, evaluationGrids, roadChiefSegments, components,
        places, posts, mandates, precedence,
    ]

    /// The fields that may leave the layer's own table: of people all but names and numbers.
    public var openFields: [Field] {
        self == .people ? fields.filter { !["name", "telephone"].contains($0.column) } : fields
    }

    /// The layer of a name, or `nil`.
    public static func named(_ name: String) -> Layer? { all.first { $0.name == name } }

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

    /// Components 部件: the registered manhole covers, lamps and benches.
    public static let components = Layer(
        name: "components", table: "component", chineseName: "部件", geometry: .any,
        key: ["code"],
        fields: [
            Field(
                "code", .componentCode, isMandatory: true,
                aliases: ["GLBJBSM", "ObjID", "管理部件标识码", "部件标识码"]),
            Field(
                "category", .category, isMandatory: true, references: "categories",
                aliases: ["SmallClass", "小类代码", "小类"]),
            Field("standard", .text, aliases: ["执行标准"]),
            Field("name", .text, aliases: ["GLBJMC", "ObjName", "管理部件名称", "部件名称"]),
            .organization(
                "competent_department", "ZGBMDM", "DeptCode1", "主管部门代码"),
            .organization("owner", "QSDWDM", "DeptCode2", "权属单位代码"),
            .organization("maintainer", "YHDWDM", "DeptCode3", "养护单位代码"),
            .organization("lead_organization", "牵头单位代码"),
            Field(
                "joint_organizations", .list, references: "organizations",
                aliases: ["联合单位代码"]),
            Field(
                "responsible_person", .text, references: "people", aliases: ["责任人编号"]),
            Field("device", .text, aliases: ["设备编号"]),
            Field("state", .text, aliases: ["GLBJZT", "ObjState", "管理部件状态", "部件状态"]),
            Field("unit_grid", .areaCode, aliases: ["SZDYWGBSM", "BGID", "所在单元网格标识码"]),
            Field("subdistrict", .areaCode, aliases: ["SZJDDM", "所在街道代码"]),
            Field("community", .areaCode, aliases: ["SZSQDM", "所在社区代码"]),
            Field("initial_date", .date, aliases: ["CSRQ", "ORDate", "初始日期"]),
            Field("change_date", .date, aliases: ["BGRQ", "CHDate", "变更日期"]),
            Field("source", .text, aliases: ["SJLY", "DataSource", "数据来源"]),
            Field("location", .text, aliases: ["LocateDSC", "位置描述"]),
            Field("extension", .json, aliases: ["扩展属性"]),
            Field("note", .text, aliases: ["BZ", "备注"]),
        ])

    /// Places 专题点位: thematic layers of any number, known by theme and number.
    public static let places = Layer(
        name: "places", table: "place", chineseName: "专题点位", geometry: .any,
        key: ["theme", "number"],
        fields: [
            Field("theme", .text, isMandatory: true, aliases: ["专题"]),
            Field("number", .text, isMandatory: true, aliases: ["编号"]),
            .name("名称"), .organization, .note,
        ])

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

extension Field {
    fileprivate init(
        _ column: String, _ kind: Kind, isMandatory: Bool = false, references: String? = nil,
        aliases: [String] = []
    ) {
        self.init(
            column: column, kind: kind, isMandatory: isMandatory, references: references,
            aliases: aliases)
    }

    fileprivate static func code(_ aliases: String...) -> Field {
        Field("code", .areaCode, isMandatory: true, aliases: aliases)
    }

    fileprivate static func name(_ aliases: String..., isMandatory: Bool = true) -> Field {
        Field("name", .text, isMandatory: isMandatory, aliases: aliases)
    }

    fileprivate static func organization(_ column: String, _ aliases: String...) -> Field {
        Field(column, .text, references: "organizations", aliases: aliases)
    }

    fileprivate static let organization = organization("organization", "单位代码", "责任单位代码")
    fileprivate static let administeredBy = Field(
        "administered_by", .areaCode, aliases: ["上级代码", "管辖区域代码"])
    fileprivate static let area = Field("area", .decimal, aliases: ["面积"])
    fileprivate static let note = Field("note", .text, aliases: ["remark", "备注"])
}

extension [Field] {
    fileprivate static let lifetime = [
        Field("start_date", .date, aliases: ["initialDate", "ORDate", "初始日期", "初始时间"]),
        Field("end_date", .date, aliases: ["terminationDate", "DEDate", "终止日期"]),
        Field("retirement_reason", .text, aliases: ["终止原因"]),
        Field("lineage", .list, aliases: ["沿革"]),
    ]
}
