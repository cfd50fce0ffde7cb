import Geo

/// The streets that run along the borders between districts.
enum Borders {
    /// A street for each run of edges that subdistricts of two districts share.
    static func strokes(between subdistricts: [Ground.Piece], _ cutter: Cutter) -> [Stroke] {
        var owners: [UInt64: Int] = [:]
        for (number, piece) in subdistricts.enumerated() {
            forEachEdge(piece.rings[0]) { owners[key($0, $1)] = number }
        }
        var strokes: [Stroke] = []
        for (number, piece) in subdistricts.enumerated() {
            var run: [Int32] = []
            func end() {
                if length(run, cutter) > 200 {
                    strokes.append(
                        Stroke(rank: .avenue, pieces: 0, subdistrict: number, vertices: run))
                }
                run = []
            }
            forEachEdge(piece.rings[0]) { a, b in
                let other = owners[key(b, a)].map { subdistricts[$0].parent }
                if let other, other > piece.parent {
                    if run.isEmpty { run = [a] }
                    run.append(b)
                } else {
                    end()
                }
            }
            end()
        }
        return strokes
    }

    private static func key(_ a: Int32, _ b: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    }

    private static func forEachEdge(_ ring: VertexRing, _ visit: (Int32, Int32) -> Void) {
        for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) { visit(a, b) }
    }

    private static func length(_ run: [Int32], _ cutter: Cutter) -> Double {
        zip(run, run.dropFirst()).reduce(0) {
            $0 + cutter.plane.distance(cutter.mesh[$1.0], cutter.mesh[$1.1])
        }
    }
}
