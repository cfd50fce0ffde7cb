import Foundation

/// Reads the texts of a file into the canonical form of their columns.
struct ValueReader: Sendable {
    let scheme: CodeScheme
    /// The kind of area whose codes stand in the column `code`, if the layer has areas.
    private let areaKind: AreaKind?
    /// The kind of a category that is written as a bare code, if that is no guess.
    private let assumedKind: CategoryKind?

    init(layer: Layer, scheme: CodeScheme) {
        self.scheme = scheme
        areaKind = AreaKind(layer: layer)
        assumedKind = layer.assumedKind
    }

    /// What a text says in a column.
    enum Reading: Sendable {
        /// Nothing, and nothing need be said.
        case nothing
        /// This, in canonical form.
        case text(String)
        /// Something that is not of the column's form; the text is kept as it is.
        case problem(ValueProblem, kept: String?)
    }

    func read(_ text: String?, of field: Field) -> Reading {
        let trimmed = text.map(Self.normal) ?? ""
        guard !trimmed.isEmpty else {
            return field.isMandatory ? .problem(.missing, kept: nil) : .nothing
        }
        do throws(ValueProblem) {
            return .text(try canonical(trimmed, field))
        } catch {
            return .problem(error, kept: trimmed)
        }
    }

    /// Without spaces around it and in one normal form: the store compares bytes, we compare
    /// characters. Most texts are so already, which is seen faster than done.
    private static func normal(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            (0x21...0x7E).contains(scalar.value) || (0x4E00...0x9FFF).contains(scalar.value)
        }
        if isPlain { return text }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
            .precomposedStringWithCanonicalMapping
    }

    private func canonical(_ text: String, _ field: Field) throws(ValueProblem) -> String {
        switch field.kind {
        case .text:
            guard text.utf8.count <= 1000 || text.count <= 1000 else {
                throw .form(
                    String(text.prefix(20)) + "…", expected: "a text of up to 1,000 characters",
                    chinese: "不超过1000字的文本")
            }
            return text
        case .integer:
            guard let number = Int(text) else {
                throw .form(text, expected: "a whole number", chinese: "整数")
            }
            return String(number)
        case .decimal:
            guard let number = Double(text), number.isFinite else {
                throw .form(text, expected: "a number", chinese: "数字")
            }
            return String(number)
        case .metres:
            guard let number = Double(text), (0...10_000).contains(number) else {
                throw .form(
                    text, expected: "a distance of 0 to 10,000 m", chinese: "0至10000米的距离")
            }
            return String(number)
        case .word(let words):
            return try Self.word(text, of: words)
        case .words(let words):
            var found: [String] = []
            for item in TextList.parse(text) { found.append(try Self.word(item, of: words)) }
            return found.joined(separator: ";")
        case .json: return try Self.object(text)
        case .list: return TextList.parse(text).joined(separator: ";")
        case .date, .category, .pattern, .patterns, .areaCode, .componentCode,
            .instant, .hours, .days, .term, .datum, .positions:
            do throws(CodeError) {
                return try canonicalCode(text, field)
            } catch {
                if case .notOfForm(let text, let expected, let chinese) = error {
                    throw .form(text, expected: expected, chinese: chinese)
                }
                throw .code(error)
            }
        }
    }

    /// A JSON object in one form, so that formats that write JSON their own way change nothing.
    private static func object(_ text: String) throws(ValueProblem) -> String {
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        guard let object = object as? [String: Any],
            let data = try? JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        else { throw .form(text, expected: "a JSON object", chinese: "JSON对象") }
        return String(decoding: data, as: UTF8.self)
    }

    private static func word(_ text: String, of words: [String]) throws(ValueProblem) -> String {
        guard words.contains(text) else {
            throw .form(
                text, expected: "one of \(words.joined(separator: ", "))",
                chinese: "“\(words.joined(separator: "、"))”之一")
        }
        return text
    }

    private func canonicalCode(_ text: String, _ field: Field) throws(CodeError) -> String {
        switch field.kind {
        case .date: return try Day(text).description
        case .category: return try CategoryKey(text, assuming: assumedKind).description
        case .pattern: return try CategoryPattern(text).description
        case .patterns:
            var patterns: [String] = []
            for item in TextList.parse(text) {
                patterns.append(try CategoryPattern(item).description)
            }
            return patterns.joined(separator: ";")
        case .componentCode: return try ComponentCode(text, scheme: scheme).text
        case .instant, .hours, .days, .term, .datum, .positions:
            return try field.kind.canonical(text)
        default:
            if field.column == "code", let kind = areaKind {
                return try AreaCode(text, kind: kind, scheme: scheme).text
            }
            try CodeError.checkFreeText(text)
            return text
        }
    }
}

/// Why a text does not suit its column.
enum ValueProblem: Error, Sendable {
    /// A mandatory column has none.
    case missing
    /// It is not a code, category or day.
    case code(CodeError)
    /// It has another form.
    case form(String, expected: String, chinese: String)

    func finding(field: Field, row: Int?) -> Finding {
        switch self {
        case .missing:
            return Finding(
                .fieldMissing, row: row,
                english: "The row has no \(field.column). Fill it in.",
                chinese: "缺少必填项“\(field.chineseName)”，请补充。", group: field.column)
        case .code(let error):
            let rule: Finding.Rule =
                switch error {
                case .notADay, .notACategory, .kindMissing: .valueForm
                default: .codeForm
                }
            return Finding(
                rule, row: row, english: "\(field.column): \(error)",
                chinese: "“\(field.chineseName)”的值不符合规定格式，请改正。",
                group: field.column)
        case .form(let text, let expected, let chinese):
            return Finding(
                .valueForm, row: row,
                english: "\(field.column): \"\(text)\" is not \(expected).",
                chinese: "“\(field.chineseName)”的值“\(text)”应为\(chinese)，请改正。",
                group: field.column)
        }
    }
}

extension Field {
    /// The Chinese name of the column, or its English one where it has none.
    var chineseName: String {
        aliases.last { $0.unicodeScalars.contains { $0.value > 0x2E80 } } ?? column
    }
}
