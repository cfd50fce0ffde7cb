import CGDAL

/// What of a file's positions is not taken in: the register keeps longitude and latitude.
public struct DroppedDimensions: Hashable, Sendable {
    /// Whether positions have heights.
    public var heights: Bool
    /// Whether positions have measures along a line.
    public var measures: Bool

    init(heights: Bool, measures: Bool) {
        self.heights = heights
        self.measures = measures
    }

    /// What is let fall, in English.
    public var english: String { "The \(names("heights", "measures", " and ")) are not taken in." }

    /// What is let fall, in Chinese.
    public var chinese: String { "文件中的\(names("高程（Z）", "量测值（M）", "和"))不入库。" }

    private func names(_ heights: String, _ measures: String, _ and: String) -> String {
        [self.heights ? heights : nil, self.measures ? measures : nil].compactMap(\.self)
            .joined(separator: and)
    }
}

extension VectorFile {
    /// The heights and measures that the layer declares, or its first geometry has where the layer
    /// declares nothing; `nil` if there are none.
    ///
    /// Reads at most ten rows. Rows are read from the beginning afterwards.
    public var droppedDimensions: DroppedDimensions? {
        var type = OGR_L_GetGeomType(layer)
        if OGR_GT_Flatten(type) == wkbUnknown, OGR_GT_HasZ(type) == 0, OGR_GT_HasM(type) == 0 {
            type = firstType() ?? type
        }
        let heights = OGR_GT_HasZ(type) != 0
        let measures = OGR_GT_HasM(type) != 0
        guard type != wkbNone, heights || measures else { return nil }
        return DroppedDimensions(heights: heights, measures: measures)
    }

    private func firstType() -> OGRwkbGeometryType? {
        OGR_L_ResetReading(layer)
        defer { OGR_L_ResetReading(layer) }
        for _ in 0..<10 {
            guard let feature = OGR_L_GetNextFeature(layer) else { return nil }
            defer { OGR_F_Destroy(feature) }
            if let geometry = OGR_F_GetGeometryRef(feature) {
                return OGR_G_GetGeometryType(geometry)
            }
        }
        return nil
    }
}
