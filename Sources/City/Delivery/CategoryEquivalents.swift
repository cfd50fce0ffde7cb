/// Which categories of the catalogue took the place of which of older standards.
///
/// The catalogue says it in the column `equivalents`: `GB/T 30428.2-2013/component/0102`.
public struct CategoryEquivalents: Hashable, Sendable {
    /// A category that took another one's place.
    struct Successor: Hashable, Sendable {
        /// The standard that has the older category.
        var standard: String
        var key: CategoryKey
    }

    private(set) var successors: [CategoryKey: [Successor]] = [:]

    /// None.
    public init() {}

    /// Those that the rows of the catalogue name.
    public init(in rows: [LayerRow]) {
        let columns = Columns(.categories)
        let (kind, code, older) = (
            columns["kind"], columns["code"], columns.list("equivalents")
        )
        for row in rows {
            guard let kind = CategoryKind(rawValue: kind(row) ?? ""), let code = code(row) else {
                continue
            }
            let key = CategoryKey(kind: kind, code: code)
            for item in older(row) {
                guard let (standard, old) = Self.parse(item) else { continue }
                successors[old, default: []].append(Successor(standard: standard, key: key))
            }
        }
    }

    /// A standard, which may hold slashes itself, and a category.
    private static func parse(_ item: String) -> (standard: String, key: CategoryKey)? {
        let parts = item.split(separator: "/")
        guard parts.count >= 3, let kind = CategoryKind(rawValue: String(parts[parts.count - 2]))
        else { return nil }
        let standard = parts.dropLast(2).joined(separator: "/")
        return (plain(standard), CategoryKey(kind: kind, code: String(parts[parts.count - 1])))
    }

    /// The name of a standard without what is remarked about it: `GB/T 30428.2-2013 (inferred)`.
    private static func plain(_ standard: String) -> String {
        let end = standard.firstRange(of: " (")?.lowerBound ?? standard.endIndex
        return String(standard[..<end])
    }

    /// What took the place of a category: by the standard that a row names, if any successor is of
    /// that one, else by all. Several mean that the standard has to be told.
    func successors(of key: CategoryKey, standard: String?) -> [Successor] {
        let all = successors[key] ?? []
        guard let standard = standard.map(Self.plain) else { return all }
        let own = all.filter { $0.standard == standard }
        return own.isEmpty ? all : own
    }

    /// Whether a category took the place of an older one in any standard.
    func has(_ key: CategoryKey, after old: CategoryKey) -> Bool {
        successors[old]?.contains { $0.key == key } == true
    }
}
