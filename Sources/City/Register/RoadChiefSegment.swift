public import Geo

/// A road-chief segment 路长路段: a stretch of road that chiefs answer for.
public struct RoadChiefSegment: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// The name of the road or stretch.
    public var name: String
    /// Who runs the road: 市管, 区管, or what else the city writes.
    public var roadLevel: String?
    /// Half the width of the road in metres, if it is known.
    public var halfWidth: Double?
    /// The organization that answers for it.
    public var organization: String?
    /// From when it is valid.
    public var start: Day?
    /// Until when it was valid, that day not included.
    public var end: Day?
    /// Its line, of parts if need be.
    public var lines: [Line]

    /// A segment by its parts.
    public init(
        code: String, name: String = "", roadLevel: String? = nil, halfWidth: Double? = nil,
        organization: String? = nil, start: Day? = nil, end: Day? = nil, lines: [Line]
    ) {
        self.code = code
        self.name = name
        self.roadLevel = roadLevel
        self.halfWidth = halfWidth
        self.organization = organization
        self.start = start
        self.end = end
        self.lines = lines
    }

    static func segments(in rows: [LayerRow]) -> [RoadChiefSegment] {
        let columns = Columns(.roadChiefSegments)
        let (code, name, level) = (columns["code"], columns["name"], columns["road_level"])
        let (halfWidth, organization) = (columns["half_width"], columns["organization"])
        let (start, end) = (columns["start_date"], columns["end_date"])
        return rows.map { row in
            var lines: [Line] = []
            if case .lines(let found)? = row.shape { lines = found }
            return RoadChiefSegment(
                code: code(row) ?? "", name: name(row) ?? "", roadLevel: level(row),
                halfWidth: halfWidth(row).flatMap(Double.init), organization: organization(row),
                start: Day(stored: start(row)), end: Day(stored: end(row)), lines: lines)
        }
    }
}
