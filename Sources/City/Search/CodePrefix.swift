import Geo

extension TextColumn {
    /// The places of the texts that begin with another one, in a run of texts that ascend by their
    /// bytes.
    ///
    /// - Complexity: O(log n).
    func run(ofPrefix prefix: String, in range: Range<Int>) -> Range<Int> {
        let prefix = Array(prefix.utf8)
        let start = partition(range) { !$0.lexicographicallyPrecedes(prefix) }
        let end = partition(start..<range.upperBound) { !$0.starts(with: prefix) }
        return start..<end
    }

    /// The first place of a range from which on every text fits.
    private func partition(
        _ range: Range<Int>, where fits: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if fits(utf8(middle)) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension CodeColumn {
    /// The places in an order by codes of those codes that begin with a text.
    ///
    /// - Complexity: O(log n).
    func run(ofPrefix prefix: String, in order: PackedArray<Int32>) -> Range<Int> {
        switch self {
        case .digits(let keys):
            guard let first = Self.key(prefix) else { return 0..<0 }
            let step = (prefix.utf8.count..<17).reduce(UInt64(1)) { power, _ in power * 10 }
            let after = (first / 32 + step) * 32
            let start = order.partition(by: { keys[Int($0)] }, notBelow: first)
            return start..<order.partition(by: { keys[Int($0)] }, notBelow: after)
        case .texts(let texts):
            let start = order.partition(by: { texts[Int($0)].bytes }, notBelow: prefix.bytes)
            let wanted = Array(prefix.utf8)
            let end = order[start...].firstIndex { !texts.utf8(Int($0)).starts(with: wanted) }
            return start..<(end ?? order.endIndex)
        }
    }
}

extension ComponentBook {
    /// The components whose codes begin with a text, in the order of their codes.
    ///
    /// - Complexity: O(log n + limit), and O(changes on top).
    func numbers(ofPrefix prefix: String, atMost limit: Int) -> [Int32] {
        var numbers: [Int32] = []
        for place in packed.codes.run(ofPrefix: prefix, in: packed.byCode) {
            if numbers.count == limit { break }
            let number = packed.byCode[place]
            if changes?.isHidden(number) != true { numbers.append(number) }
        }
        guard let changes else { return numbers }
        numbers += changes.numberOfCode.filter { $0.key.hasPrefix(prefix) }.map(\.value)
        let sorted = numbers.map { (code: code(of: $0), number: $0) }
            .sorted { $0.code.bytes < $1.code.bytes }
        return sorted.prefix(limit).map(\.number)
    }
}
