import City
import CityStore
import Foundation

/// Where packed indexes come from: the snapshot of an edition, or the register itself.
struct EditionIndexes: Sendable {
    private let register: Register
    private let snapshots: Snapshots
    private let notice: LiveCity.Notice

    init(register: Register, notice: @escaping LiveCity.Notice) {
        self.register = register
        self.notice = notice
        snapshots = Snapshots(ofRegister: register.path)
    }

    /// The index of an edition, or of the current one.
    ///
    /// A snapshot that is missing or wrong is made anew. Where it cannot be written, the index is
    /// used as it was packed: a snapshot spares time and nothing else.
    ///
    /// - Parameter isApart: whether the register is read through a connection of its own, so that who
    ///   looks for changes meanwhile need not wait.
    func index(of edition: Int?, on day: Day, isApart: Bool = false) throws -> CityIndex {
        let wanted = try edition ?? register.currentEdition()
        if let known = try snapshot(of: wanted, on: day) { return known }
        let source = isApart ? try Register(path: register.path) : register
        let (saved, unsaved) = try pack(edition, of: source, on: day)
        source.releaseMemory()
        HeapMemory.giveBack()
        if let unsaved { return unsaved }
        // The mapped one lies in the file's own pages, which the system can let go of.
        return try snapshot(of: saved, on: day) ?? source.index(asOf: edition, on: day)
    }

    /// Packs an edition and saves it.
    ///
    /// - Returns: which edition it is, and the index itself where it could not be saved.
    private func pack(
        _ edition: Int?, of source: Register, on day: Day
    ) throws -> (saved: Int, unsaved: CityIndex?) {
        let packed = try source.index(asOf: edition, on: day)
        let hash = try source.contentHash(of: packed.edition)
        do {
            try snapshots.save(packed, contentHash: hash)
            return (packed.edition, nil)
        } catch {
            return (packed.edition, packed)
        }
    }

    private func snapshot(of edition: Int, on day: Day) throws -> CityIndex? {
        let hash = try register.contentHash(of: edition)
        do throws(Snapshots.Fault) {
            let index = try snapshots.load(
                Snapshots.Subject(edition: edition, contentHash: hash), on: day)
            if index.settings == (try? register.settings()) { return index }
            throw .otherEdition
        } catch {
            if error != .missing {
                notice(
                    """
                    The snapshot \(snapshots.path(of: edition)) is not used: \(error). It is made \
                    anew.
                    """)
            }
            return nil
        }
    }
}

/// Memory that was freed and is still held for later.
private enum HeapMemory {
    /// Gives it back to the system: packing needs much for a moment, serving little for long.
    ///
    /// The C library's `malloc_trim` is not in Swift's picture of it, so that it is looked up by
    /// name; where there is none nothing happens.
    static func giveBack() {
        typealias Trim = @convention(c) (Int) -> Int32
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }
}
