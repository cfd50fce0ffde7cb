extension Field {
    init(
        _ column: String, _ kind: Kind, isMandatory: Bool = false, references: String? = nil,
        aliases: [String] = []
    ) {
        self.init(
            column: column, kind: kind, isMandatory: isMandatory, references: references,
            aliases: aliases)
    }

    static func code(_ aliases: String...) -> Field {
        Field("code", .areaCode, isMandatory: true, aliases: aliases)
    }

    static func name(_ aliases: String..., isMandatory: Bool = true) -> Field {
        Field("name", .text, isMandatory: isMandatory, aliases: aliases)
    }

    static func organization(_ column: String, _ aliases: String...) -> Field {
        Field(column, .text, references: "organizations", aliases: aliases)
    }

    static let organization = organization("organization", "单位代码", "责任单位代码")
    static let administeredBy = Field(
        "administered_by", .areaCode, aliases: ["上级代码", "管辖区域代码"])
    static let area = Field("area", .decimal, aliases: ["面积"])
    static let note = Field("note", .text, aliases: ["remark", "备注"])
}

extension [Field] {
    static let lifetime = [
        Field("start_date", .date, aliases: ["initialDate", "ORDate", "初始日期", "初始时间"]),
        Field("end_date", .date, aliases: ["terminationDate", "DEDate", "终止日期"]),
        Field("retirement_reason", .text, aliases: ["终止原因"]),
        Field("lineage", .list, aliases: ["沿革"]),
    ]
    static let validity = [
        Field("valid_from", .date, aliases: ["生效日期"]),
        Field("valid_to", .date, aliases: ["失效日期"]),
    ]
}
