public import City
import Foundation
import GRDB
public import Geo

extension Register {
    /// Where the rows of some categories are registered, the middle of each; nothing of a layer
    /// without categories. Complexity: O(rows of the layer).
    public func places(of layer: Layer, categories: Set<String>) throws -> [String: [Coordinate]] {
        let hasCategories = layer.fields.contains { $0.column == "category" }
        guard hasCategories, layer.geometry != .none, !categories.isEmpty else { return [:] }
        return try read { db in
            var places: [String: [Coordinate]] = [:]
            let statement = try RawStatement(db, "SELECT category, geometry FROM \(layer.table)")
            while try statement.step() {
                guard let category = statement.text(0), categories.contains(category) else {
                    continue
                }
                let middle = statement.withBytes(1) { bytes in
                    SpatialBlob.point(bytes) ?? SpatialBlob.decode(Data(bytes))?.middle
                }
                if let middle { places[category, default: []].append(middle) }
            }
            return places
        }
    }
}
