public import Geo

/// What is asked of a city: who is responsible for this place, and for this kind of problem?
public struct Question: Hashable, Sendable {
    /// The place that was reported.
    public var place: Coordinate
    /// Where the report lay beside the lattice point, for places exactly on a border.
    public var residue = Residue.none
    /// The category of the problem; without one the question is about the place alone.
    public var category: CategoryKey?
    /// The component meant, by number, where the report names it.
    public var component: Int32?
    /// The day for which posts are looked up.
    public var day: Day
    /// Whether the distance to the nearest place with another answer is searched.
    public var wantsMargin: Bool

    /// A question by its parts.
    public init(
        place: Coordinate, category: CategoryKey? = nil, component: Int32? = nil, day: Day,
        wantsMargin: Bool = false
    ) {
        self.place = place
        self.category = category
        self.component = component
        self.day = day
        self.wantsMargin = wantsMargin
    }
}

/// A question in the numbers of an index: what the work is done with.
public struct Query: Hashable, Sendable {
    /// The place that was reported.
    public var place: Coordinate
    /// Where the report lay beside the lattice point.
    public var residue: Residue
    /// The category by number.
    public var category: Int32?
    /// The component meant, by number.
    public var component: Int32?
    /// The day for which posts are looked up.
    public var day: Day

    /// A query by its parts.
    public init(
        place: Coordinate, residue: Residue = .none, category: Int32? = nil,
        component: Int32? = nil, day: Day
    ) {
        self.place = place
        self.residue = residue
        self.category = category
        self.component = component
        self.day = day
    }
}

extension CityIndex {
    /// The number of a category; `nil` for one that neither the catalogue nor any rule knows.
    public func number(of category: CategoryKey) -> Int32? { catalogue.number(of: category) }

    /// The key of a category, by number.
    public func key(ofCategory number: Int32) -> CategoryKey {
        catalogue.categories[Int(number)].key
    }

    /// A question in this index's numbers.
    func query(_ question: Question) -> Query {
        var query = Query(
            place: question.place, residue: question.residue,
            category: question.category.flatMap(number(of:)), component: question.component,
            day: question.day)
        if question.category == nil, let component = question.component {
            query.category = components.category(of: component)
        }
        return query
    }
}
