import City
import CityFiles
import Foundation
import Geo

/// What came of writing an archive of tiles.
public struct TileExportReport: Hashable, Sendable, Encodable {
    /// The file.
    public var file: String
    /// The edition that was drawn.
    public var edition: Int
    /// How many tiles it has.
    public private(set) var tiles = 0
    /// How many of them differ.
    public private(set) var contents = 0
    /// How many bytes the file has.
    public private(set) var bytes = 0
    /// What tiles had to leave out, by layer and zoom; the tiles say so themselves too.
    public private(set) var leftOut: [Omission] = []

    /// What the tiles of a zoom left out of a layer.
    public struct Omission: Hashable, Sendable, Encodable {
        /// The layer.
        public var layer: String
        /// The zoom of the tiles.
        public var zoom: Int
        /// How many tiles.
        public var tiles: Int
        /// How many of the layer's features, counted in each tile.
        public var features: Int
        /// The zoom at which they may be there.
        public var fromZoom: Int
    }

    init(file: String, edition: Int) {
        self.file = file
        self.edition = edition
    }

    mutating func note(_ tile: TileWork.Drawn) {
        for item in tile.leftOut {
            let known = leftOut.firstIndex {
                $0.layer == item.layer && $0.zoom == tile.address.zoom
            }
            if let known {
                leftOut[known].tiles += 1
                leftOut[known].features += item.count
            } else {
                leftOut.append(
                    Omission(
                        layer: item.layer, zoom: tile.address.zoom, tiles: 1,
                        features: item.count, fromZoom: item.fromZoom))
            }
        }
    }

    mutating func count(_ archive: TileArchiveWriter) {
        tiles = archive.tileCount
        contents = archive.contentCount
        bytes = archive.byteCount
    }
}
