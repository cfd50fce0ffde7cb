import Foundation
public import Geo

/// Reads delivered rows into the register's form: canonical texts, shapes on the lattice.
///
/// What a row says wrongly by itself becomes a finding; what only the register can tell is left to
/// ``DeliveryCheck``.
public struct RowReader: Sendable {
    private let layer: Layer
    private let match: HeaderMatch
    private let scheme: CodeScheme
    private let defaults: [String: String]

    /// A reader of one file.
    ///
    /// - Parameter defaults: the values of columns where a row has none.
    public init(
        layer: Layer, match: HeaderMatch, scheme: CodeScheme, defaults: [String: String] = [:]
    ) {
        self.layer = layer
        self.match = match
        self.scheme = scheme
        self.defaults = defaults
    }

    /// Reads a row.
    ///
    /// - Parameter convert: takes positions of the file's reference system to degrees in CGCS2000.
    public func read(
        _ source: SourceRow, convert: ([Position]) throws -> [Position]
    ) -> (row: StagedRow, findings: [Finding]) {
        var findings: [Finding] = []
        var values: [String?] = []
        for (field, position) in zip(layer.fields, match.positions) {
            let text = position.flatMap {
                source.values.indices.contains($0) ? source.values[$0] : nil
            }
            values.append(
                value(text ?? defaults[field.column], of: field, row: source.number, &findings))
        }
        var row = LayerRow(values: values)
        if let fault = source.fault {
            findings.append(
                Finding(
                    .rowUnreadable, row: source.number, english: fault,
                    chinese: "该行无法读取：\(fault)"))
        }
        row.shape = shape(of: source, convert: convert, &findings)
        let key = row.key(in: layer)
        for index in findings.indices { findings[index].key = key }
        return (StagedRow(number: source.number, row: row), findings)
    }

    // MARK: Texts

    private func value(
        _ text: String?, of field: Field, row: Int, _ findings: inout [Finding]
    ) -> String? {
        // In one normal form: the store compares bytes, we compare characters.
        let trimmed =
            text?.trimmingCharacters(in: .whitespacesAndNewlines)
            .precomposedStringWithCanonicalMapping ?? ""
        guard !trimmed.isEmpty else {
            if field.isMandatory {
                findings.append(
                    Finding(
                        .fieldMissing, row: row,
                        english: "The row has no \(field.column). Fill it in.",
                        chinese: "缺少必填项“\(field.chineseName)”，请补充。", group: field.column))
            }
            return nil
        }
        do throws(ValueProblem) {
            return try canonical(trimmed, field)
        } catch {
            findings.append(error.finding(field: field, row: row))
            return trimmed
        }
    }

    /// A value that is not of its column's form.
    private enum ValueProblem: Error {
        case code(CodeError)
        case form(String, expected: String, chinese: String)

        func finding(field: Field, row: Int) -> Finding {
            switch self {
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

    private func canonical(_ text: String, _ field: Field) throws(ValueProblem) -> String {
        switch field.kind {
        case .text:
            guard text.count <= 1000 else {
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
        case .json:
            // In one form, so that formats that write JSON their own way change nothing.
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8))
            guard let object = object as? [String: Any],
                let data = try? JSONSerialization.data(
                    withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
            else {
                throw .form(text, expected: "a JSON object", chinese: "JSON对象")
            }
            return String(decoding: data, as: UTF8.self)
        case .list: return TextList.parse(text).joined(separator: ";")
        case .date, .category, .pattern, .patterns, .areaCode, .componentCode:
            do throws(CodeError) {
                return try canonicalCode(text, field)
            } catch {
                throw .code(error)
            }
        }
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
        case .category: return try CategoryKey(text, assuming: .component).description
        case .pattern: return try CategoryPattern(text).description
        case .patterns:
            var patterns: [String] = []
            for item in TextList.parse(text) {
                patterns.append(try CategoryPattern(item).description)
            }
            return patterns.joined(separator: ";")
        case .componentCode: return try ComponentCode(text, scheme: scheme).text
        default:
            if field.column == "code", let kind = AreaKind(layer: layer) {
                return try AreaCode(text, kind: kind, scheme: scheme).text
            }
            try CodeError.checkFreeText(text)
            return text
        }
    }

    // MARK: Geometry

    private func shape(
        of source: SourceRow, convert: ([Position]) throws -> [Position],
        _ findings: inout [Finding]
    ) -> Shape? {
        guard layer.geometry != .none else { return nil }
        guard let geometry = source.geometry else {
            if layer.geometry != .area(isRequired: false), source.fault == nil {
                findings.append(
                    Finding(
                        .geometryMissing, row: source.number,
                        english: "The row has no geometry. Survey its place.",
                        chinese: "该行没有空间位置，请补测。"))
            }
            return nil
        }
        do {
            let degrees = try geometry.mapPositions(convert)
            let shape = try Shape(snapping: degrees)
            if let problem = layer.geometry.problem(with: shape) {
                findings.append(invalid(source.number, problem.english, problem.chinese, shape))
            } else if let fault = shape.invalidity {
                findings.append(
                    Finding(
                        .geometryInvalid, row: source.number, place: fault.place,
                        english: "\(fault.english) at \(fault.place). Redraw it there.",
                        chinese: "图形在\(fault.place)处\(fault.chinese)，请重绘。",
                        group: fault.english))
            }
            return shape
        } catch let problem as SnapProblem {
            findings.append(problem.finding(row: source.number))
        } catch {
            findings.append(
                Finding(
                    .geometryInvalid, row: source.number, english: "\(error)",
                    chinese: "坐标无法转换到2000国家大地坐标系：\(error)", group: "convert"))
        }
        return nil
    }

    private func invalid(
        _ row: Int, _ english: String, _ chinese: String, _ shape: Shape
    ) -> Finding {
        Finding(
            .geometryInvalid, row: row, place: shape.vertices.first, english: english,
            chinese: chinese, group: english)
    }
}

extension Field {
    /// The Chinese name of the column, or its English one where it has none.
    var chineseName: String {
        aliases.last { $0.unicodeScalars.contains { $0.value > 0x2E80 } } ?? column
    }
}

extension GeometryRule {
    /// What is wrong with the kind of a shape, if anything.
    fileprivate func problem(with shape: Shape) -> (english: String, chinese: String)? {
        switch (self, shape) {
        case (.none, _), (.any, _), (.area, .area), (.line, .lines): nil
        case (.area, _): ("The geometry is not a polygon.", "图形不是面。")
        case (.line, _): ("The geometry is not a line.", "图形不是线。")
        }
    }
}

extension Invalidity {
    fileprivate var english: String {
        switch self {
        case .selfCrossing: "The polygon crosses itself"
        case .selfTouching: "A ring of the polygon touches itself"
        case .holeOutside: "A hole lies outside its polygon"
        case .partsOverlap: "Two parts cover the same ground"
        case .interiorCut: "Touching holes cut the polygon in two"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .selfCrossing: "自相交"
        case .selfTouching: "自接触"
        case .holeOutside: "内环在外环之外"
        case .partsOverlap: "各部分重叠"
        case .interiorCut: "被相接的内环割断"
        }
    }
}

extension SnapProblem {
    fileprivate func finding(row: Int) -> Finding {
        switch self {
        case .empty:
            Finding(
                .geometryMissing, row: row, english: "The row's geometry is empty.",
                chinese: "该行的图形为空，请补测。")
        case .offTheGlobe(let error):
            Finding(
                .geometryInvalid, row: row, english: "\(error)",
                chinese: "坐标超出经纬度范围，请检查坐标顺序和坐标系。", group: "globe")
        case .collapsed(let position):
            Finding(
                .geometryInvalid, row: row,
                english: """
                    A ring or line near \(position.x),\(position.y) is smaller than 1 cm and \
                    vanishes. Delete it or redraw it.
                    """,
                chinese: "在\(position.x),\(position.y)附近有小于1厘米的环或线，请删除或重绘。",
                group: "collapsed")
        }
    }
}
