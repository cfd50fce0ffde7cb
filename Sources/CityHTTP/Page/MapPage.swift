public import CityService

/// What a server shows to people: the files of the page, and what its operator says about the map.
public struct MapPage: Sendable {
    /// The page's files.
    public var files: PageFiles
    /// Base maps, and where the map opens.
    public var configuration: MapConfiguration

    /// A page by its parts; without files there is none, and everything else is served.
    public init(files: PageFiles = .none, configuration: MapConfiguration = .init()) {
        self.files = files
        self.configuration = configuration
    }
}
