/// Geometry as commands to a pen (section 4.3 of the specification).
extension DecodedTile {
    func paths(_ commands: [UInt32], of kind: Kind) throws -> [[Position]] {
        var pen = Pen(kind: kind)
        var rest = commands[...]
        while let command = rest.popFirst() {
            let count = Int(command >> 3)
            switch command & 7 {
            case 1: try pen.move(try Self.steps(count, from: &rest))
            case 2: try pen.draw(try Self.steps(count, from: &rest))
            case 7 where count == 1: try pen.close()
            default: throw MalformedTile("a geometry has the command \(command)")
            }
        }
        return try pen.finish()
    }

    private static func steps(
        _ count: Int, from rest: inout ArraySlice<UInt32>
    ) throws -> [Position] {
        guard count > 0, rest.count >= 2 * count else {
            throw MalformedTile("a command of \(count) steps has \(rest.count) numbers")
        }
        let numbers = Array(rest.prefix(2 * count))
        rest = rest.dropFirst(2 * count)
        return (0..<count).map {
            Position(unzigzag(numbers[2 * $0]), unzigzag(numbers[2 * $0 + 1]))
        }
    }
}

/// What the commands move.
private struct Pen {
    let kind: DecodedTile.Kind
    private var place = DecodedTile.Position(0, 0)
    private var path: [DecodedTile.Position] = []
    private var isClosed = true
    private var paths: [[DecodedTile.Position]] = []

    init(kind: DecodedTile.Kind) { self.kind = kind }

    mutating func move(_ steps: [DecodedTile.Position]) throws {
        if kind == .point {
            guard paths.isEmpty else { throw MalformedTile("points are moved to twice") }
            for step in steps { paths.append([moved(by: step)]) }
            return
        }
        guard steps.count == 1 else { throw MalformedTile("a path begins \(steps.count) times") }
        try putDown()
        path = [moved(by: steps[0])]
        isClosed = false
    }

    mutating func draw(_ steps: [DecodedTile.Position]) throws {
        guard !isClosed, path.count == 1 else { throw MalformedTile("a path has no beginning") }
        for step in steps {
            guard step != DecodedTile.Position(0, 0) else {
                throw MalformedTile("a step leads nowhere")
            }
            path.append(moved(by: step))
        }
    }

    mutating func close() throws {
        guard kind != .line, !isClosed, path.count >= 3, path.first != path.last else {
            throw MalformedTile("what is closed is no ring")
        }
        paths.append(path)
        (path, isClosed) = ([], true)
    }

    mutating func finish() throws -> [[DecodedTile.Position]] {
        try putDown()
        return paths
    }

    /// Ends a path that is not a ring.
    private mutating func putDown() throws {
        guard !path.isEmpty else { return }
        guard kind != .polygon else { throw MalformedTile("a ring is not closed") }
        guard path.count > 1 || kind == .unknown else {
            throw MalformedTile("a line has one place")
        }
        paths.append(path)
        path = []
    }

    private mutating func moved(by step: DecodedTile.Position) -> DecodedTile.Position {
        place = DecodedTile.Position(place.x + step.x, place.y + step.y)
        return place
    }
}
