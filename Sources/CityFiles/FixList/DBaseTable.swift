/// A dBASE table as bytes: its fields, and where its records stand.
///
/// Source: the dBASE III layout; numbers are the least byte first.
struct DBaseTable {
    /// A column.
    struct Field {
        /// The 32 bytes that describe it.
        var descriptor: [UInt8]
        var name: [UInt8] { Array(descriptor[..<11].prefix { $0 != 0 }) }
        var width: Int { Int(descriptor[16]) }

        init(descriptor: [UInt8]) { self.descriptor = descriptor }

        /// A column of texts.
        init(text name: [UInt8], width: Int) {
            descriptor = [UInt8](repeating: 0, count: 32)
            descriptor.replaceSubrange(0..<min(name.count, 10), with: name.prefix(10))
            descriptor[11] = UInt8(ascii: "C")
            descriptor[16] = UInt8(width)
        }
    }

    let header: [UInt8]
    let fields: [Field]
    let recordCount: Int
    let recordStart: Int
    let recordWidth: Int

    /// Reads the header of a table.
    init?(_ file: StoredBytes) {
        let head = file.bytes(at: 0, 32)
        guard head.count == 32 else { return nil }
        recordStart = head.little(8, 2)
        let all = file.bytes(at: 0, recordStart)
        header = Array(all.prefix(32))
        recordCount = head.little(4, 4)
        recordWidth = head.little(10, 2)
        var fields: [Field] = []
        var place = 32
        while place + 32 <= all.count, all[place] != 0x0D {
            fields.append(Field(descriptor: Array(all[place..<place + 32])))
            place += 32
        }
        self.fields = fields
    }

    /// The bytes of each field in a record, in their order, after the mark of deletion.
    func parts(of record: [UInt8]) -> [[UInt8]] {
        var place = 1
        return fields.map { field in
            let end = min(place + field.width, record.count)
            defer { place = end }
            return place < end ? Array(record[place..<end]) : []
        }
    }

    /// The header of a table with other fields, as many records, and all else as here.
    func header(fields: [Field], recordCount: Int) -> [UInt8] {
        var bytes = header
        bytes.replaceSubrange(4..<8, with: [UInt8](little: recordCount, 4))
        bytes.replaceSubrange(8..<10, with: [UInt8](little: 33 + 32 * fields.count, 2))
        let width = fields.reduce(1) { $0 + $1.width }
        bytes.replaceSubrange(10..<12, with: [UInt8](little: width, 2))
        return bytes + fields.flatMap(\.descriptor) + [0x0D]
    }
}

extension [UInt8] {
    /// The bytes of a whole number, the least first.
    init(little number: Int, _ width: Int) {
        self = (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// The bytes of a whole number, the greatest first.
    init(big number: Int, _ width: Int) {
        self = Self(little: number, width).reversed()
    }
}
