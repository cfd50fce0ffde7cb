/// The media types of the files that a page is made of.
enum PageFileType {
    /// The types by the endings of names; a file of another ending is not sent.
    static let all = [
        "css": "text/css; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "ico": "image/x-icon",
        "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "pbf": "application/x-protobuf",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
        "webp": "image/webp",
        "woff2": "font/woff2",
    ]

    /// The type of a file by its name.
    static func of(_ name: String) -> String? {
        name.split(separator: ".").last.flatMap { all[$0.lowercased()] }
    }
}
