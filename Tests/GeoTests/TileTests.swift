import Foundation
import TestSupport
import Testing

@testable import Geo

@Suite("The Mercator plane and its tiles")
struct TileTests {
    @Test("a place falls where the formula of EPSG:3857 puts it, to the unit")
    func formula() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let longitude = Double.random(in: -180..<180, using: &random)
            let latitude = Double.random(in: -85...85, using: &random)
            let place = try Coordinate(longitudeDegrees: longitude, latitudeDegrees: latitude)
            let point = Mercator.point(place)
            let angle = place.latitudeDegrees * .pi / 180
            let x = (place.longitudeDegrees + 180) / 360 * 4_294_967_296
            let y = (1 - log(tan(.pi / 4 + angle / 2)) / .pi) / 2 * 4_294_967_296
            #expect(abs(Double(point.x) + 0.5 - x) <= 0.51)
            #expect(abs(Double(point.y) + 0.5 - y) <= 0.51)
        }
    }

    @Test("a place near a pole falls on the plane's edge")
    func poles() {
        #expect(Mercator.point(Coordinate(longitude: 0, latitude: 900_000_000)).y < 64)
        #expect(
            Mercator.point(Coordinate(longitude: 0, latitude: -900_000_000)).y > 4_294_967_200)
        #expect(Mercator.point(Coordinate(longitude: 1_800_000_000, latitude: 0)).x == .max)
    }

    @Test("tiles are numbered along the curve of the PMTiles specification")
    func curve() throws {
        // The examples of the specification, version 3.
        for (zoom, column, row, number) in [
            (0, 0, 0, 0), (1, 0, 0, 1), (1, 0, 1, 2), (1, 1, 1, 3), (1, 1, 0, 4), (2, 0, 0, 5),
            (12, 3423, 1763, 19_078_479),
        ] {
            let address = try #require(TileAddress(zoom: zoom, column: column, row: row))
            #expect(address.hilbertNumber == UInt64(number))
        }
    }

    @Test("there is no tile beyond a zoom's columns and rows")
    func range() {
        #expect(TileAddress(zoom: 3, column: 8, row: 0) == nil)
        #expect(TileAddress(zoom: 3, column: 0, row: -1) == nil)
        #expect(TileAddress(zoom: 21, column: 0, row: 0) == nil)
        #expect(TileAddress(zoom: 0, column: 0, row: 0)?.parent == nil)
    }

    @Test("every place lies inside exactly one tile of a zoom, the one that is named for it")
    func exactlyOne() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let place = Coordinate(
                longitude: Int32.random(in: 1_230_000_000...1_240_000_000, using: &random),
                latitude: Int32.random(in: 415_000_000...425_000_000, using: &random))
            for zoom in [6, 11, 14, 16, 20] {
                let home = TileAddress(of: Mercator.point(place), zoom: zoom)
                #expect(TileFrame(home).pointInside(place) != nil)
                #expect(home.box.contains(place))
                for column in home.column - 1...home.column + 1 {
                    for row in home.row - 1...home.row + 1 {
                        let other = TileAddress(zoom: zoom, column: column, row: row)
                        guard let other, other != home else { continue }
                        #expect(TileFrame(other).pointInside(place) == nil)
                    }
                }
            }
        }
    }

    @Test("a tile's four children lie in it and have it as their parent")
    func family() throws {
        let tile = try #require(TileAddress(zoom: 14, column: 13_800, row: 6120))
        #expect(tile.children.count == 4)
        for child in tile.children {
            #expect(child.parent == tile)
            #expect(tile.box.contains(child.box.centre))
        }
    }
}
