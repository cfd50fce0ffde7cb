/// One layer of a vector tile while it is written: features, and each text and number of their
/// attributes once.
///
/// The caller knows its attributes best: it asks for the place of a value once and uses it for as many
/// features as have that value.
///
/// Source: Mapbox Vector Tile specification 2.1, sections 4.1, 4.2 and 4.4.
public struct TileLayer: ~Copyable {
    private let name: String
    private var features = TileBytes(capacity: 4096)
    private var keys = TileBytes()
    private var values = TileBytes(capacity: 1024)
    private var keyCount: UInt32 = 0
    private var valueCount = 0
    /// The attributes by name, with the place that each has in the layer as soon as it is said.
    private var names: [(name: String, place: UInt32?)] = []
    private var texts: [String: TileValue] = [:]
    private var numbers: [Number: TileValue] = [:]

    /// A value that is no text.
    private enum Number: Hashable {
        case whole(Int)
        case fraction(Double)
        case truth(Bool)
    }
    private var feature = TileBytes()
    private var tags = TileBytes()
    /// How many features the layer has.
    public private(set) var count = 0

    /// A layer by its name, which is unique in its tile.
    public init(_ name: String) { self.name = name }

    /// How many bytes the layer takes, but for its name.
    public var byteCount: Int { features.count + keys.count + values.count }

    /// A new attribute, by its name; it stands in the layer as soon as a feature has it.
    public mutating func key(_ name: String) -> TileKey {
        names.append((name, nil))
        return TileKey(place: names.count - 1)
    }

    private mutating func write(_ key: TileKey) -> UInt32 {
        let name = names[key.place].name
        keys.append(byte: 0x1a)
        keys.append(varint: name.utf8.count)
        keys.append(utf8: name)
        names[key.place].place = keyCount
        keyCount += 1
        return keyCount - 1
    }

    /// The place of a text among the values, the same for the same text.
    public mutating func value(_ text: String) -> TileValue {
        if let known = texts[text] { return known }
        let place = value(unique: text)
        texts[text] = place
        return place
    }

    /// The place of a text that the caller promises to ask for once.
    public mutating func value(unique text: String) -> TileValue {
        var text = text
        return text.withUTF8 { value(utf8: $0) }
    }

    /// The place of a text, given by its bytes, that the caller promises to ask for once.
    mutating func value(utf8 text: UnsafeBufferPointer<UInt8>) -> TileValue {
        let inner = 1 + TileBytes.length(ofVarint: UInt64(text.count)) + text.count
        values.append(byte: 0x22)
        values.append(varint: inner)
        values.append(byte: 0x0a)
        values.append(varint: text.count)
        values.append(text)
        return nextValue()
    }

    /// The place of a whole number that is not negative, the same for the same number.
    public mutating func value(_ number: Int) -> TileValue {
        place(of: .whole(number)) { values in
            values.append(varint: 1 + TileBytes.length(ofVarint: UInt64(number)))
            values.append(byte: 0x28)
            values.append(varint: number)
        }
    }

    /// The place of a number with a fraction, the same for the same number.
    public mutating func value(_ number: Double) -> TileValue {
        place(of: .fraction(number)) { values in
            values.append(varint: 9)
            values.append(byte: 0x19)
            for byte in 0..<8 {
                values.append(
                    byte: UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(8 * byte)))
            }
        }
    }

    /// The place of a truth, the same for the same one.
    public mutating func value(_ truth: Bool) -> TileValue {
        place(of: .truth(truth)) { values in
            values.append(varint: 2)
            values.append(byte: 0x38)
            values.append(byte: truth ? 1 : 0)
        }
    }

    private mutating func place(
        of number: Number, _ write: (inout TileBytes) -> Void
    ) -> TileValue {
        if let known = numbers[number] { return known }
        values.append(byte: 0x22)
        write(&values)
        let place = nextValue()
        numbers[number] = place
        return place
    }

    private mutating func nextValue() -> TileValue {
        valueCount += 1
        return TileValue(place: UInt32(valueCount - 1))
    }

    /// Says an attribute of the feature that is added next.
    @inline(__always)
    public mutating func tag(_ key: TileKey, _ value: TileValue) {
        tags.append(varint: UInt64(names[key.place].place ?? write(key)))
        tags.append(varint: UInt64(value.place))
    }

    /// Adds a feature with the attributes said since the last one; one without geometry is let fall,
    /// and its attributes with it.
    ///
    /// - Parameter id: a number that no other feature of the layer has.
    public mutating func add(id: UInt64? = nil, _ geometry: borrowing TileGeometry) {
        defer { tags.removeAll() }
        guard let kind = geometry.kind, !geometry.isEmpty else { return }
        feature.removeAll()
        if let id {
            feature.append(byte: 0x08)
            feature.append(varint: id)
        }
        if tags.count > 0 { feature.append(field: 0x12, tags) }
        feature.append(byte: 0x18)
        feature.append(byte: kind.rawValue)
        feature.append(field: 0x22, geometry.commands)
        features.append(field: 0x12, feature)
        count += 1
    }

    /// The layer as a tile has it; a tile is its layers one after another. Empty without features.
    public var bytes: [UInt8] {
        guard count > 0 else { return [] }
        var tile = TileBytes(capacity: byteCount + name.utf8.count + 32)
        var head = TileBytes()
        head.append(byte: 0x0a)
        head.append(varint: name.utf8.count)
        head.append(utf8: name)
        var tail = TileBytes()
        tail.append(byte: 0x28)
        tail.append(varint: Int(TileFrame.extent))
        tail.append(byte: 0x78)
        tail.append(varint: 2)
        tile.append(byte: 0x1a)
        tile.append(
            varint: head.count + features.count + keys.count + values.count + tail.count)
        tile.append(head)
        tile.append(features)
        tile.append(keys)
        tile.append(values)
        tile.append(tail)
        return tile.bytes
    }
}

/// An attribute of a layer.
public struct TileKey: Hashable, Sendable, BitwiseCopyable { let place: Int }

/// The place of an attribute's value in its layer.
public struct TileValue: Hashable, Sendable, BitwiseCopyable { let place: UInt32 }
