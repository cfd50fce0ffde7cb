/// A row names an organization, a person or something else that is not registered.
struct ReferenceMissing: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        context.layer.fields.flatMap { field -> [Finding] in
            guard let target = field.references, target != Layer.categories.name else { return [] }
            let rule: Finding.Rule =
                target == Layer.organizations.name ? .organizationUnknown : .referenceMissing
            return context.findings(about: field.column, rule) { text in
                field.names(in: text).first { !context.isKnown($0, in: target) }
                    .map { Self.sentence($0, in: target, field, context) }
            }
        }
    }

    static func sentence(
        _ name: String, in target: String, _ field: Field, _ context: CheckContext
    ) -> Sentence {
        if target == Layer.people.name { return person(field) }
        let nearest = NearestNames.of(name, among: context.registered.keys[target] ?? [])
        let (meant, chineseMeant) =
            nearest.isEmpty
            ? ("", "")
            : (
                " Perhaps \(nearest.joined(separator: " or ")) is meant.",
                "是否为“\(nearest.joined(separator: "”或“"))”？"
            )
        return Sentence(
            english: """
                \(field.column): \(name) is not among the registered \(target). Register it \
                first, or correct the code.\(meant)
                """,
            chinese: """
                “\(field.chineseName)”的值“\(name)”未在\
                \(Layer.named(target)?.chineseName ?? target)中登记，请先登记或改正。\(chineseMeant)
                """,
            group: name)
    }

    /// What stands where a person's code should may be the person's name: it is not repeated.
    private static func person(_ field: Field) -> Sentence {
        Sentence(
            english: """
                \(field.column): the row names nobody of the registered people. Register the person \
                first, or write the person's code.
                """,
            chinese: "“\(field.chineseName)”未在人员中登记，请先登记，或填写人员编号。",
            group: "person \(field.column)")
    }
}

/// The registered names that a misspelt one may mean.
enum NearestNames {
    /// Up to three names at the smallest distance, if that is small beside their length.
    ///
    /// Complexity: O(names × length²), asked once for each different unknown name.
    static func of(_ name: String, among names: Set<String>) -> [String] {
        let wanted = Array(name.unicodeScalars)
        guard wanted.count >= 3, wanted.count <= 64 else { return [] }
        var limit = max(1, wanted.count / 4)
        var found: [(name: String, distance: Int)] = []
        for candidate in names {
            let scalars = Array(candidate.unicodeScalars)
            guard abs(scalars.count - wanted.count) <= limit else { continue }
            let distance = Self.distance(wanted, scalars)
            if distance <= limit {
                limit = distance
                found.append((candidate, distance))
            }
        }
        return found.filter { $0.distance == limit }.map(\.name).sorted().prefix(3).map(\.self)
    }

    /// How many characters must be changed, added or taken away (Levenshtein).
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let replaced = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
