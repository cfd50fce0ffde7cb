import Foundation

extension DeliveredRows {
    /// Lets the texts of a column go that hold what belongs to people: names wherever they are the
    /// rule, numbers where there is one.
    ///
    /// Complexity: O(rows), each different text looked at once.
    public mutating func leaveOut(_ kind: PersonalColumns.Kind, in column: String) {
        guard let index = table.layer.fields.firstIndex(where: { $0.column == column }) else {
            return
        }
        var isPersonal: [Int32: Bool] = [:]
        for row in 0..<table.count where table.columns[index][row] >= 0 {
            let text = table.columns[index][row]
            let isKnown =
                isPersonal[text]
                ?? (kind == .name || PersonalForms.holdsNumber(texts[text]))
            isPersonal[text] = isKnown
            if isKnown { table.fill(index, row: row, with: TextPool.none) }
        }
    }

    /// Lets the extension attributes go that look as if they held people.
    ///
    /// Some thousand different texts, spread over all, are looked at; the others are only read if
    /// something was found.
    ///
    /// - Returns: the attributes, in the order of their names.
    public mutating func leaveOutPersonalExtensions() -> [PersonalColumns.Column] {
        guard let index = table.layer.fields.firstIndex(where: { $0.column == "extension" }) else {
            return []
        }
        let different = Set(table.columns[index]).subtracting([TextPool.none]).sorted()
        let step = max(1, different.count / Self.lookedAt)
        let objects = stride(from: 0, to: different.count, by: step)
            .map { Self.object(texts[different[$0]]) }
        let names = Set(objects.flatMap(\.keys)).sorted()
        let found = PersonalColumns(
            headers: names, rows: objects.map { object in names.map { Self.text(object[$0]) } }
        ).columns
        guard !found.isEmpty else { return [] }
        let personal = Set(found.map(\.header))
        var places: [Int32: Int32] = [:]
        for text in different {
            var object = Self.object(texts[text])
            let count = object.count
            for name in personal { object[name] = nil }
            guard object.count < count else { continue }
            places[text] = object.isEmpty ? TextPool.none : texts.place(of: Self.json(object))
        }
        for row in 0..<table.count {
            if let place = places[table.columns[index][row]] {
                table.fill(index, row: row, with: place)
            }
        }
        return found
    }

    private static let lookedAt = 5000

    private static func object(_ text: String) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }

    private static func text(_ value: Any?) -> String? {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }

    /// The one form in which the register keeps an object.
    private static func json(_ object: [String: Any]) -> String {
        let data = try? JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension PersonalForms {
    /// Whether a text holds a telephone or identity number.
    static func holdsNumber(_ text: String) -> Bool {
        telephones(among: [text]) > 0 || identityNumbers(among: [text]) > 0
    }
}

extension PersonalColumns.Column {
    /// What is said of the column when a file is read; none of its values is repeated.
    public func finding(in layer: Layer) -> Finding {
        // A file without headers has its first row in their place.
        let isValue = PersonalForms.holdsNumber(header)
        var shown = self
        if isValue { shown.header = "#\(position + 1)" }
        let (english, chinese) = layer == .components ? Self.advice : ("", "")
        return Finding(
            .personalColumn, .warning, row: nil, english: shown.english + english,
            chinese: shown.chinese + chinese, group: shown.header)
    }

    private static let advice = (
        """
         Who answers for components is told in posts: person, target_layer components and the \
        component's code as target.
        """, "部件的负责人请在岗位图层中提交：人员编号、对象图层 components、对象代码为部件标识码。"
    )
}
