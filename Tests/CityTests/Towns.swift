import City
import Geo

/// A town as literals: `square(2, 0)` is the block of 1,000 lattice units in column 2, row 0.
enum Town {
    static let day = Day(year: 2026, month: 3, day: 1)

    static func place(_ column: Double, _ row: Double) -> Coordinate {
        Coordinate(
            longitude: 1_200_000_000 + Int32(column * 10_000),
            latitude: 300_000_000 + Int32(row * 10_000))
    }

    static func square(
        _ west: Double, _ south: Double, _ east: Double, _ north: Double
    ) -> [Polygon] {
        let places = [
            place(west, south), place(east, south), place(east, north), place(west, north),
        ]
        return Ring(places).map { [Polygon(shell: $0)] } ?? []
    }

    static func point(_ column: Double, _ row: Double) -> Shape { .points([place(column, row)]) }

    static let settings = CitySettings(name: "Town", code: "town", scheme: .free)
    static let cover = CategoryKey(kind: .component, code: "01001")
    static let coverMatter = CategoryKey(kind: .matter, code: "01001")
    static let litter = CategoryKey(kind: .matter, code: "06010")
    static let catalogue = [
        Category(
            standard: Category.standardOf2026, key: cover, name: "cover", groups: ["manhole"]),
        Category(standard: Category.standardOf2026, key: coverMatter, name: "cover damaged"),
        Category(standard: Category.standardOf2026, key: litter, name: "litter"),
    ]

    /// Two districts side by side, each with an organization.
    static func contents() -> CityContents {
        CityContents(
            settings: settings,
            areas: [
                Area(
                    kind: .district, code: "W", organization: "west", polygons: square(0, 0, 1, 1)),
                Area(
                    kind: .district, code: "E", organization: "east", polygons: square(1, 0, 2, 1)),
            ],
            organizations: ["west", "east", "water", "roads", "clean"].map {
                Organization(code: $0, name: $0.uppercased())
            },
            categories: catalogue)
    }
}
