import Geo

/// The rules about what a row names: parents, organizations, categories, people, targets.
struct ReferenceContext {
    private let layer: Layer
    private let registered: Registered
    /// The keys of this delivery and of the register together, by layer.
    private let known: [String: Set<String>]
    private let categories: Set<CategoryKey>
    private let groups: Set<String>

    init(layer: Layer, keys: [String], registered: Registered) {
        self.layer = layer
        self.registered = registered
        var known = registered.keys
        known[layer.name, default: []].formUnion(keys)
        self.known = known
        categories = Set(registered.categories.map(\.key))
        groups = Set(registered.categories.flatMap(\.groups))
    }

    func findings(for staged: StagedRow, key: String) -> [Finding] {
        var findings: [Finding] = []
        for (field, value) in zip(layer.fields, staged.row.values) {
            guard let value else { continue }
            findings += self.findings(value, field, staged)
        }
        findings += layerFindings(staged)
        for index in findings.indices {
            findings[index].key = key
            findings[index].place = staged.row.shape?.box.centre
        }
        return findings
    }

    private func findings(_ value: String, _ field: Field, _ staged: StagedRow) -> [Finding] {
        switch field.kind {
        case .category where field.references != nil:
            return unknownCategory(value, staged, field)
        case .pattern:
            return unknownCategory(value, staged, field)
        case .patterns:
            return TextList.parse(value).flatMap { unknownCategory($0, staged, field) }
        default:
            guard let target = field.references else { return [] }
            return field.names(in: value).filter { known[target]?.contains($0) != true }.map {
                name in
                missing(name, in: target, field, staged)
            }
        }
    }

    private func missing(
        _ name: String, in target: String, _ field: Field, _ staged: StagedRow
    ) -> Finding {
        let isOrganization = target == Layer.organizations.name
        if target == Layer.people.name { return missingPerson(field, staged) }
        return Finding(
            isOrganization ? .organizationUnknown : .referenceMissing, row: staged.number,
            english: """
                \(field.column): \(name) is not among the registered \(target). Register it \
                first, or correct the code.
                """,
            chinese: """
                “\(field.chineseName)”的值“\(name)”未在\
                \(Layer.named(target)?.chineseName ?? target)中登记，请先登记或改正。
                """,
            group: name)
    }

    /// What stands where a person's code should may be the person's name: it is not repeated.
    private func missingPerson(_ field: Field, _ staged: StagedRow) -> Finding {
        Finding(
            .referenceMissing, row: staged.number,
            english: """
                \(field.column): the row names nobody of the registered people. Register the person \
                first, or write the person's code.
                """,
            chinese: "“\(field.chineseName)”未在人员中登记，请先登记，或填写人员编号。",
            group: "person \(field.column)")
    }

    private func unknownCategory(
        _ text: String, _ staged: StagedRow, _ field: Field
    ) -> [Finding] {
        let isKnown =
            switch try? CategoryPattern(text) {
            case .one(let key)?: categories.contains(key)
            case .group(let name)?: groups.contains(name)
            case .all?: true
            // What is no pattern at all was found when the row was read.
            case nil: true
            }
        guard !isKnown else { return [] }
        return [
            Finding(
                .categoryUnknown, row: staged.number,
                english: """
                    \(field.column): \(text) is not in the catalogue. Import the catalogue, add \
                    the category, or correct it.
                    """,
                chinese: "“\(text)”不在类别目录中，请导入目录、补充类别或改正。", group: text)
        ]
    }

    // MARK: Rules of single layers

    private func layerFindings(_ staged: StagedRow) -> [Finding] {
        if let kind = AreaKind(layer: layer) { return parentMissing(staged, kind) }
        switch layer {
        case .components: return codeCategory(staged)
        case .people: return personalCode(staged)
        case .posts: return targetMissing(staged)
        case .mandates: return territoryMissing(staged)
        default: return []
        }
    }

    private func value(_ column: String, _ staged: StagedRow) -> String? {
        layer.fields.firstIndex { $0.column == column }.flatMap { staged.row.values[$0] }
    }

    /// An area's parent must be registered: the one that is named, else, in the national scheme,
    /// one whose code is a prefix.
    private func parentMissing(_ staged: StagedRow, _ kind: AreaKind) -> [Finding] {
        let coarser = AreaKind.territory.filter { $0.rawValue < kind.rawValue }
        func isKnown(_ code: String, _ kind: AreaKind) -> Bool {
            known[kind.layer.name]?.contains(code) == true
        }
        if let named = value("administered_by", staged) {
            let isFound =
                named == registered.settings.code || coarser.contains { isKnown(named, $0) }
            return isFound ? [] : [orphan(staged, parent: named)]
        }
        guard registered.settings.scheme == .national, kind != .district,
            kind.nationalDigits != nil, let code = value("code", staged),
            (try? AreaCode(code, kind: kind, scheme: .national)) != nil
        else { return [] }
        let prefixes = coarser.reversed().map { ($0, String(code.prefix($0.nationalDigits ?? 0))) }
        if prefixes.contains(where: { isKnown($1, $0) }) { return [] }
        return [orphan(staged, parent: prefixes.first?.1 ?? "")]
    }

    private func orphan(_ staged: StagedRow, parent: String) -> Finding {
        Finding(
            .parentMissing, row: staged.number,
            english: """
                The area is administered by \(parent), which is not registered. Register \(parent) \
                first, or name the right one in administered_by.
                """,
            chinese: "上级区域“\(parent)”未登记，请先登记，或在“上级代码”中填写正确的上级。", group: parent)
    }

    private func codeCategory(_ staged: StagedRow) -> [Finding] {
        guard let code = value("code", staged), let category = value("category", staged),
            let stated = try? ComponentCode(code, scheme: registered.settings.scheme).categoryCode,
            let key = try? CategoryKey(category), key.code != stated
        else { return [] }
        return [
            Finding(
                .codeCategory, .warning, row: staged.number,
                english: "The code \(code) states category \(stated), the row says \(key).",
                chinese: "标识码“\(code)”中的类别\(stated)与“\(key.code)”不一致，请核对。",
                group: "\(stated) \(key)")
        ]
    }

    /// Codes of people go where names must not: into verdicts, editions and logs.
    private func personalCode(_ staged: StagedRow) -> [Finding] {
        guard let code = value("code", staged) else { return [] }
        let digits = code.filter(\.isNumber)
        let looksPersonal =
            (digits.count == 11 && digits.hasPrefix("1")) || digits.count >= 17
            || code == value("name", staged) || code == value("telephone", staged)
        guard looksPersonal else { return [] }
        return [
            Finding(
                .personCodePersonal, row: staged.number,
                english: """
                    The person's code looks like a name, telephone or identity number. Use a \
                    number that says nothing about the person.
                    """,
                chinese: "人员编号疑似姓名、电话或身份证号，请改用不含个人信息的编号。")
        ]
    }

    private func targetMissing(_ staged: StagedRow) -> [Finding] {
        var findings: [Finding] = []
        if let target = value("target_layer", staged), let code = value("target", staged),
            known[target]?.contains(code) != true, Layer.named(target) != nil
        {
            findings.append(
                missing(code, in: target, layer.field("target") ?? layer.fields[0], staged))
        }
        if value("person", staged) == nil, value("organization", staged) == nil {
            findings.append(
                Finding(
                    .fieldMissing, row: staged.number,
                    english: "The post has neither a person nor an organization. Name one.",
                    chinese: "岗位既无人员也无单位，请至少填写一项。", group: "person"))
        }
        return findings
    }

    private func territoryMissing(_ staged: StagedRow) -> [Finding] {
        guard let code = value("territory", staged),
            !AreaKind.allCases.contains(where: { known[$0.layer.name]?.contains(code) == true })
        else { return [] }
        return [
            Finding(
                .referenceMissing, row: staged.number,
                english: """
                    territory: no area \(code) is registered. Register it first, or correct the \
                    code.
                    """,
                chinese: "区域“\(code)”未登记，请先登记或改正。", group: code)
        ]
    }
}
