import Geo

/// The registered components of one edition, packed: about forty bytes each.
///
/// Components are numbered by category and, within one, along the cells of a raster, so that what
/// stands together is read together. What later editions changed in a few of them lies on top as
/// ``ComponentChanges``; a changed component keeps its number.
struct ComponentBook: Sendable {
    let packed: PackedComponents
    let changes: ComponentChanges?

    /// How many components there are.
    var count: Int {
        packed.count + (changes.map { $0.added.count - $0.removedCount } ?? 0)
    }

    /// The code of a component.
    func code(of number: Int32) -> String {
        changes?.changed(number)?.code ?? packed.codes[Int(number)]
    }

    /// The name of a component.
    func name(of number: Int32) -> String {
        changes?.changed(number)?.name ?? packed.names[Int(packed.namePlaces[Int(number)])]
    }

    /// The number of the category of a component.
    func category(of number: Int32) -> Int32 {
        changes?.changed(number)?.category ?? packed.category(of: number)
    }

    /// Who answers for a component.
    @inline(__always)
    func record(of number: Int32) -> ComponentRecord {
        if let changed = changes?.changed(number) { return changed.record }
        return packed.records[Int(packed.recordPlaces[Int(number)])]
    }

    /// The organizations that answer jointly for a component with a record.
    func jointOrganizations(_ record: ComponentRecord) -> [Int32] {
        guard record.jointCount > 0 else { return [] }
        let run = Int(record.jointStart)..<Int(record.jointStart + record.jointCount)
        // What changes brought lies behind what is packed.
        let split = packed.joint.count
        return run.map { $0 < split ? packed.joint[$0] : changes?.joint[$0 - split] ?? -1 }
    }

    /// The opaque code of the person that a record names.
    func person(_ record: ComponentRecord) -> String? {
        guard record.person >= 0 else { return nil }
        let place = Int(record.person)
        return place < packed.people.count
            ? packed.people[place] : changes?.people[place - packed.people.count]
    }

    /// The number of the component with a code, or with a device of that name.
    func number(codeOrDevice text: String) -> Int32? {
        if let changes {
            if let number = changes.numberOfCode[text] ?? changes.numberOfDevice[text] {
                return number
            }
            let number = packed.number(codeOrDevice: text)
            return number.flatMap { changes.isHidden($0) ? nil : $0 }
        }
        return packed.number(codeOrDevice: text)
    }

    /// The nearest components of a category within reach, and those equally near.
    @inline(__always)
    func nearest(
        ofCategory category: Int32, to metric: Metric, within metres: Double
    ) -> NearFeatures {
        let base = packed.indexes[Int(category)]
        guard let changes else {
            let found = base?.nearest(to: metric, within: metres) ?? NearFeatures([])
            return found.count > 1 ? inOrderOfCodes(Array(found)) : found
        }
        let old =
            base?.nearest(to: metric, within: metres) { !changes.isHidden($0) }
            ?? NearFeatures([])
        guard let added = changes.indexes[category] else { return inOrderOfCodes(Array(old)) }
        let new = added.nearest(to: metric, within: metres)
        let both = Array(old) + Array(new)
        let least = both.map(\.metres).min() ?? 0
        return inOrderOfCodes(both.filter { $0.metres <= least + Metric.resolution })
    }

    private func inOrderOfCodes(_ features: [NearFeature]) -> NearFeatures {
        NearFeatures(features.sorted { code(of: $0.number).bytes < code(of: $1.number).bytes })
    }

    /// Calls `visit` with each component of a category within a number of metres, in no useful
    /// order.
    func forEach(
        ofCategory category: Int32, around metric: Metric, within metres: Double,
        visit: (NearFeature) -> Void
    ) {
        packed.indexes[Int(category)]?.forEach(around: metric, within: metres) { feature in
            if changes?.isHidden(feature.number) != true { visit(feature) }
        }
        changes?.indexes[category]?.forEach(around: metric, within: metres, visit: visit)
    }

    /// The place of a component that is one point; `nil` for any other.
    func point(of number: Int32) -> Coordinate? {
        if let changed = changes?.changed(number) { return changed.shape.onePoint }
        return packed.indexes[Int(packed.category(of: number))]?.place(ofPoint: number)
    }

    /// A place of a component itself: the point, or the place of a line or an area nearest to the
    /// middle of its box.
    func place(of number: Int32) -> Coordinate {
        changes?.changed(number)?.place ?? packed.place(of: number)
    }
}

/// Who answers for a component; components that are alike in it share one record.
struct ComponentRecord: Hashable, Sendable, BitwiseCopyable {
    /// The competent department by number, or −1; likewise the others.
    var competent: Int32
    var owner: Int32
    var maintainer: Int32
    var lead: Int32
    /// Where the joint organizations stand.
    var jointStart: Int32
    var jointCount: Int32
    /// The place of the named person's code, or −1.
    var person: Int32

    /// Who must act by the record: the lead of a joint one, else who maintains it, else who owns it,
    /// else the competent department; −1 for nobody.
    @inline(__always) var acting: Int32 {
        lead >= 0 ? lead : maintainer >= 0 ? maintainer : owner >= 0 ? owner : competent
    }
}

/// The components of the edition for which an index was packed.
final class PackedComponents: Packed {
    let codes: CodeColumn
    /// The numbers in the order of their codes.
    let byCode: PackedArray<Int32>
    /// The record of each component, and its name.
    let recordPlaces: PackedArray<Int32>
    let namePlaces: PackedArray<Int32>
    let records: PackedArray<ComponentRecord>
    let names: TextColumn
    let people: TextColumn
    let joint: PackedArray<Int32>
    /// The devices in the order of their names, with the components that they are fixed to.
    private let devices: TextColumn
    private let numberOfDevice: PackedArray<Int32>
    /// Where the numbers of each category begin; one more entry marks the end.
    private let categoryStarts: PackedArray<Int32>
    /// The components that are not one point, ascending, and a place of each.
    private let others: PackedArray<Int32>
    private let placesOfOthers: PackedArray<Coordinate>
    /// The components of each category; `nil` for one without any.
    let indexes: [FeatureIndex?]

    var count: Int { recordPlaces.count }

    func number(codeOrDevice text: String) -> Int32? {
        codes.number(of: text, in: byCode) ?? devices.place(of: text).map { numberOfDevice[$0] }
    }

    func category(of number: Int32) -> Int32 {
        Int32(categoryStarts.partition(by: { $0 }, notBelow: number + 1) - 1)
    }

    func place(of number: Int32) -> Coordinate {
        if let place = indexes[Int(category(of: number))]?.place(ofPoint: number) { return place }
        let place = others.partition(by: { $0 }, notBelow: number)
        return placesOfOthers[place]
    }

    /// Calls `visit` with the place of every component of a category in a box, and perhaps of some
    /// nearby.
    @inline(__always)
    func forEachPlace(
        ofCategory category: Int32, in box: Box, _ visit: (Int32, Coordinate) -> Void
    ) {
        guard let index = indexes[Int(category)] else { return }
        index.forEachPoint(in: box, visit)
        let first = others.partition(by: { $0 }, notBelow: categoryStarts[Int(category)])
        let end = others.partition(by: { $0 }, notBelow: categoryStarts[Int(category) + 1])
        for place in first..<end where box.contains(placesOfOthers[place]) {
            visit(others[place], placesOfOthers[place])
        }
    }

    init(_ collected: ComponentCollector, catalogue: Catalogue) {
        let numbering = collected.numbering(catalogue)
        let order = numbering.order
        codes = collected.codes.column(in: order)
        let codes = codes
        byCode = PackedArray(
            (0..<Int32(order.count)).sorted { codes.precedes(Int($0), Int($1)) })
        recordPlaces = PackedArray(order.lazy.map { collected.recordPlaces[Int($0)] })
        namePlaces = PackedArray(order.lazy.map { collected.namePlaces[Int($0)] })
        records = PackedArray(collected.records)
        names = collected.names.column
        people = collected.people.column
        joint = PackedArray(collected.joint)
        categoryStarts = PackedArray(numbering.starts)
        others = PackedArray(numbering.others)
        placesOfOthers = PackedArray(
            numbering.others.map { collected.places[Int(order[Int($0)])] })
        indexes = numbering.indexes
        var numberOf: [Int32: Int32] = [:]
        if !collected.devices.isEmpty {
            let holders = Set(collected.devices.map(\.component))
            for (number, component) in order.enumerated() where holders.contains(component) {
                numberOf[component] = Int32(number)
            }
        }
        let sorted = collected.devices.sorted { $0.name.bytes < $1.name.bytes }
        devices = TextColumn(sorted.map(\.name))
        numberOfDevice = PackedArray(sorted.map { numberOf[$0.component] ?? 0 })
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        codes = try CodeColumn(from: &reader)
        byCode = try reader.array()
        recordPlaces = try reader.array()
        namePlaces = try reader.array()
        records = try reader.array()
        names = try TextColumn(from: &reader)
        people = try TextColumn(from: &reader)
        joint = try reader.array()
        devices = try TextColumn(from: &reader)
        numberOfDevice = try reader.array()
        categoryStarts = try reader.array()
        others = try reader.array()
        placesOfOthers = try reader.array()
        var indexes: [FeatureIndex?] = []
        for category in 0..<max(categoryStarts.count - 1, 0) {
            let isEmpty = categoryStarts[category] == categoryStarts[category + 1]
            indexes.append(isEmpty ? nil : try FeatureIndex(from: &reader))
        }
        self.indexes = indexes
    }

    func write(to writer: inout PackedWriter) throws {
        try codes.write(to: &writer)
        try writer.write(byCode)
        try writer.write(recordPlaces)
        try writer.write(namePlaces)
        try writer.write(records)
        try names.write(to: &writer)
        try people.write(to: &writer)
        try writer.write(joint)
        try devices.write(to: &writer)
        try writer.write(numberOfDevice)
        try writer.write(categoryStarts)
        try writer.write(others)
        try writer.write(placesOfOthers)
        for case let index? in indexes { try index.write(to: &writer) }
    }
}
