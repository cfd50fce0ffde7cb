import Foundation
import TestSupport
import Testing

@testable import Geo

@Suite("Boxes and areas")
struct MeetingTests {
    /// A star around a place: simple, with bays.
    private func star(_ centre: (Double, Double), _ random: inout SeededGenerator) throws -> Polygon
    {
        let places = (0..<9).map { corner in
            let angle = Double(corner) * 2 * .pi / 9
            let reach = Double.random(in: 6...30, using: &random)
            return Coordinate(
                longitude: Int32((centre.0 + reach * cos(angle)).rounded()),
                latitude: Int32((centre.1 + reach * sin(angle)).rounded()))
        }
        return Polygon(shell: try #require(Ring(places)))
    }

    private func areas(_ random: inout SeededGenerator) throws -> AreaIndex {
        AreaIndex(
            try (0..<12).map { number in
                let centre = (
                    Double.random(in: 0...160, using: &random),
                    Double.random(in: 0...160, using: &random)
                )
                return (Int32(number), [try star(centre, &random)])
            })
    }

    private func places(_ box: Box) -> [Coordinate] {
        (box.south...box.north).flatMap { latitude in
            (box.west...box.east).map { Coordinate(longitude: $0, latitude: latitude) }
        }
    }

    @Test("a box that an area meets is known, and what covers a box holds every place of it")
    func againstEveryPlace() throws {
        var random = SeededGenerator(seed: 3)
        var (met, unmet, covered) = (0, 0, 0)
        for _ in 0..<40 {
            let areas = try areas(&random)
            for _ in 0..<60 {
                let west = Int32.random(in: -20...170, using: &random)
                let south = Int32.random(in: -20...170, using: &random)
                let box = Box(
                    west: west, south: south, east: west + .random(in: 0...9, using: &random),
                    north: south + .random(in: 0...9, using: &random))
                let found = places(box).map { areas.areas(at: $0).map(\.number).sorted() }
                if areas.meets(box) {
                    met += 1
                } else {
                    unmet += 1
                    #expect(found.allSatisfy { $0.isEmpty })
                }
                for number in Set(found.joined()) {
                    #expect(areas.meets(box) { $0 == number })
                }
                if let cover = areas.cover(of: box) {
                    #expect(found.allSatisfy { $0 == cover })
                    covered += cover.isEmpty ? 0 : 1
                }
            }
        }
        #expect(met > 500 && unmet > 500 && covered > 100)
    }

    @Test("a box in a hole is met by nobody, and one that crosses without a corner inside is")
    func holes() throws {
        func ring(_ low: Int32, _ high: Int32) throws -> Ring {
            try #require(
                Ring(
                    [(low, low), (high, low), (high, high), (low, high)].map {
                        Coordinate(longitude: $0.0, latitude: $0.1)
                    }))
        }
        let areas = AreaIndex([
            (7, [Polygon(shell: try ring(0, 100), holes: [try ring(20, 80)])])
        ])
        #expect(!areas.meets(Box(west: 30, south: 30, east: 70, north: 70)))
        #expect(areas.cover(of: Box(west: 30, south: 30, east: 70, north: 70)) == [])
        #expect(areas.meets(Box(west: -10, south: 5, east: 110, north: 6)))
        #expect(areas.cover(of: Box(west: -10, south: 5, east: 110, north: 6)) == nil)
        #expect(areas.meets(Box(west: 20, south: 30, east: 70, north: 70)))
        #expect(areas.meets(Box(west: -50, south: -50, east: 150, north: 150)))
    }
}
