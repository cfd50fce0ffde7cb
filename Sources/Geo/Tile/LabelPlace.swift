extension Polygon {
    /// A place inside at which the polygon's name finds room: the middle of the widest run across it,
    /// of those at some heights of its box.
    ///
    /// Complexity: O(vertices).
    public var labelPlace: Coordinate {
        let box = Box(shell.vertices)
        var best = box.centre
        var widest: Int64 = -1
        for share in Self.heights {
            // Half a unit between the lattice's rows: no vertex lies at this height.
            let height = (Double(box.south) + share * Double(box.north - box.south)).rounded(.down)
            let crossings = crossings(height: height + 0.5)
            for place in stride(from: 0, to: crossings.count - 1, by: 2) {
                let (from, to) = (crossings[place], crossings[place + 1])
                let width = Int64(to.rounded(.down)) - Int64(from.rounded(.up))
                guard width > widest else { continue }
                widest = width
                best = Coordinate(
                    longitude: Int32(((from + to) / 2).rounded(.down)), latitude: Int32(height))
            }
        }
        return best
    }

    /// The middle first: at equal width a name stands there.
    private static let heights = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]

    private func crossings(height: Double) -> [Double] {
        var found: [Double] = []
        for ring in rings {
            for (a, b) in ring.edges
            where (Double(a.latitude) < height) != (Double(b.latitude) < height) {
                let rise = Double(b.latitude) - Double(a.latitude)
                let share = (height - Double(a.latitude)) / rise
                found.append(
                    Double(a.longitude) + share * (Double(b.longitude) - Double(a.longitude)))
            }
        }
        return found.sorted()
    }
}
