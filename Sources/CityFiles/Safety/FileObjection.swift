/// A reason why a delivered file is not opened, found by looking at it before GDAL does.
///
/// A delivery comes from outside: it may be cut, and it may mean harm.
public enum FileObjection: Error, Hashable, Sendable {
    /// Neither a file nor a folder: a pipe or a device.
    case notAFile(String)
    /// A link that leads out of the delivered folder.
    case leadsOutside(String)
    /// A name in an archive that leads out of the folder into which it would be unpacked.
    case outsideName(String)
    /// An archive in an archive.
    case nestedArchive(String)
    /// A member of an archive that needs a password.
    case encrypted(String)
    /// A member of an archive that is packed in a way that GDAL does not know.
    case unknownPacking(String)
    /// An archive without a readable list of its members.
    case brokenArchive
    /// More files than a delivery can need.
    case tooManyFiles(limit: Int)
    /// More bytes, when unpacked, than a delivery can need.
    case tooLarge(limit: Int)
    /// A few bytes that unpack to very many.
    case swells(timesLimit: Int)
    /// A member of an archive that unpacks to another size than the archive says.
    case wrongSize(String)
    /// A file without which the shapefile is not whole.
    case sidecarMissing(ending: String)
    /// A file that ends before its last row.
    case cut(part: String, wholeRows: Int, claimedRows: Int)
    /// A shapefile with more or fewer geometries than records.
    case rowsDiffer(geometries: Int, records: Int)
    /// A header that contradicts itself.
    case damaged(part: String)
    /// More rows than any layer of a city can have.
    case tooManyRows(limit: Int)
    /// More columns than any layer can need.
    case tooManyColumns(Int, limit: Int)
    /// A text with zero bytes, which end a text for most programs.
    case zeroBytes(line: Int)
    /// A record of a separated text that is too long, as one is whose quotation never ends.
    case endlessRecord(line: Int, limit: Int)
    /// XML that declares entities of its own, by which a small file grows without end.
    case declaresEntities(String)
    /// A file that stands for others elsewhere on the disk.
    case namesOtherFiles
    /// A database with changes that stand in a second file.
    case openElsewhere
    /// A view, whose query would have to be run.
    case view(String)
    /// A table that a program computes.
    case virtualTable(String)
    /// A table with columns that are computed when they are read.
    case computedColumns(String)
    /// A database with more tables than a delivery can need.
    case schemaTooLarge
}

extension FileObjection {
    /// What is wrong with a file and what to do.
    func sentence(path: String) -> String {
        switch self {
        case .notAFile, .leadsOutside, .namesOtherFiles, .outsideName:
            Self.elsewhere(self, path)
        case .nestedArchive, .encrypted, .unknownPacking, .brokenArchive, .tooManyFiles, .tooLarge,
            .swells, .wrongSize:
            Self.archive(self, path)
        case .sidecarMissing, .cut, .rowsDiffer, .damaged, .tooManyRows, .tooManyColumns,
            .zeroBytes, .endlessRecord, .declaresEntities:
            Self.contents(self, path)
        case .openElsewhere, .view, .virtualTable, .computedColumns, .schemaTooLarge:
            Self.database(self, path)
        }
    }

    private static func elsewhere(_ objection: FileObjection, _ path: String) -> String {
        switch objection {
        case .notAFile(let name):
            "\(name) is neither a file nor a folder. Deliver a file."
        case .leadsOutside(let name):
            "\(path) holds \(name), a link that leads out of it. Put the file itself there."
        case .outsideName(let name):
            """
            \(path) holds \(name.debugDescription), a name that leads out of its folder. Zip the \
            files anew, without their folders.
            """
        default:
            "\(path) stands for other files. Save it as a table of its own, or as GeoPackage."
        }
    }

    private static func archive(_ objection: FileObjection, _ path: String) -> String {
        switch objection {
        case .nestedArchive(let name):
            "\(path) holds the archive \(name). Unpack that one, and zip its files directly."
        case .encrypted(let name):
            "\(name) in \(path) needs a password. Zip it without one."
        case .unknownPacking(let name):
            """
            \(name) in \(path) is packed in a way that cannot be read. Zip it as ordinary ZIP \
            (Deflate), or deliver the files themselves.
            """
        case .tooManyFiles(let limit):
            "\(path) holds more than \(limit) files. Deliver the layer's own files only."
        case .tooLarge(let limit):
            """
            \(path) is more than \(limit / 1_000_000) MB when unpacked. Deliver it in parts, or as \
            a GeoPackage.
            """
        case .swells(let limit):
            """
            \(path) unpacks to more than \(limit) times its size, which data of a city does not. \
            Deliver the files unpacked.
            """
        case .wrongSize(let name):
            "\(name) in \(path) has another size than the archive says. Zip it once more."
        default:
            "\(path) is no whole ZIP archive. Check that it was copied completely, or zip it anew."
        }
    }

    private static func contents(_ objection: FileObjection, _ path: String) -> String {
        switch objection {
        case .sidecarMissing(let ending):
            """
            \(path) has no \(ending) beside it. A shapefile is .shp, .shx and .dbf together, with \
            .prj and .cpg where there are any.
            """
        case .cut(let part, let whole, let claimed):
            """
            \(path) is cut: its \(part) says \(claimed) rows and holds \(whole) whole ones. Copy \
            it once more.
            """
        case .rowsDiffer(let geometries, let records):
            """
            \(path) has \(geometries) geometries and \(records) records, so that nobody knows \
            which belong together. Export it once more.
            """
        case .tooManyRows(let limit):
            "\(path) has more than \(limit) rows. Deliver the layer in parts."
        case .tooManyColumns(let count, let limit):
            """
            \(path) has \(count) columns; \(limit) are taken. Leave out what the layer does not \
            need.
            """
        case .zeroBytes(let line):
            """
            \(path) has zero bytes, the first in line \(line), so that it is no text in UTF-8 or \
            GB18030. If it is UTF-16 ("Unicode text"), save it as CSV UTF-8.
            """
        case .endlessRecord(let line, let limit):
            """
            The record in line \(line) of \(path) does not end within \(limit / 1_000_000) MB. Look \
            for a quotation mark there that is never closed.
            """
        case .declaresEntities(let name):
            """
            \(name) declares a document type of its own, which data never needs. Save it as \
            GeoPackage or GeoJSON.
            """
        default:
            "\(path) has a header that contradicts itself. Export it once more."
        }
    }

    private static func database(_ objection: FileObjection, _ path: String) -> String {
        let advice = "Save the layer alone as a new GeoPackage."
        return switch objection {
        case .openElsewhere:
            """
            \(path) has changes that stand in a -wal or -journal file beside it. Close it in the \
            program that has it open, then deliver it.
            """
        case .view(let name):
            "\(path) has the view \(name), whose query is not run here. \(advice)"
        case .virtualTable(let name):
            "\(path) has the virtual table \(name), which is not run here. \(advice)"
        case .computedColumns(let name):
            "\(path) computes columns of \(name), which is not done here. \(advice)"
        default:
            "\(path) has more tables than a delivery can need, or unreadable ones. \(advice)"
        }
    }
}
