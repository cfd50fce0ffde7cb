public import Geo

/// A component as packed numbers, so that millions of them can pass without a text each.
public struct DemoComponent: Sendable, Hashable {
    /// The number of its category in ``Plan/componentCategories``.
    public var category: Int32
    /// The number of its district in ``Plan/districtCodes``.
    public var district: Int32
    /// The number of its unit grid in ``Plan/unitGridCodes``.
    public var unitGrid: Int32
    /// Its number among those of its district and category, from 1; the last digits of its code.
    public var sequence: Int32
    /// Its place; of a line or area its first vertex.
    public var coordinate: Coordinate
    /// The other vertices of a line (one) or area (three); none of a point.
    public var further: [Coordinate]
    /// The number of the competent department in ``Plan/organizationCodes``, or −1.
    public var competentDepartment: Int32
    /// The number of the owner, or −1.
    public var owner: Int32
    /// The number of the maintainer, or −1.
    public var maintainer: Int32
    /// The number of the organization that leads where several answer jointly, or −1.
    public var lead: Int32
    /// The number of the organization that answers jointly with the lead, or −1.
    public var joint: Int32
    /// The number of the person named on it, as in ``Plan/personCode(_:)``, or −1.
    public var person: Int32
    /// Whether a device is fixed to it.
    public var hasDevice: Bool

    /// Its geometry.
    public var shape: Shape {
        switch further.count {
        case 0: .points([coordinate])
        case 1: Line([coordinate] + further).map { .lines([$0]) } ?? .points([coordinate])
        default:
            Ring([coordinate] + further).map { .area([Polygon(shell: $0)]) }
                ?? .points([coordinate])
        }
    }
}
