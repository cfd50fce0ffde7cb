import City
import Foundation
import Synchronization

/// The maps of deliveries that somebody looks at, each packed once; those that were not asked for
/// longest make room.
///
/// Safe to share between threads.
final class DeliveryMaps: Sendable {
    private let held = Mutex<[Held]>([])
    /// Maps are packed one at a time: that takes the memory of one more.
    private let packing = DispatchQueue(label: "wangge.delivery-maps")
    private let limit: Int

    /// A delivery as one check found it.
    struct Key: Hashable {
        var delivery: String
        var check: String
    }

    private struct Held {
        var key: Key
        var map: DeliveryMap
    }

    /// How many bytes all maps may take; the last one is kept whatever its size.
    static let usualBytes = 96 << 20

    init(limit: Int = DeliveryMaps.usualBytes) { self.limit = limit }

    /// The map of a delivery: one that is held, or packed now.
    func map(_ key: Key, pack: () throws -> DeliveryMap) throws -> DeliveryMap {
        if let known = known(key) { return known }
        return try packing.sync {
            if let known = known(key) { return known }
            let map = try pack()
            held.withLock { held in
                held.removeAll { $0.key.delivery == key.delivery }
                held.append(Held(key: key, map: map))
                var bytes = held.reduce(0) { $0 + $1.map.byteCount }
                while bytes > limit, held.count > 1 { bytes -= held.removeFirst().map.byteCount }
            }
            return map
        }
    }

    /// Lets go of a delivery that waits no more.
    func forget(_ delivery: String) {
        held.withLock { held in held.removeAll { $0.key.delivery == delivery } }
    }

    /// How many maps are held, and how many bytes they take.
    var load: (count: Int, bytes: Int) {
        held.withLock { held in (held.count, held.reduce(0) { $0 + $1.map.byteCount }) }
    }

    private func known(_ key: Key) -> DeliveryMap? {
        held.withLock { held in
            guard let place = held.firstIndex(where: { $0.key == key }) else { return nil }
            let found = held.remove(at: place)
            held.append(found)
            return found.map
        }
    }
}
