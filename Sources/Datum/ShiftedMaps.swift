import Foundation
import Geo

/// The shifted coordinates of Chinese public maps: GCJ-02 and, on top of it, BD-09.
///
/// The forward shift is a published closed formula. Its inverse has none, so it is found by
/// iteration: what the shift moves too far is taken back until less than 10⁻¹¹ degree remains.
///
/// Source: the constants and series as all public libraries carry them (eviltransform, coordtransform,
/// gcoord), which reproduce their test values exactly with a = 6,378,245 m (Krasovsky 1940).
enum ShiftedMaps {
    private static let semiMajorAxis = 6_378_245.0
    private static let eccentricitySquared = 0.00669342162296594323
    private static let baiduFrequency = Double.pi * 3000 / 180

    /// Where the shift applies: a rectangle around China, in degrees.
    private static func isShifted(_ place: Position) -> Bool {
        (72.004...137.8347).contains(place.x) && (0.8293...55.8271).contains(place.y)
    }

    /// CGCS2000 or WGS 84 to GCJ-02.
    static func shiftedToGCJ02(_ place: Position) -> Position {
        guard isShifted(place) else { return place }
        let x = place.x - 105
        let y = place.y - 35
        let east = eastward(x, y)
        let north = northward(x, y)
        let latitude = place.y / 180 * .pi
        let sine = sin(latitude)
        let magic = 1 - eccentricitySquared * sine * sine
        let root = magic.squareRoot()
        let meridian = semiMajorAxis * (1 - eccentricitySquared) / (magic * root)
        let parallel = semiMajorAxis / root * cos(latitude)
        return Position(
            x: place.x + east * 180 / (parallel * .pi), y: place.y + north * 180 / (meridian * .pi))
    }

    private static func eastward(_ x: Double, _ y: Double) -> Double {
        var sum = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
        sum += (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
        sum += (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
        sum += (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
        return sum
    }

    private static func northward(_ x: Double, _ y: Double) -> Double {
        var sum = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
        sum += (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
        sum += (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
        sum += (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
        return sum
    }

    /// GCJ-02 to BD-09.
    static func shiftedToBD09(_ place: Position) -> Position {
        let radius =
            (place.x * place.x + place.y * place.y).squareRoot()
            + 0.00002 * sin(place.y * baiduFrequency)
        let angle = atan2(place.y, place.x) + 0.000003 * cos(place.x * baiduFrequency)
        return Position(x: radius * cos(angle) + 0.0065, y: radius * sin(angle) + 0.006)
    }

    /// GCJ-02 to CGCS2000.
    static func unshifted(gcj02 shifted: Position) -> Position {
        inverse(of: shifted, shiftedToGCJ02)
    }

    /// BD-09 to GCJ-02.
    static func gcj02(bd09 shifted: Position) -> Position {
        inverse(of: shifted, shiftedToBD09)
    }

    /// The place that a shift takes to `shifted`. The shift changes slowly, so that each round
    /// leaves less than a hundredth of the error; ten rounds are more than doubles can tell.
    private static func inverse(
        of shifted: Position, _ shift: (Position) -> Position
    ) -> Position {
        var place = shifted
        for _ in 0..<10 {
            let image = shift(place)
            let error = Position(x: image.x - shifted.x, y: image.y - shifted.y)
            place.x -= error.x
            place.y -= error.y
            if abs(error.x) < 1e-11, abs(error.y) < 1e-11 { break }
        }
        return place
    }
}
