public import Geo

/// Takes coordinates of one reference system to CGCS2000 degrees and back.
///
/// ```swift
/// let converter = try DatumConverter(from: .epsg(4547))
/// let degrees = try converter.toRegister([Position(x: 500_000, y: 3_400_000)])
/// ```
///
/// Safe to share between threads; each thread has its own PROJ pipeline, kept as long as it lives.
public struct DatumConverter: Sendable {
    private let system: ReferenceSystem
    let axisOrder: AxisOrder
    let definition: ProjPipeline.Definition?

    /// A converter from a system to the register's.
    ///
    /// - Parameters:
    ///   - axisOrder: the order in which positions are written, whatever the system's authority
    ///     lists first.
    ///   - pipeline: a PROJ pipeline from the system's easting and northing (or longitude and
    ///     latitude) to CGCS2000 degrees, in place of the one that PROJ would choose.
    /// - Throws: ``DatumError`` if the system is not known, or has no parameters.
    public init(
        from system: ReferenceSystem, axisOrder: AxisOrder = .eastingFirst, pipeline: String? = nil
    ) throws(DatumError) {
        self.system = system
        self.axisOrder = axisOrder
        definition =
            switch system {
            case .epsg(4490) where pipeline == nil: nil
            case .epsg(let code): .init(source: "EPSG:\(code)", pipeline: pipeline)
            case .wkt(let text): .init(source: text, pipeline: pipeline)
            case .gcj02, .bd09: pipeline.map { .init(source: "", pipeline: $0) }
            }
        if let definition { _ = try ProjPipeline.ofThread(definition) }
    }

    /// The Gauss-Krüger zone of the system, if it is one of China's.
    public var zone: GaussKrugerZone? {
        guard let definition, definition.pipeline == nil,
            let grid = try? ProjPipeline.ofThread(definition).grid
        else { return nil }
        return GaussKrugerZone(meridian: grid.meridian, falseEasting: grid.falseEasting)
    }

    /// The places of some positions, as longitude and latitude in CGCS2000 degrees.
    ///
    /// - Throws: ``DatumError`` at the first position that cannot be converted.
    public func toRegister(_ positions: [Position]) throws(DatumError) -> [Position] {
        var converted =
            axisOrder == .eastingFirst
            ? positions : positions.map { Position(x: $0.y, y: $0.x) }
        let pipeline = try definition.map(ProjPipeline.ofThread)
        for position in converted { try check(position, pipeline) }
        if let pipeline {
            let originals = converted
            if let failed = pipeline.transform(&converted, forward: true) {
                throw .notConvertible(originals[failed], system: "\(system)")
            }
            return converted
        }
        switch system {
        case .gcj02: return converted.map(ShiftedMaps.unshifted(gcj02:))
        case .bd09:
            return converted.map {
                ShiftedMaps.unshifted(gcj02: ShiftedMaps.gcj02(bd09: $0))
            }
        case .epsg, .wkt: return converted
        }
    }

    /// Positions of places given as longitude and latitude in CGCS2000 degrees.
    public func fromRegister(_ places: [Position]) throws(DatumError) -> [Position] {
        var converted = places
        if let definition {
            let pipeline = try ProjPipeline.ofThread(definition)
            if let failed = pipeline.transform(&converted, forward: false) {
                throw .notConvertible(places[failed], system: "\(system)")
            }
        } else if system == .gcj02 || system == .bd09 {
            converted = converted.map(ShiftedMaps.shiftedToGCJ02)
            if system == .bd09 { converted = converted.map(ShiftedMaps.shiftedToBD09) }
        }
        return axisOrder == .eastingFirst
            ? converted : converted.map { Position(x: $0.y, y: $0.x) }
    }

    // MARK: What a look at the numbers tells

    private func check(_ position: Position, _ pipeline: ProjPipeline?) throws(DatumError) {
        // No system of the Earth has larger numbers; what is not finite is refused by the same line.
        guard abs(position.x) < 1e9, abs(position.y) < 1e9 else {
            throw .notConvertible(position, system: "\(system)")
        }
        if definition?.pipeline != nil { return }
        if pipeline?.isProjected == true {
            try checkProjected(position, pipeline?.grid)
        } else {
            try checkGeographic(position)
        }
    }

    private func checkGeographic(_ position: Position) throws(DatumError) {
        let (x, y) = (abs(position.x), abs(position.y))
        if x <= 180, y <= 90 { return }
        if x <= 90, y <= 180 { throw .axesSwapped(position) }
        if x > 1000 || y > 1000 {
            throw .metresInGeographic(position, system: "\(system)")
        }
        throw .notConvertible(position, system: "\(system)")
    }

    private func checkProjected(
        _ position: Position, _ grid: ProjPipeline.Grid?
    ) throws(DatumError) {
        if abs(position.x) <= 180, abs(position.y) <= 180, position.x != 0 || position.y != 0 {
            throw .degreesInProjected(position, system: "\(system)")
        }
        guard let grid, (75...135).contains(grid.meridian) else { return }
        let zone = Int(position.x / 1_000_000)
        let expected = Int(grid.falseEasting / 1_000_000)
        // Northings of China run from 2 to 6 million metres, eastings without a zone stay below 1.
        let isSwapped =
            (1_500_000..<6_500_000).contains(position.x)
            && !(1_500_000..<6_500_000).contains(position.y)
        if isSwapped { throw .axesSwapped(position) }
        if expected == 0, (13...45).contains(zone) {
            throw .unexpectedZone(
                zone, easting: position.x, system: "\(system)",
                matching: GaussKrugerZone(number: zone)?.systemName)
        }
        if expected > 0, zone == 0 {
            throw .missingZone(
                expected, easting: position.x, system: "\(system)",
                matching: GaussKrugerZone(
                    meridian: grid.meridian, isNarrow: expected > 23, hasNumberInFront: false)?
                    .systemName)
        }
    }
}
