/// Names a tile by its bytes: the same bytes have the same tag, on every server and after every
/// restart.
///
/// 128 bits of two multiplicative hashes: that two of a city's tiles share a tag by chance is less
/// likely than 10⁻²⁶. It guards against mistakes, not against people: nobody outside chooses a tile's
/// bytes.
enum TileTag {
    /// The tag of some bytes, 32 hexadecimal digits.
    static func tag(_ bytes: [UInt8]) -> String {
        var first: UInt64 = 0x9e37_79b9_7f4a_7c15
        var second: UInt64 = 0xc2b2_ae3d_27d4_eb4f
        func take(_ word: UInt64) {
            first = (first ^ word) &* 0xff51_afd7_ed55_8ccd
            first ^= first >> 32
            second = (second &+ word) &* 0xd6e8_feb8_6659_fd93
            second ^= second >> 29
        }
        bytes.withUnsafeBytes { raw in
            var place = 0
            while place + 8 <= raw.count {
                take(
                    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                place += 8
            }
            var rest: UInt64 = 0
            for byte in raw[place...] { rest = rest << 8 | UInt64(byte) }
            take(rest)
        }
        take(UInt64(bytes.count))
        return [first, second].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
