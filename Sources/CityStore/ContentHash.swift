import City
import Crypto
import Foundation
import GRDB
import Geo

/// The SHA-256 of contents in sorted order, so that the same city has the same hash wherever and
/// in whatever order it was put together.
///
/// A layer's hash is that of every row in the order of keys, every column with its length; people
/// count without names and numbers, which can be erased without changing a hash.
enum ContentHash {
    /// The hash of a layer without rows.
    static let ofNothing = hex(SHA256.hash(data: Data()))

    /// The hash of a layer as it is registered.
    static func hash(of layer: Layer, _ db: Database) throws -> String {
        let table = LayerTable(layer: layer)
        let columns = (["row_key"] + table.kept + (table.hasGeometry ? ["geometry"] : []))
            .joined(separator: ", ")
        var hash = RowHash()
        let cursor = try Row.fetchCursor(
            db, sql: "SELECT \(columns) FROM main.\(layer.table) ORDER BY row_key")
        while let row = try cursor.next() {
            for (_, value) in row { hash.add(value) }
        }
        return hash.finish()
    }

    /// The hash of a layer as some rows in columns make it, in the order of keys.
    static func hash(
        of rows: some Sequence<(table: RowTable, row: Int)>, _ layer: Layer, _ texts: TextPool
    ) -> String {
        let table = LayerTable(layer: layer)
        let kept = layer.fields.indices.filter { table.kept.contains(layer.fields[$0].column) }
        var hash = RowHash()
        for (rows, row) in rows {
            hash.add(rows.keys[row], texts)
            for column in kept { hash.add(rows.columns[column][row], texts) }
            if table.hasGeometry {
                hash.add(
                    rows.shapes[row].map {
                        SpatialBlob.encode($0, keepsParts: table.keepsParts)
                    })
            }
        }
        return hash.finish()
    }

    /// One hash for all layers that count, in the order of their names.
    static func combined(_ layers: [(name: String, hash: String)]) -> String {
        let counted = layers.filter { HashedLayers.counts($0.name, hash: $0.hash, ofNothing) }
        let text = counted.sorted { $0.name < $1.name }.map { "\($0.name) \($0.hash)\n" }.joined()
        return hex(SHA256.hash(data: Data(text.utf8)))
    }

    fileprivate static func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}

/// The hash of rows as they come, each value after its length; what is hashed at once is longer than
/// a value, since SHA-256 likes long runs.
private struct RowHash {
    private var hash = SHA256()
    private var bytes: [UInt8] = []

    mutating func add(_ value: DatabaseValue) {
        switch value.storage {
        case .null: begin(-1)
        case .string(let text): add(text)
        case .int64(let number): add(String(number))
        case .double(let number): add(String(number))
        case .blob(let data): add(data)
        }
    }

    mutating func add(_ text: Int32, _ texts: TextPool) {
        guard text >= 0 else { return begin(-1) }
        texts.withUTF8(text) { utf8 in
            begin(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    mutating func add(_ data: Data?) {
        guard let data else { return begin(-1) }
        begin(data.count)
        bytes.append(contentsOf: data)
    }

    private mutating func add(_ text: String) {
        begin(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func begin(_ length: Int) {
        if bytes.count > 1 << 16 { flush() }
        withUnsafeBytes(of: Int64(length).littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func flush() {
        hash.update(data: bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func finish() -> String {
        flush()
        return ContentHash.hex(hash.finalize())
    }
}
