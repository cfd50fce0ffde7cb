/// A layer (图层) of the city: what one delivery hands in and one table of the register keeps.
///
/// Layers are data. Staging, the checks, publication, export and the register's own tables follow
/// this description, so that a layer is added in one place: ``Layer/all``.
public struct Layer: Hashable, Sendable, Identifiable {
    /// The name in commands and URLs: `unit-grids`.
    public var name: String
    /// The table in the register: `unit_grid`.
    public var table: String
    /// The name that surveyors use: 单元网格.
    public var chineseName: String
    /// Which geometry a row has.
    public var geometry: GeometryRule
    /// The columns whose texts, joined by `/`, identify a row.
    public var key: [String]
    /// The attributes in the order of the register's columns.
    public var fields: [Field]

    /// The name again: a layer is known by it.
    public var id: String { name }

    /// The field of a column, or `nil` if the layer has none of that name.
    public func field(_ column: String) -> Field? { fields.first { $0.column == column } }

    /// Layers are equal if their names are: there is one description of each.
    public static func == (left: Layer, right: Layer) -> Bool { left.name == right.name }

    /// The name is what identifies a layer.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Which geometry the rows of a layer have.
public enum GeometryRule: Hashable, Sendable {
    /// None: the layer is a plain table.
    case none
    /// A polygon with holes and parts; a layer whose rows may state members can do without.
    case area(isRequired: Bool)
    /// A line, of parts if need be.
    case line
    /// One point.
    case point
    /// A point, line or polygon.
    case any
}

/// One attribute of a layer.
public struct Field: Hashable, Sendable {
    /// The column in the register, in snake case; the English header of a file.
    public var column: String
    /// What the texts of the column must look like.
    public var kind: Kind
    /// Whether every row must have a value.
    public var isMandatory: Bool
    /// The layer whose key the value names, if it must exist there.
    public var references: String?
    /// Other headers that mean this column: the standards' field names and the Chinese ones,
    /// compared without regard to case.
    public var aliases: [String]

    /// What the texts of a column must look like.
    public enum Kind: Hashable, Sendable {
        /// Any text up to 1,000 characters.
        case text
        /// A whole number.
        case integer
        /// A decimal number.
        case decimal
        /// A distance in metres, 0 to 10,000.
        case metres
        /// A day, delivered as `2026-03-01`, `20260301` or `2026/3/1`, kept as the first.
        case date
        /// One of these words.
        case word([String])
        /// One category, one group, or all: `component/01001`, `group/manhole`, `*`.
        case pattern
        /// Several such patterns separated by `;`.
        case patterns
        /// One category: `component/01001`, or a bare code in a layer whose kind is known.
        case category
        /// Several texts separated by `;`.
        case list
        /// Several of these words separated by `;`.
        case words([String])
        /// A code of an area: division, community or grid.
        case areaCode
        /// A code of a component, 17 or 16 digits, or free.
        case componentCode
        /// A JSON object.
        case json
        /// A moment, kept as ``Instant`` writes it: `2026-03-01T08:30+08:00`.
        case instant
        /// Hours of a day, kept as ``Hours`` writes them: `08:00-12:00;14:00-18:00`.
        case hours
        /// Days of the week or of the calendar, kept as ``DayPattern`` writes them.
        case days
        /// One of these words, delivered in one of its spellings.
        case term(TermList)
        /// A reference system, kept as ``DatumName`` writes it.
        case datum
        /// Places in another reference system, kept as ``PositionList`` writes them.
        case positions
    }
}
