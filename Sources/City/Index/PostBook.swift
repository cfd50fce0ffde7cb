import Geo

/// The posts of one edition by what they are for, the lowest rank first.
final class PostBook: Packed {
    /// What a post can be for, by number.
    enum Target: Hashable, Sendable {
        case area(Int32)
        case segment(Int32)
        case component(Int32)
        case organization(Int32)
    }

    /// A post in plain values.
    struct Post: BitwiseCopyable {
        /// The level of the post; posts without one come last.
        var rank: Int32
        /// The place of the person's code, or −1.
        var person: Int32
        /// The organization by number, or −1.
        var organization: Int32
        /// The place of the title, or −1.
        var title: Int32
        /// The list of categories that it is limited to, or −1.
        var categories: Int32
        /// The first and the last day as ``Day/number``; 0 and the largest number where none is.
        var from: Int32
        var to: Int32
        /// The role's place in the list of all.
        var role: Int32
    }

    /// How codes become numbers.
    struct Numbers {
        var organization: (String?) -> Int32?
        var area: (AreaKind, String) -> Int32?
        var segment: (String) -> Int32?
        var component: (String) -> Int32?
        /// How many of each there are.
        var counts: (areas: Int, segments: Int, organizations: Int)
    }

    let codes: TextColumn
    /// Codes of persons and titles.
    let texts: TextColumn
    let posts: PackedArray<Post>
    /// Where the posts of each area, segment and organization begin; one more entry marks the end.
    private let areaStarts: PackedArray<Int32>
    private let segmentStarts: PackedArray<Int32>
    private let organizationStarts: PackedArray<Int32>
    /// The components that posts are for, ascending, and where the posts of each begin: few have
    /// one of their own.
    private let components: PackedArray<Int32>
    private let componentStarts: PackedArray<Int32>
    /// For each list of categories a bit for every category, the question without one first.
    private let covered: PackedArray<UInt64>
    private let wordsInList: Int

    init(_ all: [City.Post], catalogue: Catalogue, numbers: Numbers) {
        var texts = TextCollector()
        var lists = CategoryLists(catalogue)
        let placed = all.compactMap { post in
            Self.target(of: post, numbers).map { (key: $0.key, post: post) }
        }.sorted {
            ($0.key, $0.post.rank ?? .max, $0.post.code.bytes)
                < ($1.key, $1.post.rank ?? .max, $1.post.code.bytes)
        }
        var posts: [Post] = []
        for (_, post) in placed {
            posts.append(
                Post(
                    rank: Int32(clamping: post.rank ?? .max),
                    person: texts.place(of: post.person),
                    organization: numbers.organization(post.organization) ?? -1,
                    title: texts.place(of: post.title),
                    categories: lists.place(of: post.categories),
                    from: post.validFrom?.number ?? 0, to: post.validTo?.number ?? .max,
                    role: Int32(post.role.place)))
        }
        codes = TextColumn(placed.map(\.post.code))
        self.texts = texts.column
        self.posts = PackedArray(posts)
        let keys = placed.map(\.key)
        areaStarts = Self.starts(keys, of: { .area($0) }, count: numbers.counts.areas)
        segmentStarts = Self.starts(keys, of: { .segment($0) }, count: numbers.counts.segments)
        organizationStarts = Self.starts(
            keys, of: { .organization($0) }, count: numbers.counts.organizations)
        let ofComponents = keys.indices.filter { keys[$0] >> 32 == 2 }
        let components = Array(Set(ofComponents.map { Int32(keys[$0] & 0xFFFF_FFFF) })).sorted()
        self.components = PackedArray(components)
        componentStarts = PackedArray(
            components.map { Self.place(of: .component($0), keys) }
                + [Self.place(of: .organization(0), keys)])
        covered = PackedArray(lists.bits)
        wordsInList = lists.words
    }

    private static func target(of post: City.Post, _ numbers: Numbers) -> Target? {
        guard let layer = Layer.named(post.targetLayer) else { return nil }
        if let kind = AreaKind(layer: layer) {
            return numbers.area(kind, post.target).map(Target.area)
        }
        switch layer {
        case .roadChiefSegments: return numbers.segment(post.target).map(Target.segment)
        case .components: return numbers.component(post.target).map(Target.component)
        case .organizations: return numbers.organization(post.target).map(Target.organization)
        default: return nil
        }
    }

    /// Where the posts of a target begin among sorted keys.
    private static func place(of target: Target, _ keys: [UInt64]) -> Int32 {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < target.key { low = middle + 1 } else { high = middle }
        }
        return Int32(low)
    }

    private static func starts(
        _ keys: [UInt64], of target: (Int32) -> Target, count: Int
    ) -> PackedArray<Int32> {
        PackedArray((0...Int32(count)).map { place(of: target($0), keys) })
    }

    /// The posts for a target, the lowest rank first.
    @inline(__always)
    func posts(for target: Target) -> Range<Int> {
        switch target {
        case .area(let number): Self.run(areaStarts, Int(number))
        case .segment(let number): Self.run(segmentStarts, Int(number))
        case .organization(let number): Self.run(organizationStarts, Int(number))
        case .component(let number): postsOfComponent(number)
        }
    }

    /// What posts say about the organization that holds an area.
    enum Standing: Hashable {
        /// None names one.
        case nobody
        /// This one, for every category and on every day.
        case always(Int32)
        /// That depends on the category or the day.
        case depends
    }

    /// Which organization the holders' posts for an area name.
    func standing(ofArea number: Int32) -> Standing {
        let holder = posts(for: .area(number)).first { place in
            posts[place].role == City.Post.Role.holder.place && posts[place].organization >= 0
        }
        guard let post = holder.map({ posts[$0] }) else { return .nobody }
        let isUnlimited = post.categories < 0 && post.from == 0 && post.to == .max
        return isUnlimited ? .always(post.organization) : .depends
    }

    @inline(__always)
    private static func run(_ starts: PackedArray<Int32>, _ number: Int) -> Range<Int> {
        Int(starts[number])..<Int(starts[number + 1])
    }

    private func postsOfComponent(_ number: Int32) -> Range<Int> {
        guard !components.isEmpty else { return 0..<0 }
        let place = components.partition(by: { $0 }, notBelow: number)
        guard place < components.count, components[place] == number else { return 0..<0 }
        return Self.run(componentStarts, place)
    }

    /// Whether a post is held in a role on a day and covers a category.
    @inline(__always)
    func applies(_ place: Int, _ role: City.Post.Role, _ category: Int32?, on day: Day) -> Bool {
        let post = posts[place]
        guard post.role == role.place, post.from <= day.number, day.number <= post.to else {
            return false
        }
        guard post.categories >= 0 else { return true }
        let bit = Int((category ?? -1) + 1)
        let word = covered[Int(post.categories) * wordsInList + bit / 64]
        return word >> UInt64(bit % 64) & 1 == 1
    }

    /// The lists of categories that posts are limited to, each kept once as bits.
    private struct CategoryLists {
        private let catalogue: Catalogue
        private var places: [[CategoryPattern]: Int32] = [:]
        private(set) var bits: [UInt64] = []
        let words: Int

        init(_ catalogue: Catalogue) {
            self.catalogue = catalogue
            words = catalogue.categories.count / 64 + 1
        }

        mutating func place(of patterns: [CategoryPattern]) -> Int32 {
            if patterns.isEmpty { return -1 }
            if let known = places[patterns] { return known }
            let place = Int32(places.count)
            places[patterns] = place
            var list = [UInt64](repeating: 0, count: words)
            for (bit, category) in catalogue.placesOfRules.enumerated()
            where catalogue.patterns(for: category).contains(where: patterns.contains) {
                list[bit / 64] |= 1 << UInt64(bit % 64)
            }
            bits += list
            return place
        }
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        codes = try TextColumn(from: &reader)
        texts = try TextColumn(from: &reader)
        posts = try reader.array()
        areaStarts = try reader.array()
        segmentStarts = try reader.array()
        organizationStarts = try reader.array()
        components = try reader.array()
        componentStarts = try reader.array()
        covered = try reader.array()
        wordsInList = try reader.value()
    }

    func write(to writer: inout PackedWriter) throws {
        try codes.write(to: &writer)
        try texts.write(to: &writer)
        try writer.write(posts)
        try writer.write(areaStarts)
        try writer.write(segmentStarts)
        try writer.write(organizationStarts)
        try writer.write(components)
        try writer.write(componentStarts)
        try writer.write(covered)
        try writer.write(value: wordsInList)
    }
}

extension PostBook.Target {
    /// Kind and number in one, so that targets can be sorted and found.
    @inline(__always) var key: UInt64 {
        switch self {
        case .area(let number): UInt64(UInt32(bitPattern: number))
        case .segment(let number): 1 << 32 | UInt64(UInt32(bitPattern: number))
        case .component(let number): 2 << 32 | UInt64(UInt32(bitPattern: number))
        case .organization(let number): 3 << 32 | UInt64(UInt32(bitPattern: number))
        }
    }
}

extension Post.Role {
    /// The role's place in the list of all.
    @inline(__always) var place: Int {
        switch self {
        case .chief: 0
        case .holder: 1
        case .deputy: 2
        }
    }

    init(place: Int32) { self = place == 0 ? .chief : place == 1 ? .holder : .deputy }
}
