public import Geo

/// Something wrong with a delivery 质检问题, told so that a surveyor can mend it.
///
/// A finding prints like a compiler's: `census.csv:17: error: … [code-form]`.
public struct Finding: Hashable, Sendable {
    /// The stable name of the rule.
    public var rule: Rule
    /// Whether it rejects.
    public var severity: Severity
    /// The row in the surveyor's own file; `nil` if the finding is about the whole layer.
    public var row: Int?
    /// The row's key, as far as it has one.
    public var key: String?
    /// Where it is on the ground.
    public var place: Coordinate?
    /// What is wrong and what to do, in English.
    public var english: String
    /// What is wrong and what to do, in Chinese.
    public var chinese: String
    /// What the finding has in common with its like: 8,412 rows of one unknown class are one group.
    public var group: String

    /// How bad a finding is.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// The row, or the layer, is not published as it is.
        case error
        /// It is published, and somebody should look.
        case warning
        /// It is published, and what was made of it is told.
        case info

        /// How bad it is: errors are 0, and what is less bad is more.
        var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .info: 2
            }
        }
    }

    /// The rules, by the names that reports and waivers use.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        /// A mandatory field has no value.
        case fieldMissing = "field-missing"
        /// A value is not of its column's form: a number, a day, a word of a list.
        case valueForm = "value-form"
        /// A code does not follow the city's scheme.
        case codeForm = "code-form"
        /// Two rows have one key.
        case codeDuplicate = "code-duplicate"
        /// A component's code states another category than its row.
        case codeCategory = "code-category"
        /// A component's code begins with another district than the one where it stands.
        case codeDistrict = "code-district"
        /// A row that follows a standard lacks what the standard asks for.
        case attributeMissing = "attribute-missing"
        /// A value is not in the standard's list.
        case valueDomain = "value-domain"
        /// A day of the past is yet to come.
        case dateFuture = "date-future"
        /// A category of an older standard was taken as its successor.
        case categoryMapped = "category-mapped"
        /// The category was taken from the name of the file or from the code.
        case categoryStated = "category-stated"
        /// A column seems to hold names or numbers of people.
        case personalColumn = "personal-column"
        /// Heights or measures of positions were let fall.
        case dimensionsDropped = "dimensions-dropped"
        /// A category or group is not in the catalogue.
        case categoryUnknown = "category-unknown"
        /// An organization is not registered.
        case organizationUnknown = "organization-unknown"
        /// Something else that a row names is not registered.
        case referenceMissing = "reference-missing"
        /// The area that administers another one is not registered.
        case parentMissing = "parent-missing"
        /// A row has no geometry.
        case geometryMissing = "geometry-missing"
        /// A geometry crosses itself, collapses on the lattice, or is of another kind.
        case geometryInvalid = "geometry-invalid"
        /// A geometry lies outside the city.
        case geometryOutside = "geometry-outside"
        /// The rows look as if they were in another reference system than the file says.
        case datumSuspected = "datum-suspected"
        /// Areas leave ground between them.
        case gridGap = "grid-gap"
        /// Two areas cover the same ground.
        case gridOverlap = "grid-overlap"
        /// A person's code is a telephone or identity number.
        case personCodePersonal = "person-code-personal"
        /// Something ends before it begins.
        case timeOrder = "time-order"
        /// Two partitions give the same ground and category to two holders.
        case partitionOverlap = "partition-overlap"
        /// A row could not be read from its file.
        case rowUnreadable = "row-unreadable"
    }

    /// A finding by its parts; its group is its rule and what it is about.
    public init(
        _ rule: Rule, _ severity: Severity = .error, row: Int?, key: String? = nil,
        place: Coordinate? = nil, english: String, chinese: String, group: String = ""
    ) {
        self.rule = rule
        self.severity = severity
        self.row = row
        self.key = key
        self.place = place
        self.english = english
        self.chinese = chinese
        self.group = group.isEmpty ? rule.rawValue : "\(rule.rawValue) \(group)"
    }

    /// The finding as a compiler prints it.
    public func line(file: String) -> String {
        let row = row.map { ":\($0)" } ?? ""
        return "\(file)\(row): \(severity.rawValue): \(english) [\(rule.rawValue)]"
    }
}

/// What a delivery changes, row by row.
public enum RowChange: String, Hashable, Sendable, CaseIterable {
    /// The register does not have the row.
    case new
    /// The geometry differs.
    case moved
    /// The category differs.
    case retyped
    /// An owner, maintainer, department or organization differs.
    case reowned
    /// Another attribute differs.
    case changed
    /// Nothing differs.
    case unchanged
    /// The delivery is the whole layer and lacks the row.
    case vanished
}
