import City
import Datum
import Foundation
import Geo
import TestSupport
import Testing

@testable import CityService

@Suite("The datum detective on published maps")
struct RealDistrictsTests {
    static let folder = Repository.shared("realdata/china/boundaries")
    static let cities = [
        "210100_shenyang", "321300_suqian", "330100_hangzhou", "360100_nanchang",
        "410200_kaifeng", "540200_shigatse",
    ]

    /// The counties of the whole country in CGCS2000.
    static let counties: Result<RegisteredPlaces, any Error> = Result {
        guard let folder else { return RegisteredPlaces() }
        let counties = try TopoJSON.areas("\(folder)/national_counties_cgcs2000.topojson.gz")
        return RegisteredPlaces(
            shapes: counties,
            outline: AreaIndex(
                zip(Int32(0)..., counties.values).map { ($0, $1.polygons) }, hasRaster: false))
    }

    private func suspicion(
        _ path: String, code: String, against registered: RegisteredPlaces
    ) throws -> DatumSuspicion? {
        let samples = try GeoJSON.features(path).enumerated().compactMap { row, feature in
            feature.geometry.flatMap {
                DatumSample(
                    row: row + 1, key: feature.properties[code]?.value, category: nil,
                    geometry: $0.geometry)
            }
        }
        return Writing(honest: .epsg(4490)).detective(registered).suspicion(about: samples)
    }

    @Test(
        "districts drawn on public maps are GCJ-02, whoever drew them",
        .enabled(if: Self.folder != nil), arguments: Self.cities, ["2016", "2020"])
    func shiftedDistricts(city: String, year: String) throws {
        let path = "\(Self.folder ?? "")/\(city)_districts_\(year).geojson"
        let found = try #require(
            try suspicion(path, code: "adcode", against: try Self.counties.get()))
        #expect(found.suspect == .gcj02)
        #expect(2 * found.supportingRows > found.examinedRows)
        #expect(!found.isMixed)
        #expect(found.correction.options == "--crs gcj02")
    }

    @Test(
        "the same districts taken back to CGCS2000 are not accused",
        .enabled(if: Self.folder != nil),
        arguments: ["shenyang", "nanchang", "kaifeng", "shigatse"])
    func unshiftedDistricts(city: String) throws {
        let path = Repository.path("gisdata/china/\(city)/districts.geojson")
        #expect(try suspicion(path, code: "code", against: try Self.counties.get()) == nil)
    }

    @Test(
        "coarse and old districts of an unknown datum are not accused",
        .enabled(if: Self.folder != nil), arguments: Self.cities.filter { !$0.hasPrefix("5402") })
    func oldDistricts(city: String) throws {
        let path = "\(Self.folder ?? "")/\(city)_districts_old.geojson"
        #expect(try suspicion(path, code: "id", against: try Self.counties.get()) == nil)
    }

    @Test("counties against themselves, a little moved", .enabled(if: Self.folder != nil))
    func countiesThemselves() throws {
        let registered = try Self.counties.get()
        var random = SeededGenerator(seed: 156)
        let samples = registered.shapes.sorted { $0.key < $1.key }.prefix(300).enumerated()
            .compactMap { row, county in
                DatumSample(
                    row: row, key: county.key, category: nil,
                    geometry: county.value.planarGeometry.mapPositions { positions in
                        positions.map {
                            Position(
                                x: $0.x + Double.random(in: -1e-4...1e-4, using: &random),
                                y: $0.y + Double.random(in: -1e-4...1e-4, using: &random))
                        }
                    })
            }
        let detective = Writing(honest: .epsg(4490)).detective(registered)
        #expect(detective.suspicion(about: samples) == nil)
    }

    // MARK: Assets of real cities, where they stand

    static let assets: [String] = ["cambridge", "dc"].flatMap { city -> [String] in
        guard let folder = Repository.shared("realdata/\(city)/assets") else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let paths = names.filter { $0.hasSuffix(".geojson.gz") }.sorted().map { "\(folder)/\($0)" }
        return Thoroughness.isLong ? paths : Array(paths.prefix(2))
    }

    /// Every feature of a file as a row, at most as many as a sample holds.
    private func rows(_ path: String) throws -> [(middle: Coordinate, geometry: PlanarGeometry)] {
        let geometries = try GeoJSON.features(path).compactMap { $0.geometry?.geometry }
        let step = geometries.count / DatumReservoir.capacity + 1
        return stride(from: 0, to: geometries.count, by: step).compactMap { number in
            guard let shape = try? Shape(snapping: geometries[number]), let middle = shape.middle
            else { return nil }
            return (middle, geometries[number])
        }
    }

    @Test(
        "assets against themselves, surveyed again in another city's streets",
        .enabled(if: !Self.assets.isEmpty), arguments: Self.assets)
    func surveyedAgain(path: String) throws {
        let rows = try rows(path)
        let home = try #require(rows.first?.middle)
        let kaifeng = Coordinate(longitude: 1_143_200_000, latitude: 348_000_000)
        let things = rows.enumerated().map { number, row in
            Thing(
                key: "\(number)", category: "any",
                place: kaifeng.moved(Offset(from: home, to: row.middle)))
        }
        let ground = Ground(things: things, outline: nil)
        var random = SeededGenerator(seed: 20009)
        let again = things.map {
            Thing(key: "NEW-\($0.key)", category: "any", place: $0.place.surveyed(2, &random))
        }
        for system in [ReferenceSystem.epsg(4490), .epsg(4526)] {
            let writing = Writing(honest: system)
            let detective = writing.detective(ground.registered)
            #expect(detective.suspicion(about: try writing.samples(of: again)) == nil)
            // One half new beside the other half registered.
            let halves = Ground(
                things: things.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element),
                outline: nil)
            let other = again.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
            let found = writing.detective(halves.registered).suspicion(
                about: try writing.samples(of: other))
            #expect(found == nil, "\(found?.finding.english ?? "")")
        }
    }

    @Test(
        "assets where they stand, lines and areas too, against themselves and the city's boundary",
        .enabled(if: !Self.assets.isEmpty), arguments: Self.assets)
    func atHome(path: String) throws {
        let rows = try rows(path)
        let boundary = Box(rows.map(\.middle))
        let ring = try #require(
            Ring([
                Coordinate(longitude: boundary.west - 1000, latitude: boundary.south - 1000),
                Coordinate(longitude: boundary.east + 1000, latitude: boundary.south - 1000),
                Coordinate(longitude: boundary.east + 1000, latitude: boundary.north + 1000),
                Coordinate(longitude: boundary.west - 1000, latitude: boundary.north + 1000),
            ]))
        var registered = RegisteredPlaces(outline: AreaIndex([(0, [Polygon(shell: ring)])]))
        for (number, row) in rows.enumerated() {
            registered.shapes["\(number)"] = try Shape(snapping: row.geometry)
            registered.places["any", default: []].append(row.middle)
        }
        let samples = rows.enumerated().compactMap { number, row in
            DatumSample(
                row: number, key: number.isMultiple(of: 2) ? "\(number)" : nil, category: "any",
                geometry: row.geometry)
        }
        for system in [ReferenceSystem.epsg(4490), .epsg(4326)] {
            let detective = Writing(honest: system).detective(registered)
            #expect(detective.suspicion(about: samples) == nil)
        }
    }
}
