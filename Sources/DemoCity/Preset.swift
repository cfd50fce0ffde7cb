// DemoCity grows a city of the published size from a seed: territory, streets, components, those
// who answer for them.
//
// Outlines of districts and the names of subdistricts and communities are published ones; all else
// is invented. The same seed and the same published data give the same rows, byte for byte. The
// module knows no disk, no clock and no other randomness than its own. Start reading at `Plan`,
// which hands out rows; `Ground` is how the land is cut.

import Geo

/// A city that can be grown, with the sizes that were published of it.
///
/// Sizes that nobody published (marked so) are chosen to go with the others.
public struct Preset: Sendable, Hashable {
    /// The name by which the city is asked for, and the folder of its published data.
    public var name: String
    /// The city's own name.
    public var cityName: String
    /// The city's code of six digits.
    public var code: String
    /// The built-up part in square kilometres.
    public var squareKilometres: Double
    /// The codes of the districts that take part; all published ones if none is named.
    public var districts: [String] = []
    /// How many subdistricts.
    public var subdistricts: Int
    /// How many communities.
    public var communities: Int
    /// How many unit grids.
    public var unitGrids: Int
    /// How many responsibility grids.
    public var responsibilityGrids: Int
    /// How many road-chief segments.
    public var segments: Int
    /// How many organizations of the city.
    public var cityOrganizations: Int
    /// How many organizations of the districts, subdistrict offices among them.
    public var districtOrganizations: Int
    /// How many components, unless another number is asked for.
    public var components: Int
    /// Which share of the components are covers.
    public var coverShare: Double
    /// Whether every cover names a person.
    public var namesHolders = false
    /// Where the city is built up: longitude and latitude in degrees, and the share of the area.
    var centres: [(longitude: Double, latitude: Double, share: Double)]

    /// The centres on the lattice.
    var seats: [(place: Coordinate, share: Double)] {
        centres.map { centre in
            let units = Coordinate.unitsPerDegree
            return (
                Coordinate(
                    longitude: Int32((centre.longitude * units).rounded()),
                    latitude: Int32((centre.latitude * units).rounded())), centre.share
            )
        }
    }

    /// Presets are equal if their names are: there is one of each.
    public static func == (left: Preset, right: Preset) -> Bool { left.name == right.name }

    /// The name is what identifies a preset.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// Every city that can be grown.
    public static let all = [shenyang, kaifeng, nanchang, shigatse]

    /// The city of a name, or `nil`.
    public static func named(_ name: String) -> Preset? { all.first { $0.name == name } }

    /// Shenyang 沈阳市.
    public static let shenyang = Preset(
        name: "shenyang", cityName: "沈阳市", code: "210100", squareKilometres: 765,
        subdistricts: 99, communities: 1_047, unitGrids: 51_495, responsibilityGrids: 1_093,
        segments: 4_784, cityOrganizations: 27, districtOrganizations: 378, components: 120_000,
        coverShare: 0.42,
        centres: [
            (123.405, 41.803, 0.925), (122.733, 41.513, 0.02), (122.8313, 41.983, 0.025),
            (123.352, 42.742, 0.015), (123.408, 42.502, 0.015),
        ])

    /// Kaifeng 开封市: 780,000 components; territory and organizations are not published.
    public static let kaifeng = Preset(
        name: "kaifeng", cityName: "开封市", code: "410200", squareKilometres: 151,
        subdistricts: 33, communities: 246, unitGrids: 10_200, responsibilityGrids: 260,
        segments: 1_180, cityOrganizations: 27, districtOrganizations: 216, components: 780_000,
        coverShare: 0.34,
        centres: [
            (114.335, 34.795, 0.76), (114.775, 34.552, 0.06), (114.463, 34.478, 0.05),
            (114.19, 34.412, 0.06), (114.82, 34.826, 0.07),
        ])

    /// Nanchang 南昌市: 108,549 covers, each with a holder; territory and organizations are not
    /// published.
    public static let nanchang = Preset(
        name: "nanchang", cityName: "南昌市", code: "360100", squareKilometres: 366.7,
        subdistricts: 62, communities: 530, unitGrids: 24_600, responsibilityGrids: 560,
        segments: 2_560, cityOrganizations: 27, districtOrganizations: 251, components: 108_549,
        coverShare: 1, namesHolders: true,
        centres: [
            (115.905, 28.675, 0.91), (115.549, 28.845, 0.03), (116.265, 28.377, 0.04),
            (115.728, 28.714, 0.02),
        ])

    /// Shigatse 日喀则市: four districts with 118.4 km² of grids, 403 people in them.
    public static let shigatse = Preset(
        name: "shigatse", cityName: "日喀则市", code: "540200", squareKilometres: 118.4,
        districts: ["540202", "540221", "540222", "540228"], subdistricts: 9, communities: 43,
        unitGrids: 6_453, responsibilityGrids: 403, segments: 620, cityOrganizations: 27,
        districtOrganizations: 63, components: 213_500, coverShare: 0.38,
        centres: [
            (88.885, 29.262, 0.82), (89.103, 29.683, 0.06), (89.605, 28.913, 0.07),
            (89.262, 29.108, 0.05),
        ])
}
