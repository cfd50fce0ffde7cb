public import Geo

/// Something that is near a place.
public struct Nearby: Hashable, Sendable {
    /// Its number among its kind: a component's, or a place's.
    public var number: Int32
    /// Its place nearest to where it was asked: of an area in which that lies, it is that place itself.
    public var place: Coordinate
    /// How far away that is, in metres.
    public var metres: Double
}

extension CityIndex {
    /// The numbers of the categories of components that a pattern speaks about.
    func components(of pattern: CategoryPattern) -> [Int32] {
        catalogue.categories.indices.filter { number in
            let category = catalogue.categories[number]
            guard category.key.kind == .component else { return false }
            return switch pattern {
            case .one(let key): category.key == key
            case .group(let name): category.groups.contains(name)
            case .all: true
            }
        }.map { Int32($0) }
    }

    /// Whether the catalogue has a category of components that a pattern speaks about.
    public func hasComponents(of pattern: CategoryPattern) -> Bool {
        !components(of: pattern).isEmpty
    }

    /// The components of a category or group nearest to a place, the nearest first; of equally near
    /// ones the lower code.
    ///
    /// - Parameters:
    ///   - metres: how far to search.
    ///   - limit: how many are wanted.
    /// - Complexity: O(components within four times the distance of the last one).
    public func nearby(
        _ pattern: CategoryPattern, around place: Coordinate, within metres: Double, limit: Int
    ) -> [Nearby] {
        let categories = components(of: pattern)
        let found = Self.nearest(within: metres, limit: limit) { radius, take in
            for category in categories {
                components.forEach(
                    ofCategory: category, around: Metric(at: place), within: radius, visit: take)
            }
        }
        return found.map { ($0, components.code(of: $0.number)) }
            .sorted { ($0.0.metres, $0.1.bytes) < ($1.0.metres, $1.1.bytes) }
            .prefix(limit).map { Nearby($0.0) }
    }

    /// The code of a component.
    public func code(ofComponent number: Int32) -> String { components.code(of: number) }

    /// The name of a component, or that of its category if it has none.
    public func name(ofComponent number: Int32) -> String {
        let name = components.name(of: number)
        return name.isEmpty ? catalogue.categories[Int(category(ofComponent: number))].name : name
    }

    /// The key of the category of a component.
    public func categoryKey(ofComponent number: Int32) -> CategoryKey {
        catalogue.categories[Int(category(ofComponent: number))].key
    }

    /// What a search finds within the smallest of growing radii that holds enough, in no useful order.
    fileprivate static func nearest(
        within metres: Double, limit: Int,
        _ search: (_ radius: Double, _ take: (NearFeature) -> Void) -> Void
    ) -> [NearFeature] {
        var radius = min(metres, firstRadius)
        while true {
            var found: [NearFeature] = []
            search(radius) { found.append($0) }
            if found.count >= limit || radius >= metres { return found }
            radius = min(metres, radius * 4)
        }
    }

    /// What is usual is searched at once, in metres.
    private static let firstRadius = 100.0
}

extension PlaceBook {
    /// The places of a theme nearest to a place, the nearest first; of equally near ones the lower
    /// code.
    ///
    /// - Complexity: O(places within four times the distance of the last one).
    public func nearby(
        theme: String, around place: Coordinate, within metres: Double, limit: Int
    ) -> [Nearby] {
        guard let wanted = themes.firstIndex(of: theme) else { return [] }
        let found = CityIndex.nearest(within: metres, limit: limit) { radius, take in
            index.forEach(around: Metric(at: place), within: radius) {
                if themeNumber(of: $0.number) == wanted { take($0) }
            }
        }
        return found.sorted { ($0.metres, $0.number) < ($1.metres, $1.number) }
            .prefix(limit).map { Nearby($0) }
    }
}

extension Nearby {
    fileprivate init(_ feature: NearFeature) {
        self.init(number: feature.number, place: feature.place, metres: feature.metres)
    }
}
