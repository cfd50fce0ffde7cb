import City
import Geo

/// The findings on the ground: single ones while they are few, how many a square has beyond.
struct FindingMap {
    let frame: MapFrame
    /// The outline of the city.
    let outline: [Polygon]
    /// The findings one by one; `nil` as soon as there are too many.
    private(set) var dots: [Dot]? = []
    /// How many findings each square has.
    private var squares: [Square]
    private let columns: Int
    /// How many findings have a place that the map does not show.
    private(set) var beside = 0
    /// How many findings have no place.
    private(set) var withoutPlace = 0

    /// A finding on the paper.
    struct Dot: Hashable {
        var x: Int
        var y: Int
        var severity: Finding.Severity
        var row: Int?
        var rule: Finding.Rule
    }

    /// How many findings lie in a square.
    struct Square {
        var errors: Int32 = 0
        var warnings: Int32 = 0

        var count: Int { Int(errors) + Int(warnings) }
    }

    /// How many findings are drawn one by one.
    static let singleDots = 3000
    /// The side of a square in units of the paper.
    static let side = 10

    /// A map of the city, or of the findings if its outline is not known.
    init(outline: [Polygon], findings: Box) {
        let box = Box(outline.lazy.flatMap(\.shell.vertices))
        frame = MapFrame(around: box.isEmpty ? findings : box)
        self.outline = outline
        columns = MapFrame.width / Self.side + 1
        squares = Array(repeating: Square(), count: columns * (frame.height / Self.side + 1))
    }

    mutating func add(_ finding: Finding) {
        guard let place = finding.place else { return withoutPlace += 1 }
        guard let position = frame.position(place) else { return beside += 1 }
        let (x, y) = (Int(position.x), Int(position.y))
        let square = y / Self.side * columns + x / Self.side
        switch finding.severity {
        case .error: squares[square].errors += 1
        case .warning: squares[square].warnings += 1
        case .info: return
        }
        guard let count = dots?.count else { return }
        if count == Self.singleDots {
            dots = nil
        } else {
            dots?.append(
                Dot(
                    x: x, y: y, severity: finding.severity, row: finding.row,
                    rule: finding.rule))
        }
    }

    /// The squares that have findings, by their middles on the paper.
    var filledSquares: [(x: Int, y: Int, square: Square)] {
        squares.enumerated().compactMap { number, square in
            guard square.count > 0 else { return nil }
            return (
                (number % columns) * Self.side + Self.side / 2,
                (number / columns) * Self.side + Self.side / 2, square
            )
        }
    }

    /// The side of a square in metres.
    var metresOfSide: Double { frame.metresPerUnit * Double(Self.side) }
}
