import Geo

/// What editions after a packed one changed in a few components: it lies on top of the packed ones
/// until they are packed anew.
struct ComponentChanges: Sendable {
    /// A component as it stands now.
    struct Changed: Sendable {
        var code: String
        var name: String
        var category: Int32
        var record: ComponentRecord
        var place: Coordinate
        var shape: Shape
        var device: String?
    }

    /// Components of the packed edition that are not where the packed index says, by number; `nil`
    /// for those that are gone.
    private var replaced: [Int32: Changed?] = [:]
    /// Components that the packed edition does not have; their numbers follow its own.
    private(set) var added: [Changed] = []
    private let packedCount: Int32
    private(set) var joint: [Int32] = []
    private(set) var people: [String] = []
    private(set) var numberOfCode: [String: Int32] = [:]
    private(set) var numberOfDevice: [String: Int32] = [:]
    private(set) var indexes: [Int32: FeatureIndex] = [:]
    /// The changed components of each category.
    private var numbersOfCategory: [Int32: [Int32]] = [:]
    /// Whether all their codes are numbers.
    private(set) var hasCodeKeys = true
    private var goneAdditions: Set<Int32> = []

    /// How many components of the packed edition, or added since, are gone.
    var removedCount: Int { replaced.values.count { $0 == nil } + goneAdditions.count }

    /// How many components differ from the packed edition.
    var count: Int { replaced.count + added.count }

    /// Whether a packed component is not where the packed index says.
    @inline(__always)
    func isHidden(_ number: Int32) -> Bool { replaced[number] != nil }

    /// A component that differs from the packed edition.
    @inline(__always)
    func changed(_ number: Int32) -> Changed? {
        if number >= packedCount { return added[Int(number - packedCount)] }
        return replaced[number] ?? nil
    }

    init(over packed: PackedComponents) { packedCount = Int32(packed.count) }

    /// A component as an edition left it; `after` is `nil` if it is gone.
    struct Change {
        var code: String
        var after: Component?
    }

    /// Takes in changes in their order.
    ///
    /// - Returns: `false` if one of them cannot lie on top, because its category is not in the
    ///   packed catalogue; then the index has to be packed anew.
    mutating func apply(
        _ list: [Change], to packed: PackedComponents, catalogue: Catalogue,
        organization: (String?) -> Int32?
    ) -> Bool {
        for change in list {
            let known =
                numberOfCode[change.code] ?? packed.codes.number(of: change.code, in: packed.byCode)
            guard let after = change.after else {
                if let known { remove(known) }
                continue
            }
            guard let category = catalogue.number(of: after.category) else { return false }
            let changed = Changed(
                code: after.code, name: after.name, category: category,
                record: record(of: after, packed, organization),
                place: after.shape.representative, shape: after.shape, device: after.device)
            put(changed, known)
        }
        index()
        return true
    }

    private mutating func remove(_ number: Int32) {
        if number >= packedCount {
            goneAdditions.insert(number)
            numberOfCode[added[Int(number - packedCount)].code] = nil
        } else {
            replaced[number] = .some(nil)
        }
    }

    private mutating func put(_ changed: Changed, _ known: Int32?) {
        if let known, known < packedCount {
            replaced[known] = changed
            numberOfCode[changed.code] = known
        } else if let known {
            added[Int(known - packedCount)] = changed
        } else {
            numberOfCode[changed.code] = packedCount + Int32(added.count)
            added.append(changed)
        }
    }

    private mutating func record(
        of component: Component, _ packed: PackedComponents, _ organization: (String?) -> Int32?
    ) -> ComponentRecord {
        var record = ComponentRecord(component, organization)
        if let person = component.responsiblePerson {
            record.person = Int32(packed.people.count + people.count)
            people.append(person)
        }
        let others = component.jointOrganizations.compactMap(organization)
        record.jointStart = Int32(packed.joint.count + joint.count)
        record.jointCount = Int32(others.count)
        joint += others
        return record
    }

    /// The places of all changed components.
    var places: [Coordinate] {
        numbersOfCategory.values.flatMap { $0.compactMap { changed($0)?.place } }
    }

    /// Calls `visit` with the number of every changed component that is there.
    func forEachNumber(_ visit: (Int32) -> Void) {
        for numbers in numbersOfCategory.values { numbers.forEach(visit) }
    }

    /// Calls `visit` with the place of every changed component of a category.
    func forEachPlace(ofCategory category: Int32, _ visit: (Int32, Coordinate) -> Void) {
        for number in numbersOfCategory[category] ?? [] {
            if let changed = changed(number) { visit(number, changed.place) }
        }
    }

    /// The changed components by category, made anew: there are few.
    private mutating func index() {
        var features: [Int32: [(number: Int32, shape: Shape)]] = [:]
        numberOfDevice = [:]
        func take(_ number: Int32, _ changed: Changed) {
            features[changed.category, default: []].append((number, changed.shape))
            if let device = changed.device { numberOfDevice[device] = number }
        }
        for (number, changed) in replaced { if let changed { take(number, changed) } }
        for (place, changed) in added.enumerated() {
            let number = packedCount + Int32(place)
            if !goneAdditions.contains(number) { take(number, changed) }
        }
        numbersOfCategory = features.mapValues { $0.map(\.number) }
        hasCodeKeys = features.values.allSatisfy { list in
            list.allSatisfy { changed($0.number).flatMap { CodeColumn.key($0.code) } != nil }
        }
        indexes = features.mapValues { FeatureIndex($0.sorted { $0.number < $1.number }) }
    }
}
