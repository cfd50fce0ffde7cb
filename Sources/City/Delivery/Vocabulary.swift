/// The words in which a layer's columns are written at the head of a file.
///
/// A file in any of them comes in again as it is. Columns that a standard has no word for keep ours.
/// Sources and how sure they are: GB/T 47678.5-2026 Table 2 as transcribed in public code, the 2026
/// grid names from a public draft; GB/T 30428.1-2013 and the exchange files of its time for the
/// older ones. The official texts were not seen: no conformity is claimed.
public enum Vocabulary: String, Hashable, Sendable, CaseIterable {
    /// Our own names, as the register has them.
    case wangge
    /// The 2026 national standard's: `GLBJBSM`, `ZGBMDM`.
    case national
    /// Those of the standards before it: `ObjID`, `DeptCode1`.
    case legacy

    /// The header of a column of a layer.
    public func header(of column: String, in layer: Layer) -> String {
        words[layer.name]?[column] ?? column
    }

    private var words: [String: [String: String]] {
        switch self {
        case .wangge: [:]
        case .national: Self.nationalWords
        case .legacy: Self.legacyWords
        }
    }

    private static let nationalWords: [String: [String: String]] = [
        "components": [
            "code": "GLBJBSM", "name": "GLBJMC", "competent_department": "ZGBMDM",
            "owner": "QSDWDM", "maintainer": "YHDWDM", "unit_grid": "SZDYWGBSM",
            "state": "GLBJZT", "initial_date": "CSRQ", "change_date": "BGRQ", "source": "SJLY",
            "note": "BZ", "subdistrict": "SZJDDM", "community": "SZSQDM",
        ],
        "unit-grids": [
            "code": "SZDYWGBSM", "name": "gridName", "note": "remark",
        ],
        "evaluation-grids": ["grade": "gridType", "note": "remark"],
    ]

    private static let legacyWords: [String: [String: String]] = [
        "components": [
            "code": "ObjID", "category": "SmallClass", "name": "ObjName",
            "competent_department": "DeptCode1", "owner": "DeptCode2", "maintainer": "DeptCode3",
            "unit_grid": "BGID", "state": "ObjState", "initial_date": "ORDate",
            "change_date": "CHDate", "source": "DataSource", "location": "LocateDSC",
            "note": "Note",
        ],
        "unit-grids": [
            "code": "BGCode", "area": "Area", "start_date": "ORDate", "end_date": "DEDate",
            "note": "Note",
        ],
    ]
}
