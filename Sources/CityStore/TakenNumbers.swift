public import City
import Foundation
import GRDB

extension Register {
    /// The numbers that were ever given under a prefix: those of the layer's codes of today and of
    /// all that its log of changes knows.
    ///
    /// Complexity: O(codes under the prefix), whatever the size of the layer.
    ///
    /// - Parameter digits: how many digits a number has; other codes do not count.
    public func numbers(
        under prefix: String, digits: Int, in layer: Layer
    ) throws -> Set<Int> {
        try read { db in
            let codes = try String.fetchAll(
                db,
                sql: """
                    SELECT row_key FROM \(layer.table)
                    WHERE row_key >= :first AND row_key <= :last
                    UNION SELECT row_key FROM change
                    WHERE layer = :layer AND row_key >= :first AND row_key <= :last
                    """,
                arguments: [
                    "first": prefix, "last": prefix + ":", "layer": layer.name,
                ])
            let length = prefix.utf8.count + digits
            return Set(
                codes.compactMap { code in
                    code.utf8.count == length ? Int(code.dropFirst(prefix.count)) : nil
                })
        }
    }
}
