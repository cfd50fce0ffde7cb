public import Geo

/// One edition of a city, packed for questions: immutable, replaced as a whole.
///
/// ```swift
/// let index = CityIndex(contents, on: today)
/// let verdict = index.verdict(for: Question(place: place, category: manhole, day: today))
/// ```
///
/// Areas, segments, organizations and posts are known by numbers that follow their codes, so that
/// "the lower code" is "the lower number"; components are numbered by where they stand. Everything
/// is flat memory that can be written to a file and used from there without parsing.
/// Complexity: building O(n log n); a verdict O(1) on map data.
public final class CityIndex: Sendable {
    /// The city's name, code and code scheme.
    public let settings: CitySettings
    /// The number of the edition.
    public let edition: Int
    /// The days for which areas, segments and partitions are those that are valid.
    public let days: DayRange
    let book: AreaBook
    let mosaic: Mosaic
    let segments: SegmentBook
    let partitions: PartitionBook
    let components: ComponentBook
    let organizations: OrganizationBook
    let catalogue: Catalogue
    let rules: RuleBook
    /// The road levels that segments and mandates name.
    let levels: TextColumn

    /// Packs the contents as they are valid on a day.
    public convenience init(_ contents: CityContents, on day: Day) {
        self.init(contents, on: day) { take in contents.components.forEach(take) }
    }

    /// Packs the contents as they are valid on a day, with the components handed over one by one.
    ///
    /// - Parameter components: calls its argument with each component; the contents' own are not
    ///   looked at.
    public init(
        _ contents: CityContents, on day: Day,
        components: (_ take: (Component) -> Void) throws -> Void
    ) rethrows {
        settings = contents.settings
        edition = contents.edition
        days = DayRange(around: day, contents)
        let organizations = OrganizationBook(contents.organizations, settings: contents.settings)
        let numberOf = Dictionary(
            (0..<Int32(organizations.codes.count)).map { (organizations.codes[Int($0)], $0) },
            uniquingKeysWith: { first, _ in first })
        let organization = { (code: String?) in code.flatMap { numberOf[$0] } }
        var levels = TextCollector()

        var collector = ComponentCollector(organization: organization)
        try components { collector.add($0) }
        let catalogue = Catalogue(
            contents.categories, inUse: collector.inUse + contents.namedCategories)
        let packed = PackedComponents(collector, catalogue: catalogue)

        let book = AreaBook(
            contents.areas, scheme: contents.settings.scheme, on: day, organization: organization)
        let segments = SegmentBook(
            contents.segments, on: day, levels: &levels, organization: organization)
        let rules = RuleBook(
            contents, book: book, catalogue: catalogue, levels: &levels,
            numbers: PostBook.Numbers(
                organization: organization, area: { book.number($0, $1) },
                segment: { segments.number(of: $0) },
                component: { packed.number(codeOrDevice: $0) },
                counts: (book.count, segments.codes.count, organizations.codes.count)))
        mosaic = Mosaic(book, rules)
        partitions = PartitionBook(contents.partitions, on: day, organization: organization)
        self.rules = rules
        self.book = book
        self.segments = segments
        self.organizations = organizations
        self.catalogue = catalogue
        self.levels = levels.column
        self.components = ComponentBook(packed: packed, changes: nil)
    }

    private init(_ base: CityIndex, edition: Int, components: ComponentBook) {
        settings = base.settings
        self.edition = edition
        days = base.days
        book = base.book
        mosaic = base.mosaic
        segments = base.segments
        partitions = base.partitions
        self.components = components
        organizations = base.organizations
        catalogue = base.catalogue
        rules = base.rules
        levels = base.levels
    }

    /// A later edition that differs from this one in a few components.
    ///
    /// - Parameter changes: each changed component's code, and how it stands afterwards; `nil` if it
    ///   is gone.
    /// - Returns: `nil` if a change cannot lie on top of what is packed.
    public func later(
        edition: Int, changes list: [(code: String, after: Component?)]
    ) -> CityIndex? {
        var changes = components.changes ?? ComponentChanges(over: components.packed)
        let isApplied = changes.apply(
            list.map { ComponentChanges.Change(code: $0.code, after: $0.after) },
            to: components.packed, catalogue: catalogue, organization: organizations.number)
        guard isApplied else { return nil }
        return CityIndex(
            self, edition: edition,
            components: ComponentBook(packed: components.packed, changes: changes))
    }

    /// How many components lie on top of what is packed.
    public var changedComponents: Int { components.changes?.count ?? 0 }

    /// How many components the city has.
    public var componentCount: Int { components.count }

    /// The number of the component with a code, or with a device of that name.
    public func component(codeOrDevice text: String) -> Int32? {
        components.number(codeOrDevice: text)
    }

    /// The number of the component with a code.
    public func component(code: String) -> Int32? {
        components.number(codeOrDevice: code).flatMap { components.code(of: $0) == code ? $0 : nil }
    }

    /// The place of a component that is one point; `nil` for any other.
    public func point(ofComponent number: Int32) -> Coordinate? { components.point(of: number) }

    /// A category of the catalogue by its key, or `nil` if the city does not know it.
    public func category(_ key: CategoryKey) -> Category? { catalogue[key] }

    /// The category of a component, by number.
    public func category(ofComponent number: Int32) -> Int32 { components.category(of: number) }

    /// A place of a component itself: the point, or the place of a line or an area nearest to the
    /// middle of its box.
    public func place(ofComponent number: Int32) -> Coordinate { components.place(of: number) }

    /// The box around all areas, segments and components, in lattice units; empty for a city without
    /// any.
    ///
    /// Complexity: O(categories).
    public var extent: Box {
        var extent = Box.empty
        for kind in AreaKind.allCases { extent.extend(to: book.index(of: kind).box) }
        extent.extend(to: segments.index.box)
        for case let index? in components.packed.indexes { extent.extend(to: index.box) }
        for place in components.changes?.places ?? [] { extent.extend(to: place) }
        return extent
    }

    // MARK: As bytes

    /// The number of the layout of the bytes; a change of any packed part raises it.
    public static let layout: UInt32 = 4

    /// Takes an index out of bytes that ``write(to:)`` wrote.
    public init(from reader: inout PackedReader) throws(PackedError) {
        let name = try reader.text()
        let code = try reader.text()
        guard let scheme = CodeScheme(rawValue: try reader.text()) else { throw .otherLayout }
        settings = CitySettings(name: name, code: code, scheme: scheme)
        edition = Int(try reader.value(of: Int64.self))
        days = try reader.value()
        book = try AreaBook(from: &reader)
        mosaic = try Mosaic(from: &reader, of: book)
        segments = try SegmentBook(from: &reader)
        partitions = try PartitionBook(from: &reader)
        organizations = try OrganizationBook(from: &reader)
        catalogue = try Catalogue(from: &reader)
        components = ComponentBook(packed: try PackedComponents(from: &reader), changes: nil)
        rules = try RuleBook(from: &reader)
        levels = try TextColumn(from: &reader)
    }

    /// Writes the index as it was packed; changes that lie on top are not written.
    public func write(to writer: inout PackedWriter) throws {
        precondition(components.changes == nil, "Only what is packed can be written.")
        try writer.write(text: settings.name)
        try writer.write(text: settings.code)
        try writer.write(text: settings.scheme.rawValue)
        try writer.write(value: Int64(edition))
        try writer.write(value: days)
        try book.write(to: &writer)
        try mosaic.write(to: &writer)
        try segments.write(to: &writer)
        try partitions.write(to: &writer)
        try organizations.write(to: &writer)
        try catalogue.write(to: &writer)
        try components.packed.write(to: &writer)
        try rules.write(to: &writer)
        try levels.write(to: &writer)
    }
}

/// A run of days, as ``Day/number``: the last one not included.
public struct DayRange: Hashable, Sendable, BitwiseCopyable {
    /// The first day; 0 if there is none.
    let first: Int32
    /// The day after the last; the largest number if there is none.
    let end: Int32

    /// Whether a day lies in the run.
    public func contains(_ day: Day) -> Bool { first <= day.number && day.number < end }

    /// The days around one on which no area, no segment and no partition begins or ends.
    init(around day: Day, _ contents: CityContents) {
        var first: Int32 = 0
        var end: Int32 = .max
        let areas = contents.areas.flatMap { [$0.start, $0.end] }
        let segments = contents.segments.flatMap { [$0.start, $0.end] }
        // The number after a last day's is no day, and lies before the next one's all the same.
        let partitions = contents.partitions.flatMap {
            [$0.from?.number, $0.to.map { $0.number + 1 }]
        }
        for case let turn? in (areas + segments).map({ $0?.number }) + partitions {
            if turn <= day.number {
                first = max(first, turn)
            } else {
                end = min(end, turn)
            }
        }
        self.first = first
        self.end = end
    }
}

extension CityContents {
    /// The categories that rules and posts name one by one.
    fileprivate var namedCategories: [CategoryKey] {
        let patterns =
            mandates.map(\.category) + precedences.map(\.category) + posts.flatMap(\.categories)
        return patterns.compactMap { pattern in
            if case .one(let key) = pattern { key } else { nil }
        }
    }
}
