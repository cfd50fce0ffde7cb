import CityFiles

/// How tiles are packed.
enum TilePacking {
    /// Bytes packed by gzip.
    static func packed(_ bytes: [UInt8]) throws -> [UInt8] { try Gzip.packed(bytes) }
}
