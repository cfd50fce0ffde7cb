import City
import Datum
import Foundation
import Geo
import TestSupport
import Testing

@testable import CityService

/// Something that stands somewhere, as a register knows it.
struct Thing: Hashable {
    var key: String
    var category: String
    var place: Coordinate
}

/// A city in whose register a delivery is looked up.
struct Ground {
    let things: [Thing]
    /// What the register tells the detective.
    let registered: RegisteredPlaces

    init(things: [Thing], outline: AreaIndex?) {
        self.things = things
        var registered = RegisteredPlaces(outline: outline)
        for thing in things {
            registered.shapes[thing.key] = .points([thing.place])
            registered.places[thing.category, default: []].append(thing.place)
        }
        self.registered = registered
    }

    /// Some of the things, drawn with a seed.
    func some(_ count: Int, _ random: inout SeededGenerator) -> [Thing] {
        Array(things.shuffled(using: &random).prefix(count))
    }

    /// Real streets: the components of Cambridge, set down in Kaifeng metre by metre.
    static let cambridgeInKaifeng: Result<Ground, any Error> = Result {
        let centre = Coordinate(longitude: 1_143_200_000, latitude: 348_000_000)
        return Ground(things: try cambridge(at: centre), outline: try outline("kaifeng"))
    }

    /// Invented streets all over Shenyang's inner districts.
    static let streetsInShenyang: Result<Ground, any Error> = Result {
        let centre = Coordinate(longitude: 1_234_300_000, latitude: 418_000_000)
        return Ground(
            things: streets(around: centre, seed: 210100), outline: try outline("shenyang"))
    }

    /// A whole city's districts.
    static func outline(_ city: String) throws -> AreaIndex {
        let areas = try GeoJSON.areas(
            Repository.path("gisdata/china/\(city)/districts.geojson"), code: "code")
        return AreaIndex(
            areas.enumerated().map { (Int32($0.offset), $0.element.shape.polygons) })
    }

    private static func cambridge(at centre: Coordinate) throws -> [Thing] {
        let home = Coordinate(longitude: -711_100_000, latitude: 423_750_000)
        return try Table.read(Repository.path("gisdata/cambridge/components.csv")).compactMap {
            guard let key = $0["code"], let category = $0["category"],
                let x = $0["lon"].flatMap(Double.init), let y = $0["lat"].flatMap(Double.init)
            else { return nil }
            let place = try Coordinate(longitudeDegrees: x, latitudeDegrees: y)
            return Thing(
                key: key, category: category,
                place: centre.moved(Offset(from: home, to: place)))
        }
    }

    /// Streets of any direction with lamps every 30 m or so, and covers now and then.
    private static func streets(around centre: Coordinate, seed: UInt64) -> [Thing] {
        var random = SeededGenerator(seed: seed)
        var things: [Thing] = []
        for street in 0..<250 {
            let heading = Double.random(in: 0...(2 * .pi), using: &random)
            let start = Offset(
                east: .random(in: -6000...6000, using: &random),
                north: .random(in: -6000...6000, using: &random))
            for (category, gap) in [("component/01037", 30.0), ("component/01001", 43)] {
                var along = 0.0
                while along < 900 {
                    along += gap + Double.random(in: -2...2, using: &random)
                    let way = Offset(
                        east: start.east + along * cos(heading),
                        north: start.north + along * sin(heading))
                    things.append(
                        Thing(
                            key: "\(street)-\(things.count)", category: category,
                            place: centre.moved(way)))
                }
            }
        }
        return things
    }
}

/// How a delivery is written, and what its file says about that.
struct Writing: CustomTestStringConvertible {
    var system: ReferenceSystem
    var order = AxisOrder.eastingFirst
    var declared: ReferenceSystem
    var suspect: DatumSuspect?
    var options: String?

    init(
        _ system: ReferenceSystem, _ order: AxisOrder = .eastingFirst, declared: ReferenceSystem,
        _ suspect: DatumSuspect? = nil, _ options: String? = nil
    ) {
        self.system = system
        self.order = order
        self.declared = declared
        self.suspect = suspect
        self.options = options
    }

    /// A file that is what it says.
    init(honest system: ReferenceSystem) { self.init(system, declared: system) }

    var testDescription: String { "\(system) \(order) declared as \(declared)" }

    /// A detective who is told what the file says.
    func detective(_ registered: RegisteredPlaces) -> DatumDetective {
        let hypotheses = DatumHypotheses(declared, axisOrder: .eastingFirst)
        return DatumDetective(
            declared: hypotheses.declared, hypotheses: hypotheses.alternatives,
            registered: registered)
    }

    /// The rows of a delivery so written.
    func samples(of things: [Thing]) throws -> [DatumSample] {
        let converter = try DatumConverter(from: system, axisOrder: order)
        let positions = try converter.fromRegister(
            things.map {
                Position(x: $0.place.longitudeDegrees, y: $0.place.latitudeDegrees)
            })
        return zip(things, positions).enumerated().compactMap { number, row in
            DatumSample(
                row: number + 2, key: row.0.key, category: row.0.category,
                geometry: .points([row.1]))
        }
    }
}

extension Coordinate {
    /// The place at the end of a way.
    func moved(_ way: Offset) -> Coordinate {
        let metric = Metric(at: self)
        return Coordinate(
            longitude: longitude
                + Int32((way.east / metric.metresPerLongitudeUnit).rounded()),
            latitude: latitude
                + Int32((way.north / metric.metresPerLatitudeUnit).rounded()))
    }

    /// The place that a survey finds whose errors have this standard deviation in metres.
    func surveyed(_ deviation: Double, _ random: inout SeededGenerator) -> Coordinate {
        let radius = deviation * (-2 * log(.random(in: 1e-9...1, using: &random))).squareRoot()
        let angle = Double.random(in: 0...(2 * .pi), using: &random)
        return moved(Offset(east: radius * cos(angle), north: radius * sin(angle)))
    }
}
