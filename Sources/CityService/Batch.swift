import City
import Foundation
import Geo

extension LiveCity {
    /// Answers a month of cases: a CSV text with a header in, one with the answers out.
    ///
    /// In: `id`, `lon`, `lat` and, if there are, `crs`, `category` and `time`, in any order of
    /// columns. Out: the id and ``CityIndex/batchColumns``, in the order of the rows. Equal
    /// questions to one edition give equal bytes.
    ///
    /// - Throws: ``CityServiceError/batchRows(_:count:)`` if any row cannot be asked: all or nothing.
    public func answerBatch(
        _ text: String, progress: (_ done: Int) -> Void = { _ in }
    ) throws -> (text: String, count: Int) {
        let index = index
        var columns: BatchColumns?
        var answers = SeparatedText.line(["id"] + CityIndex.batchColumns)
        var faults: [String] = []
        var faultCount = 0
        var count = 0
        try SeparatedText.forEachRecord(of: text) { record in
            guard let columns else {
                columns = try BatchColumns(header: record.fields)
                return
            }
            count += 1
            do {
                let verdict = try verdict(columns.request(record), by: index)
                answers += SeparatedText.line(
                    [columns.id(record)] + index.batchValues(verdict))
            } catch {
                faultCount += 1
                if faults.count < 20 { faults.append("line \(record.line): \(error)") }
            }
            if count.isMultiple(of: 1000) { progress(count) }
        }
        if columns == nil { throw CityServiceError.emptyFile("The batch") }
        if faultCount > 0 { throw CityServiceError.batchRows(faults, count: faultCount) }
        progress(count)
        return (answers, count)
    }
}

/// Where the columns of a batch stand.
private struct BatchColumns {
    private let positions: [String: Int]

    init(header: [String]) throws {
        let names = header.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        positions = Dictionary(
            names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for column in ["id", "lon", "lat"] where positions[column] == nil {
            throw CityServiceError.batchColumnMissing(column, headers: header)
        }
    }

    private func value(_ column: String, _ record: SeparatedText.Record) -> String? {
        guard let position = positions[column], record.fields.indices.contains(position) else {
            return nil
        }
        let text = record.fields[position].trimmingCharacters(in: .whitespaces)
        return text.isEmpty ? nil : text
    }

    func id(_ record: SeparatedText.Record) -> String { value("id", record) ?? "" }

    func request(_ record: SeparatedText.Record) -> LiveCity.Request {
        var request = LiveCity.Request()
        request.at = "\(value("lon", record) ?? ""),\(value("lat", record) ?? "")"
        request.referenceSystem = value("crs", record)
        request.category = value("category", record)
        request.time = value("time", record)
        return request
    }
}
