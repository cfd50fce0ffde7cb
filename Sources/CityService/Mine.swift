import City
import Geo

/// What an organization or a post answers for, counted.
public struct Mine: Sendable, Encodable {
    /// The organization, or the one for whose duty the post stands.
    public var organization: Named?
    /// The post.
    public var post: HeldPost?
    /// The edition that says so.
    public var edition: Int
    /// West, south, east and north of everything that has a place, in degrees.
    public var box: [Double]?
    /// How many things there are, by layer; layers without any are left out.
    public var counts: [String: Int]
    /// The box of those of each layer, in degrees.
    public var boxes: [String: [Double]]
    /// How many components there are of each category.
    public var categories: [CategoryCount]

    /// A code with its name.
    public struct Named: Hashable, Sendable, Encodable {
        /// The code.
        public var code: String
        /// The name.
        public var name: String
    }

    /// A post without its person.
    public struct HeldPost: Hashable, Sendable, Encodable {
        /// Its code.
        public var code: String
        /// What it is called.
        public var title: String?

        private enum CodingKeys: String, CodingKey { case code, title }

        /// Encodes both, a title that is not there as null.
        public func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: CodingKeys.self)
            try members.encode(code, forKey: .code)
            try members.encode(title, forKey: .title)
        }
    }

    /// How many components of a category there are.
    public struct CategoryCount: Hashable, Sendable, Encodable {
        /// The category: `component/01001`.
        public var category: String
        /// Its name.
        public var name: String
        /// How many.
        public var count: Int
    }

    private enum CodingKeys: String, CodingKey {
        case organization, post, edition, box, counts, boxes, categories
    }

    /// Encodes every member, those that are not known as null.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(organization, forKey: .organization)
        try members.encode(post, forKey: .post)
        try members.encode(edition, forKey: .edition)
        try members.encode(box, forKey: .box)
        try members.encode(counts, forKey: .counts)
        try members.encode(boxes, forKey: .boxes)
        try members.encode(categories, forKey: .categories)
    }
}

/// Some of what is mine in one layer.
public struct MinePage: Sendable, Encodable {
    /// The layer.
    public var kind: String
    /// The things, in the order of codes.
    public var rows: [Row]
    /// The code after which the next page begins; `nil` if this is the last one.
    public var next: String?

    /// The codes of the things.
    public var codes: [String] { rows.map(\.holding.code) }

    /// One thing.
    public struct Row: Sendable, Encodable {
        var holding: Holding

        private enum CodingKeys: String, CodingKey { case code, name, box, attributes }

        /// Encodes every member, those that are not known as null.
        public func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: CodingKeys.self)
            try members.encode(holding.code, forKey: .code)
            try members.encode(holding.name, forKey: .name)
            try members.encode(holding.box?.inDegrees, forKey: .box)
            try members.encode(holding.attributes, forKey: .attributes)
        }
    }

    private enum CodingKeys: String, CodingKey { case kind, rows, next }

    /// Encodes every member, those that are not known as null.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(kind, forKey: .kind)
        try members.encode(rows, forKey: .rows)
        try members.encode(next, forKey: .next)
    }
}

/// A reason why nothing can be said about what is whose.
public enum MineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No organization of that code is registered.
    case noOrganization(String)
    /// No post of that code is registered.
    case noPost(String)
    /// Neither an organization nor a post is named, or both are.
    case organizationOrPost
    /// Nothing of that layer is anybody's.
    case noKind(String, known: [String])

    /// Whether the question is wrong, not what it names.
    var isAboutWords: Bool {
        switch self {
        case .noOrganization, .noPost: false
        case .organizationOrPost, .noKind: true
        }
    }

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .noOrganization(let code):
            "There is no organization \(code). `wangge export … organizations` lists what is."
        case .noPost(let code): "There is no post \(code). `wangge export … posts` lists what is."
        case .organizationOrPost: "Name either an organization or a post."
        case .noKind(let kind, let known):
            "Nothing of \(kind) is anybody's. Name one of \(known.joined(separator: ", "))."
        }
    }
}
