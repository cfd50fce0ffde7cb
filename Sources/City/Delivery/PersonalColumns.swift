/// Which columns of a delivered table look as if they held people: names, telephone numbers,
/// identity numbers.
///
/// Such columns belong into the layer of people. Elsewhere they are not to become public, and no
/// value of theirs is ever repeated.
public struct PersonalColumns: Hashable, Sendable {
    /// A column that looks personal.
    public struct Column: Hashable, Sendable {
        /// Its place in the file.
        public var position: Int
        /// Its header.
        public var header: String
        /// What it seems to hold.
        public var kind: Kind
        /// Why it seems so.
        public var evidence: Evidence
    }

    /// What of a person a column holds.
    public enum Kind: Hashable, Sendable {
        /// Names 姓名.
        case name
        /// Telephone numbers 电话.
        case telephone
        /// Numbers of identity cards 身份证号.
        case identityNumber
    }

    /// Why a column seems personal.
    public enum Evidence: Hashable, Sendable {
        /// Its header says so.
        case header
        /// So many of so many values have the form.
        case values(Int, of: Int)
    }

    /// The columns that look personal, in the file's order.
    public let columns: [Column]

    /// Looks at the headers and some rows of a table; a thousand rows are enough.
    ///
    /// Complexity: O(values).
    public init(headers: [String], rows: [[String?]]) {
        columns = headers.enumerated().compactMap { position, header in
            let values = rows.compactMap { row -> String? in
                guard row.indices.contains(position), let value = row[position] else { return nil }
                return value.isEmpty ? nil : value
            }
            guard let (kind, evidence) = Self.judge(header, values) else { return nil }
            return Column(position: position, header: header, kind: kind, evidence: evidence)
        }
    }

    private static func judge(_ header: String, _ values: [String]) -> (Kind, Evidence)? {
        if let kind = PersonalHeader.kind(of: header) { return (kind, .header) }
        let numbers = PersonalForms.identityNumbers(among: values)
        if isMuch(numbers, of: values) {
            return (.identityNumber, .values(numbers, of: values.count))
        }
        let telephones = PersonalForms.telephones(among: values)
        if isMuch(telephones, of: values) {
            return (.telephone, .values(telephones, of: values.count))
        }
        let names = PersonalForms.names(among: values)
        if values.count >= 10, 10 * names >= 9 * values.count {
            return (.name, .values(names, of: values.count))
        }
        return nil
    }

    /// A few numbers in a column of remarks are as personal as a column of them.
    private static func isMuch(_ count: Int, of values: [String]) -> Bool {
        count >= 3 || (count > 0 && 5 * count >= values.count)
    }
}

extension PersonalColumns.Column {
    /// What the column seems to hold and why, in English; without any value.
    public var english: String {
        let what =
            switch kind {
            case .name: "names of people"
            case .telephone: "telephone numbers"
            case .identityNumber: "identity numbers"
            }
        let reason =
            switch evidence {
            case .header: "as its header says"
            case .values(let count, let all): "in \(count) of \(all) rows looked at"
            }
        return """
            The column \(header) seems to hold \(what), \(reason). It is not published; deliver \
            people as the layer people, and name them by their codes.
            """
    }

    /// What the column seems to hold and why, in Chinese; without any value.
    public var chinese: String {
        let what =
            switch kind {
            case .name: "人员姓名"
            case .telephone: "电话号码"
            case .identityNumber: "身份证号"
            }
        let reason =
            switch evidence {
            case .header: "据字段名"
            case .values(let count, let all): "抽查\(all)行中有\(count)行"
            }
        return "字段“\(header)”疑为\(what)（\(reason)），不予公开；请将人员作为人员图层提交，并以人员编号引用。"
    }
}
