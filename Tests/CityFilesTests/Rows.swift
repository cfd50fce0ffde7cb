import City
import CityFiles
import Geo

/// A row of a file with its texts at hand.
struct PlainRow {
    var number: Int
    var values: [String?]
    var geometry: PlanarGeometry?
    var fault: String?
}

extension VectorFile {
    /// Every row with its texts.
    func plainRows() throws -> [PlainRow] {
        var texts: [String] = []
        var rows: [PlainRow] = []
        try forEachBatch { batch in
            texts += batch.newTexts
            rows += batch.rows.map { row in
                PlainRow(
                    number: row.number, values: row.values.map { $0 < 0 ? nil : texts[Int($0)] },
                    geometry: row.geometry, fault: row.fault)
            }
        }
        return rows
    }
}
