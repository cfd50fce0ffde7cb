/// How tiles are packed.
enum TilePacking {
    /// Bytes packed by gzip.
    static func packed(_ bytes: [UInt8]) throws -> [UInt8] { bytes }
}
