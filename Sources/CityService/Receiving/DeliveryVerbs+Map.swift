public import City
import CityStore
import Foundation
public import Geo

/// A staged delivery on the map.
extension DeliveryJobs {
    /// A tile of a delivery, to be drawn if nobody has it.
    public struct MapTile: Sendable {
        /// Names what is drawn: another check, another tag.
        public var tag: String
        /// Draws the tile; empty if nothing lies there.
        public var draw: @Sendable () async throws -> DrawnTile
    }

    /// A number that changes whenever the same delivery may be drawn otherwise.
    private static let drawing = 1

    /// A tile of what a delivery would change and of what was found in it.
    ///
    /// - Throws: ``UploadError`` if there is no such delivery, or it was not checked.
    public func tile(
        of name: String, at address: TileAddress, datum: MapDatum
    ) async throws -> MapTile {
        let key = try await run(on: lookups) { try self.mapKey(name) }
        let parts = ["\(Self.drawing)", name, key.check, "\(address)", datum.rawValue]
        return MapTile(tag: TileTag.tag(Array(parts.joined(separator: "|").utf8))) {
            try await self.run(on: self.lookups) {
                let map = try self.map(key)
                let displacement =
                    datum == .gcj02
                    ? try self.shift.displacement(over: self.live.index.extent) : nil
                return map.tile(in: TileFrame(address, displacement: displacement))
            }
        }
    }

    /// What the map of a delivery shows, in numbers.
    public func mapContents(of name: String) async throws -> DeliveryMapContents {
        try await run(on: lookups) {
            DeliveryMapContents(delivery: name, try self.map(try self.mapKey(name)))
        }
    }

    /// The delivery as its last check found it. Complexity: one short question to its file.
    private func mapKey(_ name: String) throws -> DeliveryMaps.Key {
        try refuseWhileReading(name)
        do {
            return try known(name) {
                guard let outcome = try city.deliveries.outcome(of: name) else {
                    throw UploadError.notChecked(name)
                }
                let check = String(decoding: try JSON.compact.encode(outcome), as: UTF8.self)
                return DeliveryMaps.Key(delivery: name, check: check)
            }
        } catch {
            maps.forget(name)
            throw error
        }
    }

    private func map(_ key: DeliveryMaps.Key) throws -> DeliveryMap {
        try maps.map(key) {
            try known(key.delivery) { try city.deliveries.open(key.delivery).map() }
        }
    }
}

/// What the map of a delivery shows, in numbers.
public struct DeliveryMapContents: Hashable, Sendable, Encodable {
    /// The delivery.
    public var delivery: String
    /// West, south, east and north of all that is drawn, in degrees; `nil` if nothing is.
    public var box: [Double]?
    /// How many rows of each kind are drawn.
    public var counts: [String: Int]
    /// How many rows differ that have no place.
    public var withoutPlace: Int
    /// How many findings of each severity are drawn.
    public var findings: [String: Int]

    init(delivery: String, _ map: DeliveryMap) {
        self.delivery = delivery
        box = map.box.isEmpty ? nil : map.box.inDegrees
        counts = Dictionary(
            uniqueKeysWithValues: DeliveryMap.Kind.allCases.map {
                ($0.rawValue, map.counts[$0] ?? 0)
            })
        withoutPlace = map.withoutPlace
        findings = Dictionary(
            uniqueKeysWithValues: Finding.Severity.allCases.map {
                ($0.rawValue, map.findingCounts[$0] ?? 0)
            })
    }

    private enum CodingKeys: String, CodingKey {
        case delivery, box, counts, withoutPlace, findings
    }

    /// Encodes every member, those that are not known as null.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(delivery, forKey: .delivery)
        try members.encode(box, forKey: .box)
        try members.encode(counts, forKey: .counts)
        try members.encode(withoutPlace, forKey: .withoutPlace)
        try members.encode(findings, forKey: .findings)
    }
}
