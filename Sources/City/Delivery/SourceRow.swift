public import Geo

/// One row of a delivered file, as it stands there: texts and a geometry, nothing interpreted.
public struct SourceRow: Hashable, Sendable {
    /// Where the surveyor finds the row: the line of a CSV file (the header is line 1), the row of a
    /// sheet, otherwise the feature's place in the file counted from 1.
    public var number: Int
    /// The texts in the order of the file's fields; `nil` where the file has no value.
    public var values: [String?]
    /// The geometry in the file's own reference system, if the row has one.
    public var geometry: PlanarGeometry?
    /// What of the row could not be read (an undecodable text, a curve), one sentence.
    public var fault: String?

    /// A row by its parts.
    public init(
        number: Int, values: [String?], geometry: PlanarGeometry? = nil, fault: String? = nil
    ) {
        self.number = number
        self.values = values
        self.geometry = geometry
        self.fault = fault
    }
}
