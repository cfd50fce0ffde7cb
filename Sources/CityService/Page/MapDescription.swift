import City
import CityStore
import Foundation
import Geo

extension LiveCity {
    /// What the map's page has to know of the city, as JSON: name, code, box, edition, base maps,
    /// categories.
    ///
    /// Complexity: O(categories).
    public func mapDescription(_ configuration: MapConfiguration) throws -> PageFiles.File {
        let index = index
        let description = MapDescription(
            name: index.settings.name, code: index.settings.code,
            box: index.ground.map { box in
                [box.west, box.south, box.east, box.north].map {
                    Double($0) / Coordinate.unitsPerDegree
                }
            }, edition: index.edition, languages: ["zh", "en"], baseMaps: configuration.baseMaps,
            start: configuration.start, majors: try majors(),
            categories: index.categories.filter { !$0.name.isEmpty }.map {
                [$0.key.description, $0.name, $0.major ?? ""]
            })
        let json = try JSON.compact.encode(description)
        return PageFiles.File(
            json, tag: "\(index.edition)-\(Fingerprint.of(json).prefix(12))",
            packing: PageFiles.packed)
    }
}

/// The body of `/map.json`.
private struct MapDescription: Encodable {
    var name: String
    var code: String
    /// West, south, east and north in degrees.
    var box: [Double]?
    var edition: Int
    var languages: [String]
    var baseMaps: [BaseMap]
    var start: MapConfiguration.Start?
    /// The names of the major classes 大类: `component/01`.
    var majors: [String: String]
    /// Key, name and major class of each category.
    var categories: [[String]]

    private enum CodingKeys: CodingKey {
        case name, code, box, edition, languages, baseMaps, start, majors, categories
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(name, forKey: .name)
        try members.encode(code, forKey: .code)
        try members.encode(box, forKey: .box)
        try members.encode(edition, forKey: .edition)
        try members.encode(languages, forKey: .languages)
        try members.encode(baseMaps, forKey: .baseMaps)
        try members.encode(start, forKey: .start)
        try members.encode(majors, forKey: .majors)
        try members.encode(categories, forKey: .categories)
    }
}
