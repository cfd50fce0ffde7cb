/// Bytes that never change: a mapped file's, or memory of the program's own.
///
/// Whoever reads them holds the object; the memory is given back with the last of them. It is
/// written before the object exists and never afterwards, so that threads may share it.
public final class PackedBytes: @unchecked Sendable {
    /// The bytes; valid as long as the object is held.
    public let bytes: UnsafeRawBufferPointer
    private let release: (UnsafeRawBufferPointer) -> Void

    /// Takes over bytes that nobody writes to any more.
    ///
    /// - Parameter release: gives the memory back.
    public init(
        _ bytes: UnsafeRawBufferPointer, release: @escaping (UnsafeRawBufferPointer) -> Void
    ) {
        self.bytes = bytes
        self.release = release
    }

    /// Memory of the program's own, aligned for any element, filled once.
    public convenience init(count: Int, filling: (UnsafeMutableRawBufferPointer) -> Void) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        filling(memory)
        self.init(UnsafeRawBufferPointer(memory)) { $0.deallocate() }
    }

    deinit { release(bytes) }
}
