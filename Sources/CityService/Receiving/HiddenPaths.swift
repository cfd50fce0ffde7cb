import CityStore
import Foundation

/// Takes the folders of the server out of what is told over the network: file names remain.
public struct HiddenPaths: Sendable {
    private let staging: [String]
    private let folders: [String]

    /// The folders around the file of a city.
    public init(cityPath: String) {
        let whole = URL(fileURLWithPath: cityPath).standardizedFileURL.path
        let real = URL(fileURLWithPath: cityPath).resolvingSymlinksInPath().path
        let paths = [cityPath, whole, real].sorted { $0.utf8.count > $1.utf8.count }
        staging = paths.map { StagingFile.folder(ofRegister: $0) + "/" }
        folders = paths.compactMap { path in
            path.lastIndex(of: "/").map { String(path[...$0]) }
        }.filter { $0.utf8.count > 1 }
    }

    /// The text without the folders.
    ///
    /// Complexity: O(length) for each folder that stands in it.
    public func hidden(in text: String) -> String {
        var text = text
        for folder in staging {
            while let found = text.range(of: folder) {
                text.removeSubrange(found.lowerBound..<end(after: found.upperBound, text))
            }
        }
        for folder in folders { text = text.replacing(folder, with: "") }
        return text
    }

    /// Where the name of a file begins behind the staging folder: behind that of its upload, if it is
    /// one that was sent.
    private func end(after place: String.Index, _ text: String) -> String.Index {
        guard let inside = text[place...].range(of: UploadFolder.inside),
            !text[place..<inside.lowerBound].contains("/")
        else { return place }
        return inside.upperBound
    }
}
