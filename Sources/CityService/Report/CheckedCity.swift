public import Geo

/// The city that a delivery was checked against, as far as a report shows it.
public struct CheckedCity: Sendable {
    /// Its name.
    public var name: String
    /// Its code.
    public var code: String
    /// The number of the edition that was compared; 0 before anything is published.
    public var edition: Int
    /// When the check was made, ISO 8601 in UTC.
    public var checkedAt: String
    /// Its districts, or what it has as its coarsest territory.
    public var outline: [Polygon]

    /// A city by its parts.
    public init(
        name: String, code: String, edition: Int, checkedAt: String, outline: [Polygon] = []
    ) {
        self.name = name
        self.code = code
        self.edition = edition
        self.checkedAt = checkedAt
        self.outline = outline
    }
}
