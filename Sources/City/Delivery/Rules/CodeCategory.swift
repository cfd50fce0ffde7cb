/// A component's code states another category than its row.
struct CodeCategory: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components, context.registered.settings.scheme == .national
        else { return [] }
        let categories = context.delivered.column("category")
        var keys: [Int32: CategoryKey] = [:]
        var successors: [Successor: Bool] = [:]
        var findings: [Finding] = []
        context.forEachRow(saying: "code") { row, text in
            let category = categories[row]
            guard category >= 0 else { return }
            if keys[category] == nil {
                keys[category] = try? CategoryKey(context.texts[category])
            }
            guard let key = keys[category],
                let stated = Self.stated(context.texts, text), stated != key.code
            else { return }
            // A code keeps the class of its own standard when the row's category is a later one.
            let pair = Successor(stated: stated, category: category)
            let isSuccessor =
                successors[pair]
                ?? context.registered.equivalents.has(
                    key, after: CategoryKey(kind: key.kind, code: stated))
            successors[pair] = isSuccessor
            guard !isSuccessor else { return }
            let code = context.texts[text]
            findings.append(
                context.finding(
                    .codeCategory, .warning, row: row,
                    english: "The code \(code) states category \(stated), the row says \(key).",
                    chinese: "标识码“\(code)”中的类别\(stated)与“\(key.code)”不一致，请核对。",
                    group: "\(stated) \(key)"))
        }
        return findings
    }

    private struct Successor: Hashable {
        var stated: String
        var category: Int32
    }

    /// The category that a code states; `nil` for a code of another form.
    private static func stated(_ texts: TextPool, _ code: Int32) -> String? {
        texts.withUTF8(code) { bytes in
            guard bytes.count == 17 || bytes.count == 16 else { return nil }
            return String(decoding: bytes[6..<bytes.count - 6], as: UTF8.self)
        }
    }
}
