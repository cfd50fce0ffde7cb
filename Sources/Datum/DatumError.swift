public import Geo

/// A reason why coordinates cannot be converted.
public enum DatumError: Error, Hashable, Sendable {
    /// The text names no reference system.
    case unknownName(String)
    /// PROJ does not know the system.
    case unknownSystem(String)
    /// There are no parameters from this datum to CGCS2000; a guess would be off by many metres.
    case noParameters(String)
    /// PROJ does not understand the pipeline.
    case badPipeline(String)
    /// The easting has a zone number in front, the system has none.
    case unexpectedZone(Int, easting: Double, system: String, matching: String?)
    /// The system expects a zone number in front of the easting, and there is none.
    case missingZone(Int, easting: Double, system: String, matching: String?)
    /// The two numbers stand in the other order.
    case axesSwapped(Position)
    /// Degrees where metres are expected.
    case degreesInProjected(Position, system: String)
    /// Metres where degrees are expected.
    case metresInGeographic(Position, system: String)
    /// A number that is not finite, or a place for which the system is not made.
    case notConvertible(Position, system: String)
}

extension DatumError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unknownName(let text):
            """
            "\(text)" names no reference system. Write EPSG:4490, EPSG:4547, cgcs2000, wgs84, \
            gcj02 or bd09.
            """
        case .unknownSystem(let name):
            "\(name) is not known to PROJ. Check the code at epsg.org."
        case .noParameters(let name):
            """
            There are no parameters from \(name) to CGCS2000, and without them places would be \
            off by tens of metres. Ask the survey office for them and give a PROJ pipeline with \
            --pipeline.
            """
        case .badPipeline(let text):
            "PROJ does not understand the pipeline \"\(text)\". Try it with `cct` first."
        case .unexpectedZone(let zone, let easting, let system, let matching):
            """
            The easting \(easting) begins with zone \(zone), but \(system) has no zone in front. \
            \(Self.advice(matching))
            """
        case .missingZone(let zone, let easting, let system, let matching):
            """
            The easting \(easting) has no zone in front, but \(system) expects \(zone). \
            \(Self.advice(matching))
            """
        case .axesSwapped(let position):
            """
            \(position.x),\(position.y) is written northing first. Say so with \
            --axes northing-first.
            """
        case .degreesInProjected(let position, let system):
            """
            \(position.x),\(position.y) are degrees, but \(system) counts metres. Name the \
            system that the file really has, for example EPSG:4490.
            """
        case .metresInGeographic(let position, let system):
            """
            \(position.x),\(position.y) are metres, but \(system) counts degrees. Name the \
            system that the file really has, for example EPSG:4547.
            """
        case .notConvertible(let position, let system):
            """
            \(position.x),\(position.y) has no place in \(system). Check the number and the \
            reference system.
            """
        }
    }

    private static func advice(_ matching: String?) -> String {
        matching.map { "Take \($0)." } ?? "Take the system that fits."
    }
}
