import City
import CityFiles
import DemoCity
import Foundation

/// Reads what is published of a city out of the folder `gisdata`.
enum PublishedFiles {
    private static let catalogues = ["components-2026", "matters-2026"]

    /// The published data of a city.
    ///
    /// - Parameter folders: where the folder may be.
    /// - Throws: ``CityServiceError/noPublishedData(city:folders:)`` if it is in none of them.
    static func read(_ city: String, in folders: [String]) throws -> Published {
        let found = folders.first {
            FileManager.default.fileExists(atPath: "\($0)/china/\(city)/districts.geojson")
        }
        guard let folder = found else {
            throw CityServiceError.noPublishedData(city: city, folders: folders)
        }
        return Published(
            districts: try rows("\(folder)/china/\(city)/districts.geojson", .districts),
            divisions: try divisions("\(folder)/china/\(city)/divisions.csv"),
            categories: try catalogues.flatMap {
                try rows("\(folder)/catalogue/\($0).csv", .categories)
            })
    }

    private static func rows(_ path: String, _ layer: Layer) throws -> [LayerRow] {
        let file = try VectorFile(path: path)
        let match = try HeaderMatch(headers: file.fields, layer: layer)
        var reader = RowReader(layer: layer, match: match, scheme: .national)
        try file.forEachBatch { reader.read($0) { $0 } }
        let rows = reader.finish()
        if let finding = rows.findings.first(where: { $0.severity == .error }) {
            throw CityServiceError.demoRefused(layer: layer.name, line: finding.line(file: path))
        }
        return (0..<rows.table.count).map { rows.table.row($0, rows.texts) }
    }

    private static func divisions(_ path: String) throws -> [Published.Division] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CityServiceError.noTextFile(path)
        }
        var divisions: [Published.Division] = []
        try SeparatedText.forEachRecord(of: String(decoding: bytes, as: UTF8.self)) { record in
            guard record.fields.count == 4, record.fields[0] != "code" else { return }
            divisions.append(
                Published.Division(
                    code: record.fields[0], name: record.fields[1], parent: record.fields[3]))
        }
        return divisions
    }
}
