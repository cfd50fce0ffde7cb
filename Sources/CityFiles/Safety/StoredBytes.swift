import CGDAL

/// The bytes of a file, read through GDAL's file system, so that zipped and plain ones work alike.
final class StoredBytes {
    private let file: UnsafeMutablePointer<VSILFILE>

    /// Opens a file, or `nil` if there is none.
    init?(_ path: String) {
        GDALLibrary.prepare()
        guard let file = VSIFOpenL(path, "rb") else { return nil }
        self.file = file
    }

    deinit { VSIFCloseL(file) }

    /// How many bytes the file says it has; of a gzipped one all must be unpacked for it.
    var size: Int {
        VSIFSeekL(file, 0, SEEK_END)
        return Int(VSIFTellL(file))
    }

    /// Up to `count` bytes from a place on; fewer where the file ends.
    func bytes(at offset: Int, _ count: Int) -> [UInt8] {
        guard offset >= 0, count > 0, VSIFSeekL(file, vsi_l_offset(offset), SEEK_SET) == 0 else {
            return []
        }
        return next(count)
    }

    /// The next up to `count` bytes; none at the end.
    func next(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = VSIFReadL(buffer.baseAddress, 1, count, file)
        }
    }

    /// Calls `body` with the bytes from the beginning, a piece at a time, until it says `false`.
    ///
    /// Memory is one piece of a megabyte.
    func forEachPiece(_ body: (ArraySlice<UInt8>) throws -> Bool) rethrows {
        VSIFSeekL(file, 0, SEEK_SET)
        while true {
            let piece = next(1 << 20)
            guard !piece.isEmpty, try body(piece[...]) else { return }
        }
    }
}

extension [UInt8] {
    /// The whole number of some bytes, the least first; 0 beyond the end.
    func little(_ offset: Int, _ width: Int) -> Int {
        guard offset >= 0, offset + width <= count else { return 0 }
        return (0..<width).reduce(0) { $0 | Int(self[offset + $1]) << (8 * Swift.min($1, 7)) }
            & Int.max
    }

    /// The whole number of some bytes, the greatest first; 0 beyond the end.
    func big(_ offset: Int, _ width: Int) -> Int {
        guard offset >= 0, offset + width <= count else { return 0 }
        return (0..<width).reduce(0) { ($0 << 8 | Int(self[offset + $1])) & Int.max }
    }
}
