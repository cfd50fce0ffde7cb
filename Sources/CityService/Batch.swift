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
        var reader: BatchReader?
        var answers: [UInt8] = []
        SeparatedText.append(["id"] + CityIndex.batchColumns, to: &answers)
        var faults: [String] = []
        var faultCount = 0
        var count = 0
        try SeparatedText.forEachRecord(of: text) { record in
            guard reader != nil else {
                reader = try BatchReader(header: record.fields, live: self, index: index)
                return
            }
            count += 1
            do {
                guard let (id, query) = try reader?.query(record) else { return }
                let verdict = index.verdict(for: query)
                try refuseSwappedAxes(verdict, index)
                SeparatedText.append([id] + index.batchValues(verdict), to: &answers)
            } catch {
                faultCount += 1
                if faults.count < 20 { faults.append("line \(record.line): \(error)") }
            }
            if count.isMultiple(of: 1000) { progress(count) }
        }
        if reader == nil { throw CityServiceError.emptyFile("The batch") }
        if faultCount > 0 { throw CityServiceError.batchRows(faults, count: faultCount) }
        progress(count)
        return (String(decoding: answers, as: UTF8.self), count)
    }
}

/// Reads the rows of a batch as queries. A batch says few different categories and days: each is
/// understood once.
private struct BatchReader {
    private let live: LiveCity
    private let index: CityIndex
    private let positions: [String: Int]
    private var categories: [String: Int32?] = [:]
    private var days: [String: Day] = [:]

    init(header: [String], live: LiveCity, index: CityIndex) throws {
        self.live = live
        self.index = index
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
        let field = record.fields[position]
        let isTidy = field.utf8.first.map { $0 > 0x20 } ?? true && field.utf8.last != 0x20
        let text = isTidy ? field : field.trimmingCharacters(in: .whitespaces)
        return text.isEmpty ? nil : text
    }

    mutating func query(_ record: SeparatedText.Record) throws -> (id: String, query: Query) {
        let (longitude, latitude) = (value("lon", record) ?? "", value("lat", record) ?? "")
        guard let x = Double(longitude), let y = Double(latitude) else {
            throw CityServiceError.notACoordinate("\(longitude),\(latitude)")
        }
        let position = try live.position(x, y, in: value("crs", record))
        let query = Query(
            place: try Coordinate(longitudeDegrees: position.x, latitudeDegrees: position.y),
            residue: Residue(longitudeDegrees: position.x, latitudeDegrees: position.y),
            category: try category(value("category", record)),
            day: try day(value("time", record)))
        return (value("id", record) ?? "", query)
    }

    private mutating func category(_ text: String?) throws -> Int32? {
        guard let text else { return nil }
        if let known = categories[text] { return known }
        let number = index.number(of: try live.category(text, of: index))
        categories[text] = number
        return number
    }

    private mutating func day(_ text: String?) throws -> Day {
        guard let text else { return live.day }
        if let known = days[text] { return known }
        let day = try Day(text)
        days[text] = day
        return day
    }
}
