/// Many names as runs of letters, looked through from the first to the last.
///
/// A letter is a number; the names stand one after another with a gap of 0 between them, so that what
/// is looked for never reaches from one into the next.
///
/// Complexity: looking through is O(letters of all names), about 1 ns each.
struct NameColumn: Sendable {
    private let numberOf: [Unicode.Scalar: Int32]
    /// How each letter may be typed in Latin letters.
    private let readings: [[[UInt8]]]
    /// The first bytes of a letter's readings as bits, `a` the lowest.
    private let initials: [UInt32]
    private let letters: [Int32]
    /// Where each name begins; one more entry marks the end.
    private let starts: [Int32]

    init(_ names: [String]) {
        var numberOf: [Unicode.Scalar: Int32] = [:]
        var alphabet: [Unicode.Scalar] = []
        var letters: [Int32] = []
        var starts: [Int32] = [0]
        for name in names {
            for scalar in SearchText.scalars(name) {
                let known = numberOf[scalar] ?? Int32(alphabet.count + 1)
                if Int(known) > alphabet.count {
                    alphabet.append(scalar)
                    numberOf[scalar] = known
                }
                letters.append(known)
            }
            letters.append(0)
            starts.append(Int32(letters.count))
        }
        self.numberOf = numberOf
        self.letters = letters
        self.starts = starts
        let pinyin = Pinyin.readings(of: alphabet)
        readings =
            [[]]
            + alphabet.enumerated().map { place, scalar in
                scalar.isASCII && scalar.properties.isAlphabetic || scalar.isDigit
                    ? [[UInt8(ascii: scalar)]] : pinyin[place]
            }
        initials = readings.map { readings in
            readings.reduce(0) { bits, reading in
                reading.first.map { bits | Self.bit($0) } ?? bits
            }
        }
    }

    var count: Int { starts.count - 1 }

    /// How many letters a name has.
    func length(of name: Int) -> Int { Int(starts[name + 1] - starts[name]) - 1 }

    private static func bit(_ byte: UInt8) -> UInt32 {
        byte >= 97 && byte <= 122 ? 1 << UInt32(byte - 97) : 1 << 31
    }

    // MARK: As it is written

    /// Calls `visit` with every name that contains a text, and how it does.
    func forEachName(with text: [Unicode.Scalar], _ visit: (Int, Fit) -> Void) {
        var wanted: [Int32] = []
        for scalar in text {
            guard let number = numberOf[scalar] else { return }
            wanted.append(number)
        }
        guard let first = wanted.first else { return }
        var name = 0
        var place = 0
        let end = letters.count - wanted.count
        while place < end {
            guard letters[place] == first,
                wanted.indices.allSatisfy({ letters[place + $0] == wanted[$0] })
            else {
                place += 1
                continue
            }
            name = self.name(at: place, from: name)
            let isWhole = letters[place + wanted.count] == 0
            let isFirst = place == Int(starts[name])
            visit(name, isFirst ? (isWhole ? .whole : .prefix) : .inside)
            // Once for each name.
            place = Int(starts[name + 1])
        }
    }

    private func name(at place: Int, from first: Int) -> Int {
        var low = first
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if Int(starts[middle + 1]) <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: As it is read

    /// Calls `visit` with every name of which a run of letters is typed so: by initials, in full
    /// pinyin, or the one here and the other there.
    func forEachName(typed text: [UInt8], _ visit: (Int, Fit) -> Void) {
        guard let first = text.first else { return }
        let bit = Self.bit(first)
        for name in 0..<count {
            let range = Int(starts[name])..<Int(starts[name + 1]) - 1
            for place in range where initials[Int(letters[place])] & bit != 0 {
                guard let end = end(of: text[...], from: place, to: range.upperBound) else {
                    continue
                }
                let isFirst = place == range.lowerBound
                visit(name, isFirst ? (end == range.upperBound ? .whole : .prefix) : .inside)
                break
            }
        }
    }

    /// Where the run of letters ends that a text types from a place on; `nil` if it types none.
    private func end(of text: ArraySlice<UInt8>, from place: Int, to limit: Int) -> Int? {
        if text.isEmpty { return place }
        guard place < limit else { return nil }
        let readings = readings[Int(letters[place])]
        // A sign between letters is not typed.
        if readings.isEmpty { return end(of: text, from: place + 1, to: limit) }
        for reading in readings {
            var shared = 0
            for (typed, read) in zip(text, reading) {
                guard typed == read else { break }
                shared += 1
            }
            // The longer part of a syllable first: `xian` is rather one than `xi` and `an`.
            while shared > 0 {
                if let end = end(of: text.dropFirst(shared), from: place + 1, to: limit) {
                    return end
                }
                shared -= 1
            }
        }
        return nil
    }

    /// How a text stands in a name.
    enum Fit: Hashable {
        case whole, prefix, inside
    }
}

extension Unicode.Scalar {
    /// Whether it is one of 0 … 9.
    var isDigit: Bool { (48...57).contains(value) }
}
