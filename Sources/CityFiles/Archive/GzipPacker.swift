import CZlib

/// Packs bytes by gzip, one piece after another, with the same memory.
///
/// `@unchecked`: it may go from thread to thread, but has no lock: whoever holds it is alone with it.
final class GzipPacker: @unchecked Sendable {
    // zlib notes where its stream lies, so that it must not move.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var target = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

    init(level: Int) throws(GzipError) {
        precondition((1...9).contains(level), "There is no such level.")
        stream.initialize(to: z_stream())
        guard czlib_begin_packing(stream, Int32(level)) == Z_OK else {
            // What is thrown in here is released by `deinit`, too.
            throw .noMemory
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        target.deallocate()
    }

    func packed(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
        deflateReset(stream)
        let most = Int(deflateBound(stream, UInt(bytes.count)))
        if most > target.count {
            target.deallocate()
            target = .allocate(capacity: most)
        }
        // zlib promises not to change what it reads, though C's type does not say so.
        let status = bytes.withUnsafeBufferPointer { source in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.pointee.avail_in = UInt32(source.count)
            stream.pointee.next_out = target.baseAddress
            stream.pointee.avail_out = UInt32(target.count)
            return deflate(stream, Z_FINISH)
        }
        guard status == Z_STREAM_END else { throw .noMemory }
        return Array(target.prefix(target.count - Int(stream.pointee.avail_out)))
    }
}
