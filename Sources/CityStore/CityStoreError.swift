/// A reason why a city's files cannot be used.
public enum CityStoreError: Error, Hashable, Sendable {
    /// There is no file.
    case noFile(path: String)
    /// The path is a folder.
    case isFolder(path: String)
    /// There is a file already.
    case exists(path: String)
    /// The file is no SQLite database.
    case notADatabase(path: String)
    /// The file is a database of something else.
    case notACity(path: String)
    /// The file is shorter than it says, or inconsistent.
    case damaged(path: String, detail: String)
    /// The file was written by a newer version of the program.
    case newerSchema(path: String)
    /// The file or its folder cannot be written or read.
    case inaccessible(path: String, detail: String)
    /// Another file stands where the city's was, or none.
    case replaced(path: String)
    /// Another program holds the file for writing.
    case busy(path: String)
    /// There is no delivery of that name.
    case noDelivery(String, staged: [String])
    /// The delivery was staged by another version of the program.
    case otherStaging(delivery: String)
    /// Somebody published since the delivery was checked.
    case editionMoved(delivery: String, checked: Int, current: Int)
    /// There is no edition of that number.
    case noEdition(Int, current: Int)
    /// A later edition changed what an edition changed.
    case changedSince(edition: Int, later: Int, layer: String, key: String)
    /// There is no token of that name or handle.
    case noToken(String)
}

extension CityStoreError: CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .noFile(let path):
            "There is no city at \(path). Create one with `wangge init \(path)`."
        case .isFolder(let path): "\(path) is a folder. Name the file of a city."
        case .exists(let path):
            "\(path) exists already. Choose another name, or remove it first."
        case .notADatabase(let path):
            "\(path) is not a database. Name the file that `wangge init` made."
        case .notACity(let path):
            "\(path) is a database, but not a city. Name the file that `wangge init` made."
        case .damaged(let path, let detail):
            "\(path) is damaged (\(detail)). Put the latest backup in its place."
        case .newerSchema(let path):
            "\(path) was written by a newer version of wangge. Update wangge."
        case .inaccessible(let path, let detail):
            """
            \(path) cannot be opened (\(detail)). The city's file and its folder must be readable \
            and writable.
            """
        case .replaced(let path):
            "The city's file \(path) was replaced or removed. Start the server again."
        case .busy(let path):
            "Another program is writing to \(path). Wait until it is done and try again."
        case .noDelivery(let name, let staged):
            """
            There is no delivery \(name). \
            \(staged.isEmpty
                ? "None is staged; begin with `wangge stage`."
                : "Staged are: \(staged.joined(separator: ", ")).")
            """
        case .otherStaging(let name):
            """
            \(name) was staged by another version of wangge. Discard it with `wangge discard` and \
            stage its file again.
            """
        case .editionMoved(let delivery, let checked, let current):
            """
            \(delivery) was checked against edition \(checked), the city is at \(current). Check \
            it again.
            """
        case .noEdition(let number, let current):
            "There is no edition \(number); the city is at \(current). `wangge history` shows all."
        case .changedSince(let edition, let later, let layer, let key):
            """
            Edition \(edition) cannot be undone: edition \(later) changed some of the same rows \
            again, \(key) of \(layer) for one. Undo edition \(later) first, or deliver the rows as \
            they should be.
            """
        case .noToken(let name): "There is no valid token \(name). `wangge token list` shows all."
        }
    }
}
