/// Everything a verdict needs to know of one edition, as plain values.
///
/// A test writes three grids as literals; the store reads a whole city from its register.
public struct CityContents: Hashable, Sendable {
    /// The city's name, code and code scheme.
    public var settings: CitySettings
    /// The number of the edition; 0 before anything is published.
    public var edition: Int
    /// Areas of all kinds.
    public var areas: [Area]
    /// Road-chief segments.
    public var segments: [RoadChiefSegment]
    /// Partitions.
    public var partitions: [Partition]
    /// Registered components.
    public var components: [Component]
    /// Organizations.
    public var organizations: [Organization]
    /// Posts.
    public var posts: [Post]
    /// Mandates.
    public var mandates: [Mandate]
    /// Precedences that differ from ``Precedence/standard``.
    public var precedences: [Precedence]
    /// The catalogue.
    public var categories: [Category]

    /// Contents by their parts.
    public init(
        settings: CitySettings, edition: Int = 0, areas: [Area] = [],
        segments: [RoadChiefSegment] = [], partitions: [Partition] = [],
        components: [Component] = [],
        organizations: [Organization] = [], posts: [Post] = [], mandates: [Mandate] = [],
        precedences: [Precedence] = [], categories: [Category] = []
    ) {
        self.settings = settings
        self.edition = edition
        self.areas = areas
        self.segments = segments
        self.partitions = partitions
        self.components = components
        self.organizations = organizations
        self.posts = posts
        self.mandates = mandates
        self.precedences = precedences
        self.categories = categories
    }

    /// Reads the contents from the rows of the register's layers, all but the components: there are
    /// too many of them to be held as rows.
    ///
    /// - Parameter rows: the rows of a layer; asked once for each layer that verdicts need.
    public init(
        withoutComponents settings: CitySettings, edition: Int, rows: (Layer) throws -> [LayerRow]
    ) rethrows {
        self.init(
            settings: settings, edition: edition,
            areas: try Self.areas(rows),
            segments: RoadChiefSegment.segments(in: try rows(.roadChiefSegments)),
            partitions: Partition.partitions(in: try rows(.partitions)),
            organizations: Organization.organizations(in: try rows(.organizations)),
            posts: Post.posts(in: try rows(.posts)),
            mandates: Mandate.mandates(in: try rows(.mandates)),
            precedences: Precedence.precedences(in: try rows(.precedence)),
            categories: Category.categories(in: try rows(.categories)))
    }
}

extension CityContents {
    /// Areas of one kind alone, read from the rows of their layer.
    public static func areas(of kind: AreaKind, in rows: [LayerRow]) -> [Area] {
        Area.areas(of: kind, in: rows)
    }

    /// The areas alone, of every kind.
    ///
    /// - Parameter rows: the rows of a layer; asked once for each layer of areas.
    public static func areas(_ rows: (Layer) throws -> [LayerRow]) rethrows -> [Area] {
        try AreaKind.allCases.flatMap { Area.areas(of: $0, in: try rows($0.layer)) }
    }

    /// The catalogue alone, read from the rows of its layer.
    public static func categories(in rows: [LayerRow]) -> [Category] {
        Category.categories(in: rows)
    }
}
