public import Geo

extension Coordinate {
    /// A coordinate as people type it: two numbers in degrees with a comma or a blank between them,
    /// longitude first; `nil` if the text is none.
    ///
    /// Latitude may stand first where only that can be meant: because the other number is none, or
    /// because the city lies there and not at the place read the usual way.
    public init?(typed text: String, ground: Box?) {
        let numbers = text.split { ",，;；、\t ".contains($0) }.map(Self.number)
        guard numbers.count == 2, let first = numbers[0], let second = numbers[1],
            text.contains(".") || text.contains(",") || text.contains("，")
        else { return nil }
        let usual = Self(exactly: first, second)
        let swapped = Self(exactly: second, first)
        let isSwapped: Bool =
            if let usual, let swapped, let ground {
                !ground.contains(usual) && ground.contains(swapped)
            } else {
                usual == nil
            }
        guard let place = isSwapped ? swapped : usual else { return nil }
        self = place
    }

    private init?(exactly longitude: Double, _ latitude: Double) {
        guard
            let place = try? Coordinate(longitudeDegrees: longitude, latitudeDegrees: latitude)
        else { return nil }
        self = place
    }

    private static func number(_ text: Substring) -> Double? {
        let digits = text.filter { !"°度".contains($0) }
        guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || ".-+".contains($0)) }) else {
            return nil
        }
        return Double(digits)
    }
}
