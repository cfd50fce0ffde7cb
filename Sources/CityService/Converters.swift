import Datum
import Synchronization

/// The converters of the reference systems in which callers write their coordinates, each made once.
///
/// Safe to share between threads.
final class Converters: Sendable {
    /// How a caller's coordinates are written.
    private struct Frame: Hashable {
        var system: ReferenceSystem
        var isNorthingFirst: Bool
    }

    private let known = Mutex<[Frame: DatumConverter]>([:])
    private static let limit = 256

    /// The converter from a system; `nil` for CGCS2000 itself, which is meant where none is said.
    func converter(from text: String?, isNorthingFirst: Bool) throws -> DatumConverter? {
        if text == nil, !isNorthingFirst { return nil }
        let system = try text.map { try ReferenceSystem(parsing: $0) } ?? .register
        let frame = Frame(system: system, isNorthingFirst: isNorthingFirst)
        if frame == Frame(system: .register, isNorthingFirst: false) { return nil }
        if let found = known.withLock({ $0[frame] }) { return found }
        let made = try DatumConverter(
            from: frame.system, axisOrder: frame.isNorthingFirst ? .northingFirst : .eastingFirst)
        known.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            known[frame] = made
        }
        return made
    }
}
