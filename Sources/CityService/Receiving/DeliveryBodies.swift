import City
import Foundation
import Geo

extension DeliveryJobs.Publication: Encodable {
    private enum CodingKeys: String, CodingKey {
        case delivery, outcome, edition, account, differences
    }

    /// Encodes every member, those that are not known as null.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(delivery, forKey: .delivery)
        try members.encode(edition == nil ? "unchanged" : "published", forKey: .outcome)
        try members.encode(edition?.number, forKey: .edition)
        try members.encode(try report?.account, forKey: .account)
        let counts = report?.counts.map { ($0.change.rawValue, $0.rows) }
        try members.encode(
            counts.map { Dictionary(uniqueKeysWithValues: $0) }, forKey: .differences)
    }
}

extension DifferencePage: Encodable {
    private enum CodingKeys: String, CodingKey {
        case delivery, checkedEdition, counts, rows, next
    }

    /// Encodes every member, those that are not known as null.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(delivery, forKey: .delivery)
        try members.encode(outcome.edition, forKey: .checkedEdition)
        try members.encode(outcome.differences, forKey: .counts)
        try members.encode(rows.map(PageRow.init), forKey: .rows)
        try members.encode(next, forKey: .next)
    }

    /// The page as GeoJSON: each row as the point that stands for it.
    public func geoJSON() throws -> [UInt8] {
        var features: [Feature] = []
        for row in rows { features.append(Feature(properties: PageRow(row.number, row.row))) }
        return Array(try JSON.compact.encode(Collection(features: features, next: next)))
    }

    private struct Collection: Encodable {
        let type = "FeatureCollection"
        var features: [Feature]
        var next: Int?
    }

    private struct Feature: Encodable {
        let type = "Feature"
        var geometry: Point?
        var properties: PageRow

        init(properties: PageRow) {
            self.properties = properties
            geometry = (properties.at ?? properties.before).map { Point(coordinates: $0) }
        }

        private enum CodingKeys: String, CodingKey { case type, geometry, properties }

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: CodingKeys.self)
            try members.encode(type, forKey: .type)
            try members.encode(geometry, forKey: .geometry)
            try members.encode(properties, forKey: .properties)
        }
    }

    private struct Point: Encodable {
        let type = "Point"
        var coordinates: [Double]
    }
}

/// A row of the difference as a body writes it.
private struct PageRow: Encodable {
    var number: Int
    var row: DifferenceRow
    var at: [Double]? { row.place.map { [$0.longitudeDegrees, $0.latitudeDegrees] } }
    var before: [Double]? { row.before.map { [$0.longitudeDegrees, $0.latitudeDegrees] } }

    init(_ number: Int, _ row: DifferenceRow) {
        self.number = number
        self.row = row
    }

    private enum CodingKeys: String, CodingKey {
        case number, row, key, kind, movedMetres, at, before
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(number, forKey: .number)
        try members.encode(row.row, forKey: .row)
        try members.encode(row.key, forKey: .key)
        try members.encode(row.change.rawValue, forKey: .kind)
        try members.encode(row.movedMetres, forKey: .movedMetres)
        try members.encode(at, forKey: .at)
        try members.encode(before, forKey: .before)
    }
}
