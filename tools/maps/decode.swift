import Foundation

/// Prints vector tiles as the tests read them: `decode-tile FILE`. Ends with 1 where the bytes are no
/// tile.
@main
struct DecodeTile {
    static func main() throws {
        guard CommandLine.arguments.count == 2,
            let bytes = FileManager.default.contents(atPath: CommandLine.arguments[1])
        else { exit(64) }
        do {
            print(try DecodedTile(bytes).json, terminator: "")
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }
}
