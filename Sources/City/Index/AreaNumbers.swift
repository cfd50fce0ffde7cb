/// At most one area of each kind, by number.
public struct AreaNumbers: Hashable, Sendable, BitwiseCopyable {
    private var numbers: InlineArray<7, Int32>

    /// No area of any kind.
    public init() { numbers = InlineArray(repeating: -1) }

    /// The number of the area of a kind.
    public subscript(kind: AreaKind) -> Int32? {
        get {
            let number = numbers[Int(kind.rawValue)]
            return number < 0 ? nil : number
        }
        set { numbers[Int(kind.rawValue)] = newValue ?? -1 }
    }

    /// Equal if every kind names the same area.
    public static func == (left: AreaNumbers, right: AreaNumbers) -> Bool {
        AreaKind.allCases.allSatisfy { left[$0] == right[$0] }
    }

    /// All seven numbers are hashed.
    public func hash(into hasher: inout Hasher) {
        for kind in AreaKind.allCases { hasher.combine(self[kind]) }
    }
}

/// The areas that administer a place, fine before coarse, by number: at most one of each level.
struct Territory: Hashable, Sendable, BitwiseCopyable, RandomAccessCollection {
    private var numbers: InlineArray<4, Int32> = InlineArray(repeating: -1)
    private var length: Int32 = 0

    var startIndex: Int { 0 }
    var endIndex: Int { Int(length) }
    subscript(place: Int) -> Int32 { numbers[place] }

    /// Adds the next coarser area; a level more than there are is let fall.
    mutating func append(_ number: Int32) {
        guard length < 4 else { return }
        numbers[Int(length)] = number
        length += 1
    }

    static func == (left: Territory, right: Territory) -> Bool { left.elementsEqual(right) }

    func hash(into hasher: inout Hasher) {
        for number in self { hasher.combine(number) }
    }
}
