import Geo

/// Components while an index is packed, one after another: nothing of a component but its packed
/// values is held.
struct ComponentCollector {
    private(set) var places: [Coordinate] = []
    private(set) var recordPlaces: [Int32] = []
    private(set) var namePlaces: [Int32] = []
    private(set) var codes = CodeCollector()
    private(set) var names = TextCollector()
    private(set) var people = TextCollector()
    private(set) var records: [ComponentRecord] = []
    private(set) var joint: [Int32] = []
    private(set) var devices: [(name: String, component: Int32)] = []
    /// The category of each component as a place in `keys`.
    private var categories: [Int32] = []
    private var keys: [CategoryKey] = []
    private var placeOfKey: [CategoryKey: Int32] = [:]
    private var placeOfRecord: [RecordKey: Int32] = [:]
    /// The shapes of components that are not one point.
    private var shapes: [Int32: Shape] = [:]
    private let organization: (String?) -> Int32?

    /// What two components must share to share a record.
    private struct RecordKey: Hashable {
        var record: ComponentRecord
        var joint: [Int32]
    }

    init(organization: @escaping (String?) -> Int32?) { self.organization = organization }

    /// The categories that components have.
    var inUse: [CategoryKey] { keys }

    /// Takes in a component.
    mutating func add(_ component: Component) {
        let number = Int32(places.count)
        places.append(component.shape.representative)
        if component.shape.onePoint == nil { shapes[number] = component.shape }
        categories.append(place(of: component.category))
        codes.append(component.code)
        namePlaces.append(names.place(of: component.name))
        recordPlaces.append(place(ofRecord: component))
        if let device = component.device { devices.append((device, number)) }
    }

    private mutating func place(of key: CategoryKey) -> Int32 {
        if let known = placeOfKey[key] { return known }
        let place = Int32(keys.count)
        placeOfKey[key] = place
        keys.append(key)
        return place
    }

    private mutating func place(ofRecord component: Component) -> Int32 {
        let others = component.jointOrganizations.compactMap(organization)
        var record = ComponentRecord(component, organization)
        record.person = people.place(of: component.responsiblePerson)
        let key = RecordKey(record: record, joint: others)
        if let known = placeOfRecord[key] { return known }
        let place = Int32(records.count)
        placeOfRecord[key] = place
        record.jointStart = Int32(joint.count)
        record.jointCount = Int32(others.count)
        joint += others
        records.append(record)
        return place
    }

    /// The numbers that components get.
    struct Numbering {
        /// Which component has each number.
        var order: [Int32] = []
        /// Where the numbers of each category begin; one more entry marks the end.
        var starts: [Int32] = [0]
        /// The components of each category; `nil` for one without any.
        var indexes: [FeatureIndex?] = []
        /// The numbers of those that are not one point.
        var others: [Int32] = []
    }

    /// Numbers the components: by category, single points along the raster, then the rest.
    func numbering(_ catalogue: Catalogue) -> Numbering {
        var ofCategory = [[Int32]](repeating: [], count: catalogue.categories.count)
        let numbers = keys.map { catalogue.number(of: $0) ?? 0 }
        for (component, category) in categories.enumerated() {
            ofCategory[Int(numbers[Int(category)])].append(Int32(component))
        }
        var numbering = Numbering()
        numbering.order.reserveCapacity(places.count)
        for components in ofCategory {
            numbering.indexes.append(components.isEmpty ? nil : index(of: components, &numbering))
            numbering.starts.append(Int32(numbering.order.count))
        }
        return numbering
    }

    private func index(
        of components: [Int32], _ numbering: inout Numbering
    ) -> FeatureIndex {
        let first = Int32(numbering.order.count)
        let points = shapes.isEmpty ? components : components.filter { shapes[$0] == nil }
        var slots: [Int32] = []
        let index = PointIndex(points.map { places[Int($0)] }, order: &slots)
        numbering.order += slots.map { points[Int($0)] }
        var others: [(number: Int32, shape: Shape)] = []
        if !shapes.isEmpty {
            for component in components {
                guard let shape = shapes[component] else { continue }
                let number = Int32(numbering.order.count)
                others.append((number, shape))
                numbering.others.append(number)
                numbering.order.append(component)
            }
        }
        return FeatureIndex(points: index, from: first, others: others)
    }
}

extension ComponentRecord {
    /// The record of a component without its person and its joint organizations.
    init(_ component: Component, _ organization: (String?) -> Int32?) {
        self.init(
            competent: organization(component.competentDepartment) ?? -1,
            owner: organization(component.owner) ?? -1,
            maintainer: organization(component.maintainer) ?? -1,
            lead: organization(component.leadOrganization) ?? -1, jointStart: 0, jointCount: 0,
            person: -1)
    }
}

extension Shape {
    /// The place of a shape that is one point.
    var onePoint: Coordinate? {
        if case .points(let points) = self, points.count == 1 { points[0] } else { nil }
    }

    /// A place of the shape itself: the point, or the place of a line or an area nearest to the
    /// middle of its box.
    var representative: Coordinate {
        if let onePoint { return onePoint }
        let centre = box.centre
        if location(of: centre) != .outside { return centre }
        if case .points(let points) = self { return points[0] }
        let metric = Metric(at: centre)
        return edges.map { metric.nearest($0, $1) }
            .min { $0.metres < $1.metres }?.place ?? centre
    }
}
