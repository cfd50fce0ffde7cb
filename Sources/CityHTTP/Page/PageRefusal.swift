import Hummingbird

/// A reason why a page or a file of it is not shown.
enum PageRefusal: Error, Hashable, CustomStringConvertible {
    /// The files of the page are not there.
    case noPage(missing: [String])
    /// There is no such file.
    case noFile
    /// There is no such manual.
    case noManual

    var status: HTTPResponse.Status { .notFound }

    var description: String {
        switch self {
        case .noPage(let missing):
            """
            The map's files are not there (\(missing.joined(separator: ", "))). Run tools/setup and \
            start the server again; everything else is served. `/api` lists it.
            """
        case .noFile: "There is no such file. Files that came after the start are not known."
        case .noManual:
            """
            There is no such manual. There are /help/zh and /help/en with dispatcher, surveyor and \
            viewer below.
            """
        }
    }
}
