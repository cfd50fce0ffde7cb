public import City
import Geo

/// What is published of a city and taken as it is.
public struct Published: Sendable {
    /// A subdistrict or community of the national code list.
    public struct Division: Sendable, Hashable {
        /// Its code of nine or twelve digits.
        public var code: String
        /// Its name.
        public var name: String
        /// The code of the division that it belongs to.
        public var parent: String

        /// A division by its parts.
        public init(code: String, name: String, parent: String) {
            self.code = code
            self.name = name
            self.parent = parent
        }
    }

    /// The districts with their outlines, rows of ``City/Layer/districts``.
    public var districts: [LayerRow]
    /// The subdistricts and communities that the code list names, in the order of their codes.
    public var divisions: [Division]
    /// The catalogue of components and matters, rows of ``City/Layer/categories``.
    public var categories: [LayerRow]

    /// Published data by its parts.
    public init(districts: [LayerRow], divisions: [Division], categories: [LayerRow]) {
        self.districts = districts
        self.divisions = divisions
        self.categories = categories
    }
}
