import Datum
import Geo
import Synchronization

/// How far GCJ-02 lies from our datum, worked out once for a ground.
///
/// Safe to share between threads.
final class MapShift: Sendable {
    private let known = Mutex<(box: Box, displacement: Displacement)?>(nil)

    /// The displacement over a box; `nil` over an empty one.
    func displacement(over box: Box) throws -> Displacement? {
        if box.isEmpty { return nil }
        if let known = known.withLock({ $0 }), known.box == box { return known.displacement }
        let converter = try DatumConverter(from: .gcj02)
        let made = try Displacement(over: box) { place in
            let position = Position(x: place.longitudeDegrees, y: place.latitudeDegrees)
            let moved = try converter.fromRegister([position])[0]
            return try Coordinate(longitudeDegrees: moved.x, latitudeDegrees: moved.y)
        }
        known.withLock { $0 = (box, made) }
        return made
    }
}
