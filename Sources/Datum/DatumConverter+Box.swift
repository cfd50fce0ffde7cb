public import Geo

extension DatumConverter {
    /// How many places of each side of a box are looked at: sides that are straight in one system
    /// are curves in another.
    private static let placesOfSide = 32

    /// The box in CGCS2000 degrees around a box of the system, lower and upper corner each; `nil` if
    /// no place of its border has a place there.
    ///
    /// The numbers are not judged: whoever asks for a box larger than the system is made for means
    /// all of it. Both corners are written as the converter's axis order says.
    public func box(
        _ lower: Position, _ upper: Position
    ) throws(DatumError) -> (lower: Position, upper: Position)? {
        let (low, high) = (inOrder(lower), inOrder(upper))
        let pipeline = try definition.map(ProjPipeline.ofThread)
        var found: (lower: Position, upper: Position)?
        for step in 0...Self.placesOfSide {
            let share = Double(step) / Double(Self.placesOfSide)
            let x = low.x + (high.x - low.x) * share
            let y = low.y + (high.y - low.y) * share
            for place in [(x, low.y), (x, high.y), (low.x, y), (high.x, y)] {
                var places = [Position(x: place.0, y: place.1)]
                if pipeline?.transform(&places, forward: true) != nil { continue }
                found = Self.box(found, with: places[0])
            }
        }
        return found
    }

    private func inOrder(_ position: Position) -> Position {
        axisOrder == .eastingFirst ? position : Position(x: position.y, y: position.x)
    }

    private static func box(
        _ box: (lower: Position, upper: Position)?, with place: Position
    ) -> (lower: Position, upper: Position) {
        guard let box else { return (place, place) }
        return (
            Position(x: min(box.lower.x, place.x), y: min(box.lower.y, place.y)),
            Position(x: max(box.upper.x, place.x), y: max(box.upper.y, place.y))
        )
    }
}
