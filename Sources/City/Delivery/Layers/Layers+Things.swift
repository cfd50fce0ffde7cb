extension Layer {
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
}
