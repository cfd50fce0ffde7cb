public import Geo

/// Whose things are asked for.
public enum Holder: Hashable, Sendable {
    /// An organization, by its code.
    case organization(String)
    /// A post, by its code.
    case post(String)
}

/// One thing of a holder's, without any person.
public struct Holding: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// Its name, if it has one.
    public var name: String?
    /// The box around it, if it has a place.
    public var box: Box?
    /// What else is public about it, by the column's name.
    public var attributes: [String: String] = [:]

    /// A thing by its parts.
    public init(
        code: String, name: String? = nil, box: Box? = nil, attributes: [String: String] = [:]
    ) {
        self.code = code
        self.name = name
        self.box = box
        self.attributes = attributes
    }
}

/// Components of one index by number, in the order of their codes.
public struct HeldComponents: Sendable {
    let index: CityIndex
    let numbers: [Int32]

    /// How many there are.
    public var count: Int { numbers.count }

    /// The box around their places; empty without any.
    public var box: Box {
        var box = Box.empty
        for number in numbers { box.extend(to: index.components.place(of: number)) }
        return box
    }

    /// How many there are of each category, in the order of categories.
    public var categories: [(category: Category, count: Int)] {
        var counts = [Int](repeating: 0, count: index.catalogue.categories.count)
        for number in numbers { counts[Int(index.components.category(of: number))] += 1 }
        return zip(index.catalogue.categories, counts).filter { $0.1 > 0 }
            .map { (category: $0.0, count: $0.1) }
    }

    /// Some of them, in the order of codes.
    ///
    /// - Parameter code: the code after which to begin.
    public func holdings(after code: String?, limit: Int) -> [Holding] {
        let book = index.components
        var low = 0
        if let code {
            var high = numbers.count
            while low < high {
                let middle = (low + high) / 2
                if book.code(of: numbers[middle]).bytes <= code.bytes {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
        }
        return numbers[low...].prefix(limit).map { number in
            let (name, place) = (book.name(of: number), book.place(of: number))
            let category = index.catalogue.categories[Int(book.category(of: number))]
            return Holding(
                code: book.code(of: number), name: name.isEmpty ? nil : name,
                box: Box(place, place), attributes: ["category": "\(category.key)"])
        }
    }
}

extension CityIndex {
    /// The organization of a code; the city itself is one.
    public func organization(code: String) -> Organization? {
        organizations.number(of: code).map {
            Organization(code: code, name: organizations.names[Int($0)])
        }
    }

    /// The components for which an organization must act by their own records.
    ///
    /// Complexity: O(components), and the sorting of those that are found.
    public func components(heldBy organization: String) -> HeldComponents {
        guard let acting = organizations.number(of: organization) else { return held([]) }
        var numbers: [Int32] = []
        components.forEachNumber {
            if components.record(of: $0).acting == acting { numbers.append($0) }
        }
        return held(numbers)
    }

    /// The components on the ground of an area, of some categories if any are named. One exactly on
    /// a shared border stands in the area of the lower code.
    ///
    /// Complexity: O(components in the area's box).
    public func components(
        in kind: AreaKind, code: String, of patterns: [CategoryPattern]
    ) -> HeldComponents {
        guard let area = book.number(kind, code),
            let ground = book.shown(kind).first(where: { !$0.polygons(of: area).isEmpty })
        else { return held([]) }
        let box = Box(ground.polygons(of: area).lazy.flatMap(\.shell.vertices))
        var numbers: [Int32] = []
        for category in catalogue.categories.indices.map({ Int32($0) })
        where patterns.isEmpty
            || catalogue.patterns(for: category).contains(where: patterns.contains)
        {
            components.forEachPlace(ofCategory: category, in: box) { number, place in
                if ground.lowestArea(at: place) == area { numbers.append(number) }
            }
        }
        return held(numbers)
    }

    private func held(_ numbers: [Int32]) -> HeldComponents {
        let book = components
        if book.hasCodeKeys {
            let keys = numbers.map { (key: book.codeKey(of: $0), number: $0) }
            return HeldComponents(
                index: self, numbers: keys.sorted { $0.key < $1.key }.map(\.number))
        }
        let keys = numbers.map { (key: book.code(of: $0).bytes, number: $0) }
        return HeldComponents(index: self, numbers: keys.sorted { $0.key < $1.key }.map(\.number))
    }
}

extension Post {
    /// The post of a row of the layer `posts`; `nil` if its role is none.
    public init?(_ row: LayerRow) {
        guard let post = Self.posts(in: [row]).first else { return nil }
        self = post
    }
}
