import City
import Geo

/// What a new edition may have changed on the map.
enum Touched: Hashable, Sendable {
    /// Nothing beyond these boxes, in lattice units.
    case boxes([Box])
    /// Nobody knows: whatever was drawn is drawn anew when it is asked for.
    case anything

    /// Where components stood and stand that an edition changed.
    ///
    /// Components of several points, lines or areas reach beyond their place: for them nothing is
    /// promised.
    init(_ changes: [(code: String, after: Component?)], in before: CityIndex) {
        var boxes: [Box] = []
        for change in changes {
            if let number = before.component(code: change.code) {
                guard let place = before.point(ofComponent: number) else {
                    self = .anything
                    return
                }
                boxes.append(Box(place, place))
            }
            guard let after = change.after else { continue }
            guard case .points(let points) = after.shape, points.count == 1 else {
                self = .anything
                return
            }
            boxes.append(Box(points))
        }
        self = .boxes(boxes)
    }

    /// Both together.
    func and(_ other: Touched) -> Touched {
        guard case .boxes(let mine) = self, case .boxes(let others) = other else {
            return .anything
        }
        return .boxes(mine + others)
    }
}

/// What each replacement of an index touched, as far back as is worth knowing.
struct TouchLog: Sendable {
    /// Grows with every replacement.
    private(set) var generation = 0
    private var touched: [Touched] = []
    private static let length = 64

    /// Notes a replacement.
    mutating func note(_ what: Touched) {
        generation += 1
        touched.append(what)
        if touched.count > Self.length { touched.removeFirst() }
    }

    /// What was touched since a generation.
    func since(_ earlier: Int) -> Touched {
        let count = generation - earlier
        guard (0...touched.count).contains(count) else { return .anything }
        return touched.suffix(count).reduce(.boxes([])) { $0.and($1) }
    }
}
