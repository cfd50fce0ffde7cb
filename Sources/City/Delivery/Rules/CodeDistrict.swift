import Geo

/// A component's code begins with the district where it stands, or with one that administers that
/// place: development zones do not follow their codes.
///
/// Source: the first six digits of the identifier are the county's, GB/T 47678.5-2026 and
/// GB/T 30428.2-2013 as transcribed in public code.
struct CodeDistrict: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components, context.registered.settings.scheme == .national,
            let ground = DistrictGround(context.registered)
        else { return [] }
        let shapes = context.delivered.shapes
        var findings: [Finding] = []
        context.forEachRow(saying: "code") { row, text in
            guard
                let stated = context.texts.withUTF8(text, { DistrictGround.district(ofCode: $0) })
            else { return }
            guard ground.knows(stated) else {
                findings.append(Self.stranger(stated, row, context))
                return
            }
            if let point = shapes.point(row) {
                guard !ground.isOf(stated, at: point) else { return }
            } else {
                let vertices = shapes[row]?.vertices ?? []
                guard !vertices.isEmpty, !vertices.contains(where: { ground.isOf(stated, at: $0) })
                else { return }
            }
            findings.append(Self.neighbour(stated, row, ground, context))
        }
        return findings
    }

    private static func stranger(_ stated: Int32, _ row: Int, _ context: CheckContext) -> Finding {
        context.finding(
            .codeDistrict, row: row,
            english: """
                The code begins with \(stated), which is no district of this city. Correct the \
                code, or register the district.
                """,
            chinese: "标识码前六位\(stated)不是本市的区县，请改正标识码，或先登记该区县。",
            group: "\(stated)")
    }

    private static func neighbour(
        _ stated: Int32, _ row: Int, _ ground: DistrictGround, _ context: CheckContext
    ) -> Finding {
        let right = context.delivered.shapes.centre(row).map { ground.districts(at: $0) } ?? []
        let names = right.map(String.init)
        let english = names.isEmpty ? "another district" : names.joined(separator: " or ")
        let chinese = names.isEmpty ? "其他区县" : names.joined(separator: "或")
        return context.finding(
            .codeDistrict, .warning, row: row,
            english: """
                The code begins with \(stated), the place lies in \(english). Correct the code or \
                the place; if \(stated) administers it, say so in administered_by of its area.
                """,
            chinese: """
                标识码前六位\(stated)与所在区县\(chinese)不一致，请改正标识码或位置；\
                如由\(stated)管辖，请在区域的“上级代码”中注明。
                """,
            group: "\(stated) \(names.joined(separator: " "))")
    }
}
