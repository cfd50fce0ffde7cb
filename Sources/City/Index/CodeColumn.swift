import Geo

/// The codes of many components in the order of their numbers: eight bytes each where all are of up
/// to 17 digits, texts elsewhere.
enum CodeColumn: Packed {
    case digits(PackedArray<UInt64>)
    case texts(TextColumn)

    /// The digits of a code with their number, so that keys ascend as the codes' bytes do; `nil`
    /// for another code.
    static func key(_ code: String) -> UInt64? {
        var digits: UInt64 = 0
        var count: UInt64 = 0
        for byte in code.utf8 {
            guard byte >= 48, byte <= 57, count < 17 else { return nil }
            digits = digits * 10 + UInt64(byte - 48)
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<17 { digits *= 10 }
        return digits * 32 + count
    }

    private static func code(_ key: UInt64) -> String {
        var digits = key / 32
        let count = key % 32
        for _ in count..<17 { digits /= 10 }
        let text = String(digits)
        return String(repeating: "0", count: Int(count) - text.utf8.count) + text
    }

    subscript(number: Int) -> String {
        switch self {
        case .digits(let keys): Self.code(keys[number])
        case .texts(let texts): texts[number]
        }
    }

    /// Whether one number's code precedes another's.
    func precedes(_ first: Int, _ second: Int) -> Bool {
        switch self {
        case .digits(let keys): keys[first] < keys[second]
        case .texts(let texts):
            texts.utf8(first).lexicographicallyPrecedes(texts.utf8(second))
        }
    }

    /// The number of a code, with the numbers in the order of their codes given.
    func number(of code: String, in order: PackedArray<Int32>) -> Int32? {
        switch self {
        case .digits(let keys):
            guard let key = Self.key(code) else { return nil }
            let place = order.partition(by: { keys[Int($0)] }, notBelow: key)
            return place < order.count && keys[Int(order[place])] == key ? order[place] : nil
        case .texts(let texts):
            let place = order.partition(by: { texts[Int($0)].bytes }, notBelow: code.bytes)
            return place < order.count && texts[Int(order[place])] == code ? order[place] : nil
        }
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        if try reader.value(of: UInt8.self) == 0 {
            self = .digits(try reader.array())
        } else {
            self = .texts(try TextColumn(from: &reader))
        }
    }

    func write(to writer: inout PackedWriter) throws {
        switch self {
        case .digits(let keys):
            try writer.write(value: UInt8(0))
            try writer.write(keys)
        case .texts(let texts):
            try writer.write(value: UInt8(1))
            try texts.write(to: &writer)
        }
    }
}

/// Codes while they are collected: as numbers until one comes that is none.
struct CodeCollector {
    private var keys: [UInt64] = []
    private var texts: [String]?

    mutating func append(_ code: String) {
        if texts != nil {
            texts?.append(code)
        } else if let key = CodeColumn.key(code) {
            keys.append(key)
        } else {
            let column = CodeColumn.digits(PackedArray(keys))
            texts = keys.indices.map { column[$0] } + [code]
            keys = []
        }
    }

    /// The codes in another order.
    func column(in order: [Int32]) -> CodeColumn {
        if let texts { return .texts(TextColumn(order.map { texts[Int($0)] })) }
        return .digits(PackedArray(order.lazy.map { keys[Int($0)] }))
    }
}
