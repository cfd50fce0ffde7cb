public import Geo

/// Places as a channel sends them, in its own reference system: `120.1,30.2;120.3,30.4`.
///
/// They are compared with what comes in and are no places of the city, so they stay as they are.
public struct PositionList: Hashable, Sendable, CustomStringConvertible {
    /// The places in their order, at least one.
    public let positions: [Position]

    /// Parses pairs of easting or longitude and northing or latitude, separated by `;`.
    public init(_ text: String) throws(CodeError) {
        let items = TextList.parse(text)
        let positions = items.compactMap(Self.position)
        guard !positions.isEmpty, positions.count == items.count else {
            throw .notOfForm(
                text, expected: "places in the channel's datum, like 120.1,30.2;120.3,30.4",
                chinese: "渠道坐标系中的点位，如120.1,30.2;120.3,30.4")
        }
        self.positions = positions
    }

    private static func position(_ text: String) -> Position? {
        let numbers = text.split { $0 == "," || $0 == "，" || $0 == " " }.map { Double($0) }
        guard numbers.count == 2, let x = numbers[0], let y = numbers[1], x.isFinite, y.isFinite
        else { return nil }
        return Position(x: x, y: y)
    }

    /// The places as `120.1,30.2;120.3,30.4`.
    public var description: String {
        positions.map { "\($0.x),\($0.y)" }.joined(separator: ";")
    }
}
