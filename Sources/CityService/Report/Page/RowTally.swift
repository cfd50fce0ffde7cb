import City

/// Counts the findings of every row, to tell the rows that have most.
struct RowTally {
    /// A row with more than one finding.
    struct Row: Hashable {
        var number: Int
        var errors: Int
        var warnings: Int
        var key: String?
        var rules: Set<Finding.Rule> = []

        var findings: Int { errors + warnings }
    }

    private var errors: [Int: Int32] = [:]
    private var warnings: [Int: Int32] = [:]

    mutating func add(_ finding: Finding) {
        guard let row = finding.row else { return }
        switch finding.severity {
        case .error: errors[row, default: 0] += 1
        case .warning: warnings[row, default: 0] += 1
        case .info: break
        }
    }

    /// The rows with most findings, of those that have more than one; among equals those with more
    /// errors, and the first ones. Complexity: O(rows) for a small `count`.
    func worst(_ count: Int) -> [Row] {
        var worst: [Row] = []
        func weigh(_ row: Row) {
            guard row.findings > 1 else { return }
            if worst.count == count, let last = worst.last, !Self.isWorse(row, last) { return }
            worst.insert(row, at: worst.firstIndex { Self.isWorse(row, $0) } ?? worst.count)
            if worst.count > count { worst.removeLast() }
        }
        for (row, count) in errors {
            weigh(Row(number: row, errors: Int(count), warnings: Int(warnings[row] ?? 0)))
        }
        for (row, count) in warnings where errors[row] == nil {
            weigh(Row(number: row, errors: 0, warnings: Int(count)))
        }
        return worst
    }

    private static func isWorse(_ row: Row, _ other: Row) -> Bool {
        (row.findings, row.errors, other.number) > (other.findings, other.errors, row.number)
    }
}
