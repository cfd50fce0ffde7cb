/// How the coordinates of a delivered file were said to be written, so that another reading of them
/// can be compared with it.
public struct DeclaredSystem: Hashable, Sendable, Codable {
    /// The reference system as `--crs` takes it, or as a file describes it at length (WKT).
    public var name: String
    /// Whether northings come first.
    public var isNorthingFirst: Bool
    /// The PROJ pipeline that was given in place of PROJ's own choice.
    public var pipeline: String?

    /// A declaration by its parts.
    public init(name: String, isNorthingFirst: Bool = false, pipeline: String? = nil) {
        self.name = name
        self.isNorthingFirst = isNorthingFirst
        self.pipeline = pipeline
    }
}
