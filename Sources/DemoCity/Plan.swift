public import City
import Geo

/// A city as it will be: grown once, then asked for the rows of its layers.
///
/// ```swift
/// let plan = Plan(city: .shenyang, seed: 1, published: published)
/// plan.forEachRow(of: .components) { stage($0) }
/// ```
///
/// The same preset, seed, number of components and published data give the same rows in the same
/// order. Complexity: growing takes time in the number of unit grids (Shenyang some seconds in a
/// release build); components are made as they are asked for and held nowhere.
public struct Plan: Sendable {
    /// Which city it is.
    public let preset: Preset
    /// The seed from which it grew.
    public let seed: UInt64
    /// How many components it has.
    public let components: Int
    let published: Published
    let ground: Ground
    let names: TerritoryNames
    let chart: OrganizationChart
    let segments: [Segment]
    let staff: Staff
    let stream: ComponentStream

    /// The layers of a grown city in the order in which they can be delivered.
    public static let layers: [Layer] = [
        .categories, .organizations, .people, .districts, .subdistricts, .communities, .unitGrids,
        .responsibilityGrids, .roadChiefSegments, .components, .places, .posts, .mandates,
        .precedence,
    ]

    /// Grows a city.
    ///
    /// - Parameters:
    ///   - seed: what makes this city another one than its sisters.
    ///   - components: how many components; as many as the preset says if not told.
    public init(city: Preset, seed: UInt64 = 1, components: Int? = nil, published: Published) {
        preset = city
        self.seed = seed
        self.components = components ?? city.components
        self.published = published
        let districts = Self.districts(published.districts, of: city)
        var ground = Ground(
            city, districts.map { ($0.title.code, $0.polygons) }, seed: seed)
        names = TerritoryNames(
            ground, districts: districts.map(\.title), published.divisions)
        chart = OrganizationChart(city, ground, names)
        segments = SegmentChoice(ground, wanted: city.segments).segments()
        for segment in segments { ground.mesh.widen(segment.vertices, to: segment.halfWidth) }
        self.ground = ground
        staff = Staff(
            ground, names, chart, segments, segmentCodes: Self.codes(of: segments, ground, names),
            gridCodes: Self.responsibilityCodes(ground))
        let catalogue = Category.read(published.categories)
        stream = ComponentStream(
            preset: city, ground: ground, mix: ComponentMix(catalogue), chart: chart, staff: staff,
            seed: seed)
    }

    private static func districts(
        _ rows: [LayerRow], of city: Preset
    ) -> [(title: TerritoryNames.Title, polygons: [Polygon])] {
        let (code, name) = (Layer.districts.position("code"), Layer.districts.position("name"))
        return rows.compactMap { row in
            guard let code = row.values[code], let shape = row.shape,
                city.districts.isEmpty || city.districts.contains(code)
            else { return nil }
            return (TerritoryNames.Title(code: code, name: row.values[name] ?? ""), shape.polygons)
        }.sorted { $0.title.code < $1.title.code }
    }

    /// The codes of the segments: their district's, an L and a number.
    static func codes(
        of segments: [Segment], _ ground: Ground, _ names: TerritoryNames
    ) -> [String] {
        var counts = Array(repeating: 0, count: ground.outlines.count)
        return segments.map { segment in
            let district = ground.subdistricts[segment.subdistrict].parent
            counts[district] += 1
            return names.districts[district].code + "L" + Digits.padded(counts[district], 4)
        }
    }

    /// The codes of the responsibility grids, in their order.
    static func responsibilityCodes(_ ground: Ground) -> [String] {
        ground.responsibilities.indices.map { "ZR" + Digits.padded($0 + 1, 5) }
    }
}

extension Layer {
    /// The place of a column that the layer has.
    func position(_ column: String) -> Int {
        guard let position = fields.firstIndex(where: { $0.column == column }) else {
            preconditionFailure("The layer \(name) has no column \(column).")
        }
        return position
    }
}

extension Category {
    /// The categories of catalogue rows, as far as a city is grown from them.
    static func read(_ rows: [LayerRow]) -> [Category] {
        let layer = Layer.categories
        let positions = ["standard", "kind", "code", "name", "major", "groups"].map(layer.position)
        return rows.compactMap { row in
            let values = positions.map { row.values[$0] }
            guard let kind = values[1].flatMap(CategoryKind.init(rawValue:)), let code = values[2]
            else { return nil }
            return Category(
                standard: values[0] ?? "", key: CategoryKey(kind: kind, code: code),
                name: values[3] ?? "", major: values[4],
                groups: values[5]?.split(separator: ";").map(String.init) ?? [])
        }
    }
}
