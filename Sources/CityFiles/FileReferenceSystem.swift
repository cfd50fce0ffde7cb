import CGDAL

/// The reference system that a file states.
public enum FileReferenceSystem: Hashable, Sendable {
    /// One of the EPSG dataset.
    case epsg(Int)
    /// One that is described but not in the dataset.
    case wkt(String)
    /// None.
    case none

    init(of layer: OGRLayerH) {
        guard let stated = OGR_L_GetSpatialRef(layer) else {
            self = .none
            return
        }
        if let code = Self.code(of: stated) {
            self = .epsg(code)
            return
        }
        self = Self.match(stated).map(FileReferenceSystem.epsg) ?? Self.text(stated)
    }

    private static func code(of system: OGRSpatialReferenceH) -> Int? {
        guard let name = OSRGetAuthorityName(system, nil), String(cString: name) == "EPSG",
            let code = OSRGetAuthorityCode(system, nil)
        else { return nil }
        return Int(String(cString: code))
    }

    /// The system of the dataset that a description surely means.
    private static func match(_ system: OGRSpatialReferenceH) -> Int? {
        var count: Int32 = 0
        var confidences: UnsafeMutablePointer<Int32>?
        guard let matches = OSRFindMatches(system, nil, &count, &confidences) else { return nil }
        defer {
            OSRFreeSRSArray(matches)
            VSIFree(confidences)
        }
        guard count > 0, let confidence = confidences?[0], confidence >= 90,
            let first = matches[0]
        else { return nil }
        return code(of: first)
    }

    private static func text(_ system: OGRSpatialReferenceH) -> FileReferenceSystem {
        var text: UnsafeMutablePointer<CChar>?
        guard OSRExportToWkt(system, &text) == OGRERR_NONE, let text else { return .none }
        defer { VSIFree(text) }
        return .wkt(String(cString: text))
    }

    /// GDAL's object of the system; the caller releases it.
    func makeGDALSystem() -> OGRSpatialReferenceH? {
        guard self != .none, let system = OSRNewSpatialReference(nil) else { return nil }
        OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER)
        let result =
            switch self {
            case .epsg(let code): OSRImportFromEPSG(system, Int32(code))
            case .wkt(let text): OSRSetFromUserInput(system, text)
            case .none: OGRERR_NONE
            }
        if result == OGRERR_NONE { return system }
        OSRDestroySpatialReference(system)
        return nil
    }
}
