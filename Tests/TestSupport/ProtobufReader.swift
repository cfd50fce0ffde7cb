/// Why bytes are not a vector tile.
public struct MalformedTile: Error, Equatable, CustomStringConvertible {
    /// What is wrong, as half a sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// The wire format of Protocol Buffers, as far as vector tiles use it, read from its
/// documentation (https://protobuf.dev/programming-guides/encoding/) for tests alone: no line is
/// shared with what writes tiles.
struct ProtobufReader {
    /// What follows a field's number.
    enum Payload {
        case varint(UInt64)
        case fixed64(UInt64)
        case bytes(ArraySlice<UInt8>)
        case fixed32(UInt32)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next field, or `nil` at the end.
    mutating func next() throws -> (number: Int, payload: Payload)? {
        guard !rest.isEmpty else { return nil }
        let key = try varint()
        guard let number = Int(exactly: key >> 3), number > 0 else {
            throw MalformedTile("a field has the number 0")
        }
        switch key & 7 {
        case 0: return (number, .varint(try varint()))
        case 1: return (number, .fixed64(try little(bytes: 8)))
        case 2: return (number, .bytes(try take(try varint())))
        case 5: return (number, .fixed32(UInt32(truncatingIfNeeded: try little(bytes: 4))))
        case let type: throw MalformedTile("field \(number) has the wire type \(type)")
        }
    }

    /// A number in groups of seven bits, the lowest first.
    mutating func varint() throws -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else {
                throw MalformedTile("the bytes end inside a number")
            }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw MalformedTile("a number is longer than ten bytes")
    }

    private mutating func take(_ count: UInt64) throws -> ArraySlice<UInt8> {
        guard count <= UInt64(rest.count) else {
            throw MalformedTile("a field of \(count) bytes has only \(rest.count)")
        }
        let taken = rest.prefix(Int(count))
        rest = rest.dropFirst(Int(count))
        return taken
    }

    private mutating func little(bytes count: UInt64) throws -> UInt64 {
        try take(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension ProtobufReader.Payload {
    func number(_ what: String) throws -> UInt64 {
        guard case .varint(let number) = self else {
            throw MalformedTile("\(what) is not a number")
        }
        return number
    }

    func bytes(_ what: String) throws -> ArraySlice<UInt8> {
        guard case .bytes(let bytes) = self else { throw MalformedTile("\(what) is not bytes") }
        return bytes
    }

    func text(_ what: String) throws -> String {
        guard let text = String(validating: try bytes(what), as: UTF8.self) else {
            throw MalformedTile("\(what) is not UTF-8")
        }
        return text
    }

    /// Numbers one after the other, as `[packed = true]` writes them.
    func numbers(_ what: String) throws -> [UInt32] {
        var reader = ProtobufReader(try bytes(what))
        var numbers: [UInt32] = []
        while !reader.isAtEnd {
            guard let number = UInt32(exactly: try reader.varint()) else {
                throw MalformedTile("\(what) holds a number above 32 bits")
            }
            numbers.append(number)
        }
        return numbers
    }
}

/// The number that zigzag encoding stands for: 0, -1, 1, -2, …
func unzigzag<Number: FixedWidthInteger & UnsignedInteger>(_ number: Number) -> Int {
    Int(truncatingIfNeeded: number >> 1) ^ -Int(truncatingIfNeeded: number & 1)
}
