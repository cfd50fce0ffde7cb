/// Random numbers that depend on their seed alone, wherever and whenever they are drawn.
///
/// The generators of the standard library may change between releases; a city must not.
///
/// Source: SplitMix64, Steele, Lea and Flood, OOPSLA 2014.
struct SplitMix: Sendable {
    private var state: UInt64

    /// A stream of its own for each combination of numbers, in their order.
    init(_ numbers: UInt64...) {
        state = 0
        for number in numbers { state = Self.mixed(state &+ number &+ 0x9E37_79B9_7F4A_7C15) }
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// The first 64 bits of a stream, to seed something else.
    var first: UInt64 {
        var copy = self
        return copy.next()
    }

    /// A number of 0 ..< 1.
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// A number of −1 ..< 1.
    mutating func signed() -> Double { unit() * 2 - 1 }

    /// A whole number of 0 ..< bound.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
    }

    /// Whether something happens that does so in a share of all cases.
    mutating func happens(_ share: Double) -> Bool { unit() < share }

    private static func mixed(_ bits: UInt64) -> UInt64 {
        var mixed = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Which part of the city a stream of random numbers makes, so that parts do not disturb each
/// other.
enum Stage: UInt64 {
    case shape = 1, cuts, names, people, components, places, cases
}

/// A smooth random field over the plane, −1 … 1.
///
/// Source: value noise, Perlin, SIGGRAPH 1985, with the cubic of its paper.
struct Noise {
    let seed: UInt64
    /// The size of a cell in metres: what is nearer than that is alike.
    let cell: Double

    /// The value at a place of the plane.
    func value(_ x: Double, _ y: Double) -> Double {
        let (column, row) = ((x / cell).rounded(.down), (y / cell).rounded(.down))
        let (u, v) = (Self.eased(x / cell - column), Self.eased(y / cell - row))
        let low = corner(column, row) * (1 - u) + corner(column + 1, row) * u
        let high = corner(column, row + 1) * (1 - u) + corner(column + 1, row + 1) * u
        return low * (1 - v) + high * v
    }

    private func corner(_ column: Double, _ row: Double) -> Double {
        var random = SplitMix(
            seed, UInt64(bitPattern: Int64(column)), UInt64(bitPattern: Int64(row)))
        return random.signed()
    }

    private static func eased(_ share: Double) -> Double { share * share * (3 - 2 * share) }
}
