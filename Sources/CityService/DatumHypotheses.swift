import City
import Datum
import Geo

/// What else the coordinates of a file could be than what it says: the readings among which the
/// datum detective looks.
struct DatumHypotheses {
    /// Reads positions as the file says.
    let declared: PlaceReader
    /// The other readings, the simplest first.
    let alternatives: [DatumHypothesis]

    /// The readings of a file that is declared so.
    ///
    /// Nothing is asked of PROJ before a reading is tried.
    init(_ system: ReferenceSystem, axisOrder: AxisOrder, pipeline: String? = nil) {
        let frame = Frame(system: system, axisOrder: axisOrder, pipeline: pipeline)
        declared = frame.reader()
        alternatives =
            [Self.swapped(frame)] + Self.otherZones(of: frame) + Self.mapShifts(of: frame)
    }

    private static func swapped(_ frame: Frame) -> DatumHypothesis {
        let swapped = frame.swapped
        return DatumHypothesis(
            .swappedAxes,
            DatumCorrection(
                isNorthingFirst: swapped.axisOrder == .northingFirst, swapsAxes: true),
            places: swapped.reader())
    }

    /// The zones around that of the file, and the file's own with and without its number and the
    /// axes in the other order: whoever swaps them forgets the number as a rule.
    private static func otherZones(of frame: Frame) -> [DatumHypothesis] {
        guard frame.pipeline == nil, let zone = frame.zone else { return [] }
        let neighbours = zone.neighbours()
        let straight = neighbours.map { neighbour -> DatumHypothesis in
            let other = Frame(system: neighbour.system, axisOrder: frame.axisOrder)
            return DatumHypothesis(
                suspect(zone, neighbour),
                DatumCorrection(
                    referenceSystem: "\(neighbour.system)",
                    isNorthingFirst: frame.axisOrder == .northingFirst),
                places: other.reader())
        }
        let turned = neighbours.filter { $0.meridian == zone.meridian }.map { twin in
            let other = Frame(system: twin.system, axisOrder: frame.swapped.axisOrder)
            return DatumHypothesis(
                .swappedAxes,
                DatumCorrection(
                    referenceSystem: "\(twin.system)",
                    isNorthingFirst: other.axisOrder == .northingFirst, swapsAxes: true),
                places: other.reader())
        }
        return straight + turned
    }

    private static func suspect(
        _ declared: GaussKrugerZone, _ other: GaussKrugerZone
    ) -> DatumSuspect {
        if declared.hasNumberInFront == other.hasNumberInFront { return .wrongZone }
        return declared.hasNumberInFront ? .missingZonePrefix : .unexpectedZonePrefix
    }

    private static func mapShifts(of frame: Frame) -> [DatumHypothesis] {
        let isNorthingFirst = frame.axisOrder == .northingFirst
        func read(_ suspect: DatumSuspect, as system: ReferenceSystem) -> DatumHypothesis {
            DatumHypothesis(
                suspect,
                DatumCorrection(
                    referenceSystem: system.option, isNorthingFirst: isNorthingFirst),
                places: Frame(system: system, axisOrder: frame.axisOrder).reader())
        }
        switch frame.system {
        case .gcj02: return [read(.unshifted, as: .register), read(.bd09, as: .bd09)]
        case .bd09: return [read(.unshifted, as: .register), read(.gcj02, as: .gcj02)]
        case .epsg(4490), .epsg(4326):
            if frame.pipeline != nil { break }
            return [read(.gcj02, as: .gcj02), read(.bd09, as: .bd09)]
        case .epsg, .wkt: break
        }
        return [(DatumSuspect.gcj02, ReferenceSystem.gcj02), (.bd09, .bd09)].map { suspect, shift in
            DatumHypothesis(
                suspect,
                DatumCorrection(isNorthingFirst: isNorthingFirst, mapShift: shift.option),
                places: frame.reader(thenUnshifting: shift))
        }
    }
}

/// How the coordinates of a file are written.
private struct Frame: Sendable {
    var system: ReferenceSystem
    var axisOrder: AxisOrder
    var pipeline: String?

    var swapped: Frame {
        var other = self
        other.axisOrder = axisOrder == .eastingFirst ? .northingFirst : .eastingFirst
        return other
    }

    var zone: GaussKrugerZone? { (try? DatumConverter(from: system))?.zone }

    /// Reads positions as the frame says, and then takes a shift back.
    func reader(thenUnshifting shift: ReferenceSystem? = nil) -> PlaceReader {
        { positions in
            let converter = try? DatumConverter(
                from: system, axisOrder: axisOrder, pipeline: pipeline)
            let unshifting = shift.flatMap { try? DatumConverter(from: $0) }
            guard let converter else { return positions.map { _ in nil } }
            func convert(_ positions: [Position]) throws -> [Position] {
                let degrees = try converter.toRegister(positions)
                return try unshifting?.toRegister(degrees) ?? degrees
            }
            if let all = try? convert(positions) { return all.map(\.place) }
            // One position without a place must not take the others with it.
            return positions.map { (try? convert([$0]))?.first?.place }
        }
    }
}

extension Position {
    /// The lattice point of a position in degrees; `nil` off the globe.
    fileprivate var place: Coordinate? {
        try? Coordinate(longitudeDegrees: x, latitudeDegrees: y)
    }
}

extension ReferenceSystem {
    /// The system as `--crs` takes it.
    fileprivate var option: String {
        switch self {
        case .gcj02: "gcj02"
        case .bd09: "bd09"
        case .epsg, .wkt: "\(self)"
        }
    }
}

extension DatumCorrection {
    /// Takes positions to CGCS2000 degrees as the correction says.
    ///
    /// - Parameter declared: the system that the file says, for corrections that keep it.
    /// - Throws: ``DatumError``.
    func reader(
        declared: ReferenceSystem, pipeline: String? = nil
    ) throws -> @Sendable ([Position]) throws -> [Position] {
        let system = try referenceSystem.map { try ReferenceSystem(parsing: $0) }
        let converter = try DatumConverter(
            from: system ?? declared,
            axisOrder: isNorthingFirst ? .northingFirst : .eastingFirst,
            pipeline: system == nil ? pipeline : nil)
        let unshifting = try mapShift.map { try DatumConverter(from: ReferenceSystem(parsing: $0)) }
        return { positions in
            let degrees = try converter.toRegister(positions)
            return try unshifting?.toRegister(degrees) ?? degrees
        }
    }
}
