public import City
import CityStore
import Foundation

extension Deliveries {
    /// Adds a category to this city's catalogue, by a delivery of one row, because a delivery that
    /// waits needs it.
    ///
    /// - Parameters:
    ///   - subject: `component/0188`, or the bare code in a layer whose kind is known.
    ///   - standard: the catalogue it stands in; the city's own, by the city's code, if `nil`.
    /// - Returns: the edition, `nil` if the catalogue had it before, and the delivery checked again.
    /// - Throws: an error that says what is wrong with the category; nothing is changed then.
    public func addCategory(
        _ subject: String, named name: String, major: String? = nil, standard: String? = nil,
        for delivery: String
    ) throws -> (edition: Edition?, report: CheckReport) {
        let layer = try self.layer(ofDelivery: delivery)
        let key = try CategoryKey(subject, assuming: layer == .components ? .component : nil)
        let values = [
            "standard": try standard ?? settings().code, "kind": key.kind.rawValue,
            "code": key.code, "name": name, "major": major ?? Self.major(of: key.code),
        ]
        let summary = try stage(
            OneRow(values: Layer.categories.fields.map { values[$0.column] ?? nil }),
            of: "accept \(delivery)", as: .categories, progress: { _, _ in })
        let (report, outcome) = try settle(summary)
        switch outcome {
        case .published(let edition): return (edition, try check(delivery))
        case .unchanged: return (nil, try check(delivery))
        case .refused:
            throw CityServiceError.stepRefused(report.lines(file: "\(key)").first ?? "")
        }
    }

    /// The major class that a code of a standard begins with; of other codes nothing is known.
    private static func major(of code: String) -> String? {
        let isOfStandard = [4, 5].contains(code.utf8.count) && code.allSatisfy(\.isNumber)
        return isOfStandard ? String(code.prefix(2)) : nil
    }
}

/// A single row in the columns of its layer.
private struct OneRow: RowSource {
    let values: [String?]
    var rowCount: Int? { 1 }

    func forEachBatch(
        into line: ReadingLine, _ visit: (SourceBatch) throws -> Void
    ) throws {
        var collector = SourceCollector()
        try collector.add(number: 1, values: values, geometry: nil, visit)
        try collector.finish(visit)
    }
}
