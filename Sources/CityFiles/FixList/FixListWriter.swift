import CGDAL
import Foundation

/// Writes the rejected rows of a delivery for the surveyor to mend and hand in again: in the format,
/// encoding and reference system of the delivery, with all its columns and two more, `reason` and
/// `原因`.
///
/// Shapefiles and separated texts are copied byte by byte, so that a text that nobody can decode
/// stays as it is. Other formats go through GDAL. A format that cannot be written becomes a
/// GeoPackage, which is said in a note.
public struct FixListWriter: Sendable {
    private let path: String
    private let layer: String?
    private let encoding: String?

    /// A writer for a delivered file.
    ///
    /// - Parameters:
    ///   - path: the file as it was delivered, or a member of an archive: `census.zip/BJ0101.shp`.
    ///   - layer: the layer inside a file that has several.
    ///   - encoding: the encoding under which it was read.
    public init(path: String, layer: String? = nil, encoding: String? = nil) {
        self.path = path
        self.layer = layer
        self.encoding = encoding
    }

    /// Writes the list into a folder, under the delivery's own name with `-fix` at its end.
    ///
    /// Memory is that of the rejected rows; time is one pass through the file.
    ///
    /// - Throws: ``VectorFileError``; a file that exists is never written over, and a list that
    ///   cannot be written whole is not written at all.
    public func write(_ list: FixList, into folder: String) throws -> WrittenFixList {
        let source = try FileSource(path: path)
        let file = try VectorFile(path: path, layer: layer, encoding: encoding)
        let texts = try WrittenEncoding(named: file.encoding)
        var stem = URL(fileURLWithPath: source.opened).deletingPathExtension().lastPathComponent
        if source.opened.hasPrefix("/vsigzip/") {
            stem = URL(fileURLWithPath: stem).deletingPathExtension().lastPathComponent
        }
        if let layer, layer != stem { stem += "-\(layer)" }
        stem = stem.replacing("/", with: "-") + "-fix"
        let unfinished = try UnfinishedFiles(for: "\(folder)/\(stem)")
        let copy: any FixListCopy =
            switch file.format {
            case "ESRI Shapefile" where source.kind == .shapefile:
                ShapefileCopy(source.opened, texts)
            case "CSV": SeparatedTextCopy(source.opened, texts)
            default: GDALCopy(source, layer: layer, format: file.format)
            }
        let ending = copy.ending
        let notes = try copy.write(list, to: "\(unfinished.folder)/\(stem)\(ending)")
        try unfinished.finish()
        return WrittenFixList(
            path: "\(folder)/\(stem)\(ending)", rowCount: list.entries.count, notes: notes)
    }
}

/// A way of copying rows within one format.
protocol FixListCopy {
    /// The ending of the copy's name.
    var ending: String { get }

    /// Writes the rows and returns what is not as in the delivery.
    func write(_ list: FixList, to path: String) throws -> [String]
}

/// A folder of its own in which files are written before they take their places.
final class UnfinishedFiles {
    let folder: String
    private let target: URL

    /// A folder beside the files to be made.
    init(for path: String) throws(VectorFileError) {
        target = URL(fileURLWithPath: path).deletingLastPathComponent()
        let url = target.appendingPathComponent(".\(UUID().uuidString).unfinished")
        folder = url.path
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        } catch {
            throw .cannotWrite(path: path, detail: "no folder for it")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Puts all files in their places, or none.
    func finish() throws(VectorFileError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names {
            let place = target.appendingPathComponent(name).path
            guard !FileManager.default.fileExists(atPath: place) else {
                throw .exists(path: place)
            }
        }
        for name in names {
            do {
                try FileManager.default.moveItem(
                    atPath: "\(folder)/\(name)", toPath: target.appendingPathComponent(name).path)
            } catch {
                throw .cannotWrite(path: target.path, detail: "the folder cannot be written")
            }
        }
    }
}
