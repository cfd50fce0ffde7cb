/// A reason why an archive of tiles cannot be written or read.
public enum TileArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is a file of that name already.
    case exists(path: String)
    /// The file cannot be written.
    case cannotWrite(path: String, detail: String)
    /// The file cannot be read, or is no archive of tiles.
    case notAnArchive(path: String, detail: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .exists(let path): "\(path) exists already. Choose another name, or remove it first."
        case .cannotWrite(let path, let detail):
            """
            \(path) cannot be written (\(detail)). Check that its folder exists and is writable, \
            and that the disk has room.
            """
        case .notAnArchive(let path, let detail):
            "\(path) is no archive of tiles that can be read (\(detail)). Have it made anew."
        }
    }
}
