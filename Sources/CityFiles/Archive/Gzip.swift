import CZlib
import Synchronization

/// gzip in memory, the same bytes always packed the same way: with neither a name nor a moment in
/// front of them. Safe to use from several threads.
///
/// Source: RFC 1952.
public enum Gzip {
    /// The level that is as good as any for tiles; 1 is the fastest, 9 the smallest.
    public static let usualLevel = 6

    /// What packs, at rest between two calls, by level: a packer takes longer to make than to use.
    private static let resting = Mutex<[Int: [GzipPacker]]>([:])

    /// Some bytes, packed.
    ///
    /// - Parameter level: 1 … 9.
    public static func packed(
        _ bytes: [UInt8], level: Int = usualLevel
    ) throws(GzipError) -> [UInt8] {
        var packer = resting.withLock { $0[level]?.popLast() }
        if packer == nil { packer = try GzipPacker(level: level) }
        guard let packer else { return [] }
        let packed = try packer.packed(bytes)
        resting.withLock { $0[level, default: []].append(packer) }
        return packed
    }

    /// What some bytes were before they were packed.
    ///
    /// - Parameter limit: how many bytes that may be.
    /// - Throws: ``GzipError`` if they are not whole, are more than that, or were never packed.
    public static func unpacked(
        _ bytes: [UInt8], limit: Int = 1 << 30
    ) throws(GzipError) -> [UInt8] {
        var stream = z_stream()
        guard czlib_begin_unpacking(&stream) == Z_OK else { throw .noMemory }
        defer { inflateEnd(&stream) }
        var packed = bytes
        var part = [UInt8](repeating: 0, count: 1 << 16)
        var unpacked: [UInt8] = []
        let status = packed.withUnsafeMutableBufferPointer { source in
            part.withUnsafeMutableBufferPointer { part in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                var status = Z_OK
                while status == Z_OK, unpacked.count <= limit {
                    stream.next_out = part.baseAddress
                    stream.avail_out = UInt32(part.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    unpacked += part.prefix(part.count - Int(stream.avail_out))
                }
                return status
            }
        }
        guard unpacked.count <= limit else { throw .tooLong(limit: limit) }
        guard status == Z_STREAM_END else { throw .damaged }
        return unpacked
    }
}

/// A reason why bytes cannot be packed or unpacked.
public enum GzipError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no memory for it.
    case noMemory
    /// They are not gzip, or not all of it.
    case damaged
    /// They are more than the caller takes.
    case tooLong(limit: Int)

    /// What is wrong.
    public var description: String {
        switch self {
        case .noMemory: "There is no memory left to pack or unpack bytes. Try again later."
        case .damaged: "The packed bytes are damaged. Have them made anew."
        case .tooLong(let limit):
            "The packed bytes hold more than \(limit) bytes. Check where they come from."
        }
    }
}
