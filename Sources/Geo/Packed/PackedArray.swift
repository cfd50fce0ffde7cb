/// An array that never changes and can lie in a mapped file: no parsing, no copy.
///
/// Its elements are plain values without references. Reading one costs what a pointer costs;
/// a place outside the array is a fault of ours and is caught in debug builds. Threads may share it:
/// it only ever reads memory that ``PackedBytes`` promises not to change.
@frozen
public struct PackedArray<Element: BitwiseCopyable>: @unchecked Sendable, RandomAccessCollection {
    @usableFromInline let owner: PackedBytes?
    @usableFromInline let elements: UnsafeBufferPointer<Element>

    /// An array without elements.
    @inlinable
    public init() {
        owner = nil
        elements = UnsafeBufferPointer(start: nil, count: 0)
    }

    /// An array of these elements, in memory of its own.
    @inlinable
    public init(_ source: some Collection<Element>) {
        guard !source.isEmpty else {
            self.init()
            return
        }
        let count = source.count
        let owner = PackedBytes(count: count * MemoryLayout<Element>.stride) { memory in
            _ = memory.bindMemory(to: Element.self).initialize(fromContentsOf: source)
        }
        self.init(owner: owner, elements: owner.bytes.assumingMemoryBound(to: Element.self))
    }

    @usableFromInline
    init(owner: PackedBytes, elements: UnsafeBufferPointer<Element>) {
        self.owner = owner
        self.elements = elements
    }

    /// The first place, 0.
    @inlinable public var startIndex: Int { 0 }
    /// The place after the last.
    @inlinable public var endIndex: Int { elements.count }

    /// The element at a place.
    @inlinable
    public subscript(place: Int) -> Element { elements[place] }

    /// Runs work on the elements as one run of memory.
    @inlinable
    public func withContiguousStorageIfAvailable<Value>(
        _ work: (UnsafeBufferPointer<Element>) throws -> Value
    ) rethrows -> Value? {
        try work(elements)
    }

    /// The first place whose element is not below a value, in an array that ascends by `key`.
    @inlinable
    public func partition<Key: Comparable>(
        by key: (Element) -> Key, notBelow value: Key, in range: Range<Int>? = nil
    ) -> Int {
        var low = range?.lowerBound ?? 0
        var high = range?.upperBound ?? count
        while low < high {
            let middle = (low + high) / 2
            if key(elements[middle]) < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
