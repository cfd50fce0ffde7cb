import City
import Foundation
import Geo
import TestSupport

@testable import DemoCity

/// Grown cities for tests.
enum Cities {
    /// A town of two districts on the outlines around Shigatse, grown once for all tests.
    static let town: Result<Plan, any Error> = Result { try grow(town: 1) }

    /// Grows the town from a seed.
    static func grow(town seed: UInt64) throws -> Plan {
        Plan(
            city: townOfTwoDistricts, seed: seed, components: 3_000, published: try published.get())
    }

    /// Grows Shigatse, the smallest of the published cities.
    static func growShigatse() throws -> Plan {
        Plan(city: .shigatse, seed: 1, components: 0, published: try published.get())
    }

    private static let townOfTwoDistricts = Preset(
        name: "shigatse", cityName: "日喀则市", code: "540200", squareKilometres: 8,
        districts: ["540202", "540221"], subdistricts: 4, communities: 14, unitGrids: 420,
        responsibilityGrids: 19, segments: 60, cityOrganizations: 27, districtOrganizations: 34,
        components: 3_000, coverShare: 0.38,
        centres: [(88.885, 29.262, 0.8), (89.103, 29.683, 0.2)])

    private static let published = Result {
        Published(
            districts: try districts(),
            divisions: try Table.read(Repository.path("gisdata/china/shigatse/divisions.csv")).map {
                .init(code: $0["code"] ?? "", name: $0["name"] ?? "", parent: $0["parent"] ?? "")
            },
            categories: try ["components-2026", "matters-2026"].flatMap { name in
                try Table.read(Repository.path("gisdata/catalogue/\(name).csv")).map { row in
                    LayerRow(
                        values: Layer.categories.fields.map { field in
                            row[field.column].flatMap { $0.isEmpty ? nil : $0 }
                        })
                }
            })
    }

    private struct Outlines: Decodable {
        var features: [Feature]

        struct Feature: Decodable {
            var properties: [String: String]
            var geometry: Geometry
        }

        struct Geometry: Decodable {
            var polygons: [[[[Double]]]]

            enum CodingKeys: String, CodingKey { case type, coordinates }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                let isOne = try container.decode(String.self, forKey: .type) == "Polygon"
                polygons =
                    isOne
                    ? [try container.decode([[[Double]]].self, forKey: .coordinates)]
                    : try container.decode([[[[Double]]]].self, forKey: .coordinates)
            }
        }
    }

    private static func districts() throws -> [LayerRow] {
        let path = Repository.path("gisdata/china/shigatse/districts.geojson")
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try JSONDecoder().decode(Outlines.self, from: data).features.map { feature in
            let areas = feature.geometry.polygons.map { rings in
                rings.map { $0.map { Position(x: $0[0], y: $0[1]) } }
            }
            return LayerRow(
                values: Layer.districts.fields.map { feature.properties[$0.column] },
                shape: try Shape(snapping: .areas(areas)))
        }
    }
}

extension LayerRow {
    /// The text of a column.
    func text(_ column: String, in layer: Layer) -> String {
        layer.fields.firstIndex { $0.column == column }.flatMap { values[$0] } ?? ""
    }

    /// Twice the area of the row's polygons in square lattice units, holes not counted.
    var doubledArea: Int128 {
        (shape?.polygons ?? []).reduce(0) { sum, polygon in
            polygon.rings.reduce(sum) { $0 + $1.doubledArea }
        }
    }
}
