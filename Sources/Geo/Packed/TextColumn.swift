/// Many texts in one run of bytes, known by their places.
public struct TextColumn: Packed {
    private let bytes: PackedArray<UInt8>
    /// Where each text begins; one more entry marks the end.
    private let starts: PackedArray<UInt64>

    /// A column of these texts.
    public init(_ texts: some Collection<String>) {
        var bytes: [UInt8] = []
        var starts: [UInt64] = [0]
        starts.reserveCapacity(texts.count + 1)
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            starts.append(UInt64(bytes.count))
        }
        self.bytes = PackedArray(bytes)
        self.starts = PackedArray(starts)
    }

    /// How many texts there are.
    public var count: Int { starts.count - 1 }

    /// The text at a place.
    public subscript(place: Int) -> String { String(decoding: utf8(place), as: UTF8.self) }

    /// The UTF-8 bytes of the text at a place.
    public func utf8(_ place: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            rebasing: bytes.elements[Int(starts[place])..<Int(starts[place + 1])])
    }

    /// The place of a text in a column whose texts ascend by their bytes.
    ///
    /// Complexity: O(log n).
    public func place(of text: String, in range: Range<Int>? = nil) -> Int? {
        var text = text
        return text.withUTF8 { wanted in
            var low = range?.lowerBound ?? 0
            var high = range?.upperBound ?? count
            let end = high
            while low < high {
                let middle = (low + high) / 2
                if utf8(middle).lexicographicallyPrecedes(wanted) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low < end && utf8(low).elementsEqual(wanted) ? low : nil
        }
    }

    /// Takes the column out of bytes.
    public init(from reader: inout PackedReader) throws(PackedError) {
        bytes = try reader.array()
        starts = try reader.array()
    }

    /// Writes the column.
    public func write(to writer: inout PackedWriter) throws {
        try writer.write(bytes)
        try writer.write(starts)
    }
}

/// Texts while they are collected: each different one is kept once.
public struct TextCollector {
    private var places: [String: Int32] = [:]
    private var texts: [String] = []

    /// No text yet.
    public init() {}

    /// The place of a text, which is given one if it has none.
    public mutating func place(of text: String) -> Int32 {
        if let known = places[text] { return known }
        let place = Int32(texts.count)
        places[text] = place
        texts.append(text)
        return place
    }

    /// The place of a text, or −1 for none.
    public mutating func place(of text: String?) -> Int32 {
        guard let text else { return -1 }
        return place(of: text)
    }

    /// The texts by their places.
    public var column: TextColumn { TextColumn(texts) }
}
