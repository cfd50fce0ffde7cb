public import Geo

/// What is asked of a collection: which features, how many, and after which one.
///
/// A value; ``CityStore`` alone makes SQL of it.
public struct FeatureQuery: Hashable, Sendable {
    /// The collection.
    public var collection: FeatureCollection
    /// The ground that features must touch, as boxes of which one suffices; `nil` is everywhere.
    ///
    /// Features of a collection without places are on every ground.
    public var boxes: [Box]?
    /// The days on one of which features must hold; those that do not say when hold always.
    public var days: DayInterval?
    /// What columns must equal, all of it.
    public var filters: [Filter] = []
    /// How many features are wanted at most.
    public var limit: Int
    /// The key after which the page begins, in the order of the keys' bytes.
    public var after: String?

    /// How many features a page has if nothing is said, and at most.
    public static let limits = (usual: 100, most: 10_000)

    /// A value that a column must have.
    public struct Filter: Hashable, Sendable {
        /// The column, one of the collection's.
        public let column: String
        /// The value.
        public let value: Value
    }

    /// What a column is compared with.
    public enum Value: Hashable, Sendable {
        /// A text, equal byte by byte.
        case text(String)
        /// A number.
        case number(Double)
    }

    /// Every feature of a collection, page by page.
    public init(_ collection: FeatureCollection, limit: Int = FeatureQuery.limits.usual) {
        self.collection = collection
        self.limit = limit
    }

    /// Asks for features with a value in a column.
    ///
    /// - Throws: ``FeatureQueryError`` if the collection has no such column, or it holds numbers
    ///   and this is none.
    public mutating func require(
        _ column: String, _ text: String
    ) throws(FeatureQueryError) {
        guard let field = collection.layer.field(column) else {
            throw .unknownColumn(column, known: collection.layer.fields.map(\.column))
        }
        if field.isNumber {
            guard let number = Double(text), number.isFinite else {
                throw .notANumber(text, of: column)
            }
            filters.append(Filter(column: column, value: .number(number)))
        } else {
            filters.append(Filter(column: column, value: .text(text)))
        }
    }

    /// Whether every feature of the collection is wanted.
    public var isWhole: Bool {
        (boxes == nil || !collection.hasGeometry) && filters.isEmpty
            && (days == nil || collection.period == nil)
    }
}
