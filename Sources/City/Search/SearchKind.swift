/// What can be found by its name or code. The words are those of the layers where there is one.
public enum SearchKind: String, Hashable, Sendable, CaseIterable, Comparable {
    /// A coordinate that was typed.
    case coordinate
    /// 区县.
    case districts
    /// 街道.
    case subdistricts
    /// 社区.
    case communities
    /// A road: all road-chief segments of one name, whatever stretch they are called.
    case roads
    /// A crossing 交叉口 of two roads.
    case crossings
    /// 责任网格.
    case responsibilityGrids = "responsibility-grids"
    /// 管理网格.
    case managementGrids = "management-grids"
    /// 评价网格.
    case evaluationGrids = "evaluation-grids"
    /// 专题点位.
    case places
    /// 单位.
    case organizations
    /// 路长路段.
    case segments = "road-chief-segments"
    /// 单元网格.
    case unitGrids = "unit-grids"
    /// 部件.
    case components

    /// The name of the layer whose role holds for what is found; `nil` where none does.
    public var layer: String? {
        switch self {
        case .coordinate: nil
        case .roads, .crossings: Self.segments.rawValue
        default: rawValue
        }
    }

    /// The order in which equally good findings stand.
    public static func < (left: SearchKind, right: SearchKind) -> Bool {
        left.place < right.place
    }

    /// Its place among all kinds.
    var place: Int { Self.order[self] ?? 0 }

    private static let order = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

extension AreaKind {
    /// What areas of the kind are found as.
    var searchKind: SearchKind { SearchKind(rawValue: layer.name) ?? .unitGrids }
}

/// How well something fits what was asked for, the best first.
public enum SearchMatch: String, Hashable, Sendable, CaseIterable {
    /// Its code is what was asked for, or the coordinate itself.
    case code
    /// Its name is.
    case name
    /// Its code or name begins with it.
    case prefix
    /// Its name contains it, or it belongs to the theme.
    case inside
    /// Its name is written so in pinyin, by initials or in full.
    case pinyin

    /// Its place among all, the best first.
    var order: UInt8 {
        switch self {
        case .code: 0
        case .name: 1
        case .prefix: 2
        case .inside: 3
        case .pinyin: 4
        }
    }
}
