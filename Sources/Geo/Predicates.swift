// Exact predicates on the lattice. Every decision is the sign of an integer, never of a rounded
// number; differences of coordinates take 33 bits, their products 66, so a city-sized triangle is
// decided in 64 bits and a continental one in 128.

/// On which side of the directed line from `a` to `b` a place lies: positive left, negative right,
/// zero exactly on the line.
///
/// Complexity: constant; two multiplications.
@inlinable
public func orientation(_ a: Coordinate, _ b: Coordinate, _ place: Coordinate) -> Int {
    let bx = Int64(b.longitude) - Int64(a.longitude)
    let by = Int64(b.latitude) - Int64(a.latitude)
    let px = Int64(place.longitude) - Int64(a.longitude)
    let py = Int64(place.latitude) - Int64(a.latitude)
    let limit: UInt64 = 1 << 31
    // The bitwise or is below a power of two exactly if all four are.
    if bx.magnitude | by.magnitude | px.magnitude | py.magnitude < limit {
        return Int((bx * py - by * px).signum())
    }
    let wide = Int128(bx) * Int128(py) - Int128(by) * Int128(px)
    return Int(wide.signum())
}

/// Whether a place lies exactly on the closed segment from `a` to `b`.
@inlinable
public func isOnSegment(_ place: Coordinate, _ a: Coordinate, _ b: Coordinate) -> Bool {
    min(a.longitude, b.longitude) <= place.longitude
        && place.longitude <= max(a.longitude, b.longitude)
        && min(a.latitude, b.latitude) <= place.latitude
        && place.latitude <= max(a.latitude, b.latitude)
        && orientation(a, b, place) == 0
}

/// How two closed segments meet.
public enum SegmentMeeting: Hashable, Sendable {
    /// They have no place in common.
    case apart
    /// They share one place, and it is an end of at least one of them.
    case touch(Coordinate)
    /// Their interiors cross in one place.
    case cross
    /// They share a run of places, so they lie on one line.
    case overlap
}

/// How the segments `a`–`b` and `c`–`d` meet, exactly.
public func meeting(
    _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate
) -> SegmentMeeting {
    guard Box(a, b).intersects(Box(c, d)) else { return .apart }
    let abc = orientation(a, b, c)
    let abd = orientation(a, b, d)
    if abc == 0, abd == 0 { return meetingOnOneLine(a, b, c, d) }
    let cda = orientation(c, d, a)
    let cdb = orientation(c, d, b)
    if abc * abd < 0, cda * cdb < 0 { return .cross }
    if abc == 0, isOnSegment(c, a, b) { return .touch(c) }
    if abd == 0, isOnSegment(d, a, b) { return .touch(d) }
    if cda == 0, isOnSegment(a, c, d) { return .touch(a) }
    if cdb == 0, isOnSegment(b, c, d) { return .touch(b) }
    return .apart
}

/// Segments on one line share nothing, an end, or a run between the middle two of their ends.
private func meetingOnOneLine(
    _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate
) -> SegmentMeeting {
    let from = max(min(a, b), min(c, d))
    let to = min(max(a, b), max(c, d))
    if from < to { return .overlap }
    return from == to ? .touch(from) : .apart
}

/// Where a place lies with respect to an area.
public enum Location: Hashable, Sendable {
    /// In no part of it.
    case outside
    /// Exactly on an outer or inner ring.
    case border
    /// In its interior.
    case inside
}

/// The running answer to "how often does a ray to the east cross these edges?".
///
/// An edge counts if it spans the place's latitude half-openly (lower end included, upper end
/// not), so that a ray through a vertex counts once. Rings of all parts may be added in any order:
/// the parity over all of them decides for polygons with holes and parts alike.
///
/// Source: the crossing rule of Shimrat, CACM Algorithm 112 (1962), with an exact border test.
public struct RayCrossing: Sendable {
    @usableFromInline let place: Coordinate
    @usableFromInline let residue: Residue
    @usableFromInline var isOdd = false
    /// Whether the place lies exactly on one of the edges seen so far.
    public internal(set) var isOnBorder = false

    /// A count for one place, with no edge seen yet.
    ///
    /// - Parameter residue: where the place really lies beside its lattice point; only what is
    ///   exactly on a border is decided by it.
    @inlinable
    public init(_ place: Coordinate, residue: Residue = .none) {
        self.place = place
        self.residue = residue
    }

    /// Counts the edge from `a` to `b`.
    @inlinable
    public mutating func add(_ a: Coordinate, _ b: Coordinate) {
        let aIsAbove = isAbove(a)
        if aIsAbove != isAbove(b) {
            var side = orientation(a, b, place)
            if side == 0 { side = residue.side(a, b) }
            if side == 0 {
                markBorder()
            }
            // An upward edge (b above) lies east of the place if the place is on its left.
            else if (side > 0) != aIsAbove {
                isOdd.toggle()
            }
        } else if a.latitude == place.latitude || b.latitude == place.latitude {
            if isOnSegment(place, a, b), residue.side(a, b) == 0 { markBorder() }
        }
    }

    /// Counts every edge of a ring, the closing one too.
    ///
    /// The same decisions as one by one; most edges neither span the latitude nor touch it, and
    /// these are passed by with three comparisons.
    @inline(__always)
    mutating func add(ring: UnsafeBufferPointer<Coordinate>) {
        guard var previous = ring.last else { return }
        let latitude = place.latitude
        let threshold = residue.y < 0 ? latitude : latitude + 1
        var wasAbove = previous.latitude >= threshold
        for vertex in ring {
            let isAbove = vertex.latitude >= threshold
            if isAbove != wasAbove || vertex.latitude == latitude
                || previous.latitude == latitude
            {
                add(previous, vertex)
            }
            wasAbove = isAbove
            previous = vertex
        }
    }

    @inlinable
    func isAbove(_ end: Coordinate) -> Bool {
        end.latitude > place.latitude || (end.latitude == place.latitude && residue.y < 0)
    }

    @usableFromInline
    mutating func markBorder() { isOnBorder = true }

    /// Where the place lies, once all edges are counted.
    @inlinable public var location: Location {
        isOnBorder ? .border : isOdd ? .inside : .outside
    }
}
