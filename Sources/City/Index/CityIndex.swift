public import Geo

/// One edition of a city, packed for questions: immutable, replaced as a whole.
///
/// ```swift
/// let index = CityIndex(contents, on: today)
/// let verdict = index.verdict(for: Question(place: place, category: manhole, day: today))
/// ```
///
/// Areas, segments and components are known by numbers that follow their codes, so that "the lower
/// code" is "the lower number". Complexity: building O(n log n); a verdict O(log n).
public final class CityIndex: Sendable {
    /// The city's name, code and code scheme.
    public let settings: CitySettings
    /// The number of the edition.
    public let edition: Int
    let book: AreaBook
    let segments: [RoadChiefSegment]
    let components: [Component]
    let organizations: [Organization]
    let catalogue: Catalogue
    let rules: RuleBook
    let segmentIndex: FeatureIndex
    /// The widest half-width of a segment, in metres.
    let widestHalfWidth: Double
    /// The components of each category, by the category's number in the catalogue.
    let componentIndexes: [CategoryKey: FeatureIndex]
    private let componentOfCode: [String: Int32]
    private let componentOfDevice: [String: Int32]
    let organizationOfCode: [String: Int32]
    /// The organization that stands for the city itself: the last one to ask.
    let cityOrganization: Int32

    /// Packs the contents as they are valid on a day.
    public init(_ contents: CityContents, on day: Day) {
        settings = contents.settings
        edition = contents.edition
        book = AreaBook(contents.areas, scheme: contents.settings.scheme, on: day)
        segments = contents.segments.filter { segment in
            (segment.start.map { $0 <= day } ?? true) && (segment.end.map { day < $0 } ?? true)
        }.sorted { $0.code < $1.code }
        components = contents.components.sorted { $0.code < $1.code }
        segmentIndex = FeatureIndex(
            segments.enumerated().map { (Int32($0), Shape.lines($1.lines)) })

        widestHalfWidth = segments.reduce(0) { max($0, $1.halfWidth ?? 0) }

        var byCategory: [CategoryKey: [(number: Int32, shape: Shape)]] = [:]
        var componentOfDevice: [String: Int32] = [:]
        for (number, component) in components.enumerated() {
            byCategory[component.category, default: []].append((Int32(number), component.shape))
            if let device = component.device { componentOfDevice[device] = Int32(number) }
        }
        componentIndexes = byCategory.mapValues { FeatureIndex($0) }
        componentOfCode = Self.numbers(components.lazy.map(\.code))
        self.componentOfDevice = componentOfDevice

        var organizations = contents.organizations.sorted { $0.code < $1.code }
        if !organizations.contains(where: { $0.code == contents.settings.code }) {
            organizations.append(
                Organization(code: contents.settings.code, name: contents.settings.name))
        }
        self.organizations = organizations
        let organizationOfCode = Self.numbers(organizations.lazy.map(\.code))
        self.organizationOfCode = organizationOfCode
        cityOrganization = organizationOfCode[contents.settings.code] ?? 0

        catalogue = Catalogue(contents.categories, inUse: byCategory.keys)
        rules = RuleBook(
            contents, book: book, segmentOfCode: Self.numbers(segments.lazy.map(\.code)),
            componentOfCode: componentOfCode, organizationOfCode: organizationOfCode,
            catalogue: catalogue)
    }

    private static func numbers(_ codes: some Sequence<String>) -> [String: Int32] {
        Dictionary(
            codes.enumerated().lazy.map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// The number of an organization's code, if it is registered.
    func organization(_ code: String?) -> Int32? { code.flatMap { organizationOfCode[$0] } }

    /// The number of the component with a code, or with a device of that name.
    public func component(codeOrDevice text: String) -> Int32? {
        componentOfCode[text] ?? componentOfDevice[text]
    }

    /// A category of the catalogue by its key, or `nil` if the city does not know it.
    public func category(_ key: CategoryKey) -> Category? { catalogue[key] }

    /// A place of a component itself: the point, or the place of a line or an area nearest to the
    /// middle of its box.
    public func place(ofComponent number: Int32) -> Coordinate {
        let shape = components[Int(number)].shape
        let centre = shape.box.centre
        if shape.location(of: centre) != .outside { return centre }
        if case .points(let points) = shape { return points[0] }
        let metric = Metric(at: centre)
        return shape.edges.map { metric.nearest($0, $1) }
            .min { $0.metres < $1.metres }?.place ?? centre
    }
}
