/// The schema of an SQLite database, read from its bytes.
///
/// A schema can hold queries that run when a table is opened. To know that it holds none, it is read
/// without a database engine. Source: the SQLite database file format, sections 1.3, 1.6 and 2.6.
struct SQLiteSchema {
    /// A table, index, view or trigger.
    struct Entry {
        var kind: String
        var name: String
        /// The statement that made it.
        var statement: String
    }

    static let magic = Array("SQLite format 3\0".utf8)

    private(set) var entries: [Entry] = []
    private let file: StoredBytes
    private let pageSize: Int
    private let usableSize: Int
    private let isUTF8: Bool
    private let isLittle: Bool
    private var visitedPages = 0

    /// Reads the schema.
    ///
    /// - Throws: ``FileObjection/schemaTooLarge`` if it is not read within 10,000 pages.
    init(_ file: StoredBytes) throws(FileObjection) {
        let header = file.bytes(at: 0, 100)
        guard header.count == 100, header.starts(with: Self.magic) else {
            throw .damaged(part: "database")
        }
        let size = header.big(16, 2)
        pageSize = size == 1 ? 65_536 : size
        usableSize = pageSize - header.big(20, 1)
        guard pageSize >= 512, usableSize >= 480 else { throw .damaged(part: "database") }
        isUTF8 = header.big(56, 4) < 2
        isLittle = header.big(56, 4) == 2
        self.file = file
        try readPage(1, depth: 0)
    }

    private mutating func page(_ number: Int) throws(FileObjection) -> [UInt8] {
        visitedPages += 1
        guard number > 0, visitedPages <= 10_000 else { throw .schemaTooLarge }
        let bytes = file.bytes(at: (number - 1) * pageSize, pageSize)
        guard bytes.count == pageSize else { throw .damaged(part: "database") }
        return bytes
    }

    /// Reads a page of the tree of the schema table, and those below it.
    private mutating func readPage(_ number: Int, depth: Int) throws(FileObjection) {
        // A tree of SQLite is never deeper.
        guard depth < 20 else { throw .schemaTooLarge }
        let page = try page(number)
        let start = number == 1 ? 100 : 0
        let count = page.big(start + 3, 2)
        switch page[start] {
        case 0x0D:
            for cell in 0..<count {
                try readCell(page, at: page.big(start + 8 + 2 * cell, 2))
            }
        case 0x05:
            for cell in 0..<count {
                try readPage(page.big(page.big(start + 12 + 2 * cell, 2), 4), depth: depth + 1)
            }
            try readPage(page.big(start + 8, 4), depth: depth + 1)
        default: throw .damaged(part: "database")
        }
    }

    private mutating func readCell(_ page: [UInt8], at cell: Int) throws(FileObjection) {
        var place = cell
        let length = Self.number(page, &place)
        _ = Self.number(page, &place)
        guard length <= 4 << 20 else { throw .schemaTooLarge }
        let mostLocal = usableSize - 35
        var local = length
        if length > mostLocal {
            let least = (usableSize - 12) * 32 / 255 - 23
            let fitting = least + (length - least) % (usableSize - 4)
            local = fitting <= mostLocal ? fitting : least
        }
        guard place + local <= page.count else { throw .damaged(part: "database") }
        var payload = Array(page[place..<place + local])
        var next = length > local ? page.big(place + local, 4) : 0
        while payload.count < length {
            let overflow = try self.page(next)
            payload += overflow[4..<min(usableSize, 4 + length - payload.count)]
            next = overflow.big(0, 4)
        }
        entries.append(entry(payload))
    }

    /// The columns of a record: kind, name, table, root page, statement.
    private func entry(_ record: [UInt8]) -> Entry {
        var place = 0
        let headerSize = Self.number(record, &place)
        var kinds: [Int] = []
        while place < min(headerSize, record.count), kinds.count < 5 {
            kinds.append(Self.number(record, &place))
        }
        place = headerSize
        let texts = kinds.map { kind in
            let length = Self.length(ofKind: kind)
            let end = min(place + length, record.count)
            defer { place = end }
            return kind >= 13 && kind % 2 == 1 && place < end ? text(record[place..<end]) : ""
        }
        func column(_ column: Int) -> String { texts.indices.contains(column) ? texts[column] : "" }
        return Entry(kind: column(0), name: column(1), statement: column(4))
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        if isUTF8 { return String(decoding: bytes, as: UTF8.self) }
        let pairs = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
            let (low, high) = isLittle ? (bytes[$0], bytes[$0 + 1]) : (bytes[$0 + 1], bytes[$0])
            return UInt16(low) | UInt16(high) << 8
        }
        return String(decoding: pairs, as: UTF16.self)
    }

    private static func length(ofKind kind: Int) -> Int {
        switch kind {
        case 0...4: kind
        case 5: 6
        case 6, 7: 8
        case 12...: (kind - 12) / 2
        default: 0
        }
    }

    /// A whole number of one to nine bytes of seven bits.
    private static func number(_ bytes: [UInt8], _ place: inout Int) -> Int {
        var value: UInt64 = 0
        for index in 0..<9 where place < bytes.count {
            let byte = bytes[place]
            place += 1
            if index == 8 { return Int(truncatingIfNeeded: value << 8 | UInt64(byte)) & Int.max }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 { break }
        }
        return Int(truncatingIfNeeded: value) & Int.max
    }
}
