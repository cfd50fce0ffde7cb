import City
import CityFiles
import Foundation
import Geo

/// The map in one file: every tile of a city or of a district as an archive (PMTiles 3).
///
/// The same edition makes the same bytes, on however many threads. Empty ground is known by the
/// city's indexes and not drawn.
///
/// Complexity: that of drawing and packing the tiles; memory for some hundred of them.
public struct TileExport: Sendable {
    private let tiles: CityTiles
    private let index: CityIndex

    /// The map of a city's current edition.
    public init(_ tiles: CityTiles) {
        self.tiles = tiles
        index = tiles.index
    }

    /// What is to be drawn.
    public struct Wanted: Hashable, Sendable {
        /// The layers by name; all of them if it is not said.
        public var layers: [String]?
        /// The zooms; all that are drawn if it is not said.
        public var zooms: ClosedRange<Int>?
        /// The code of the district; the whole city if it is not said.
        public var district: String?
        /// The datum.
        public var datum = MapDatum.cgcs2000
        /// How many threads draw.
        public var threads = ProcessInfo.processInfo.activeProcessorCount

        /// The whole city.
        public init() {}
    }

    /// How far it is: what is done, how much of it, and how much there is.
    public typealias Progress = (_ phase: String, _ done: Int, _ total: Int) -> Void

    /// Writes the tiles into a new file.
    ///
    /// - Throws: ``CityServiceError`` if what is wanted is not there, `TileArchiveError` if the file
    ///   cannot be written; nothing is left behind then.
    public func write(
        to path: String, _ wanted: Wanted = Wanted(), progress: Progress = { _, _, _ in }
    ) throws -> TileExportReport {
        let work = try work(wanted)
        let ground = try wanted.district.map(work.ground(ofDistrict:))
        let zooms = try zooms(wanted.zooms)
        let tasks = work.tasks(zooms, where: ground)
        let writer = try TileArchiveWriter(path: path, about: about(work, zooms, wanted))
        var report = TileExportReport(file: path, edition: index.edition)
        try work.forEachPart(of: tasks, threads: wanted.threads) { part, done in
            for tile in part {
                report.note(tile)
                if !tile.packed.isEmpty { try writer.append(tile.address, packed: tile.packed) }
            }
            progress("drawing", done, tasks.count)
        }
        guard writer.tileCount > 0 else { throw CityServiceError.nothingDrawn(path) }
        try writer.close()
        report.count(writer)
        return report
    }

    private func work(_ wanted: Wanted) throws -> TileWork {
        let layers = try layers(wanted.layers)
        return TileWork(
            map: try tiles.map(of: layers, index), layers: layers,
            displacement: wanted.datum == .gcj02 ? try tiles.displacement(of: index) : nil)
    }

    private func layers(_ names: [String]?) throws -> [MapLayer] {
        let known = tiles.layers.layers
        guard let names else { return known }
        for name in names where tiles.layers[name] == nil {
            throw CityServiceError.unknownMapLayer(name, known: known.map(\.id))
        }
        return known.filter { names.contains($0.id) }
    }

    private func zooms(_ zooms: ClosedRange<Int>?) throws -> ClosedRange<Int> {
        let drawn = tiles.layers.zooms
        guard let zooms else { return drawn }
        guard drawn.contains(zooms.lowerBound), drawn.contains(zooms.upperBound) else {
            throw CityServiceError.zoomsNotDrawn(drawn: drawn)
        }
        return zooms
    }

    private func about(
        _ work: TileWork, _ zooms: ClosedRange<Int>, _ wanted: Wanted
    ) -> TileArchiveAbout {
        TileArchiveAbout(
            name: index.settings.name, attribution: "© \(index.settings.name)",
            edition: index.edition, datum: wanted.datum.rawValue,
            box: wanted.district.flatMap(work.map.box(ofDistrict:)) ?? work.map.extent,
            zooms: zooms, layers: work.layers)
    }
}
