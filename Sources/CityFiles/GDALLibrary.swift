import CGDAL

/// The one way into GDAL: registered once, silent, without network.
///
/// GDAL prints warnings to standard error unless told otherwise; errors are asked for by those who
/// need them, right after the call that failed.
enum GDALLibrary {
    private static let isReady: Bool = {
        CPLSetErrorHandler(CPLQuietErrorHandler)
        CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0")
        CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "none")
        // Sheets deliver codes; a code is a text even if it looks like a number.
        CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING")
        CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE")
        GDALAllRegister()
        refuseNetwork()
        return true
    }()

    /// The formats that are read. Formats that name other files or addresses, of which GDAL has
    /// many, are not among them: a delivery holds its own data.
    static let readFormats = [
        "ESRI Shapefile", "GPKG", "OpenFileGDB", "GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON",
        "CSV", "XLSX", "ODS", "FlatGeobuf", "DXF", "MapInfo File", "KML", "LIBKML", "GML", "MVT",
    ]

    /// Makes GDAL ready; cheap after the first time.
    static func prepare() { _ = isReady }

    /// Answers every request to an address, as a file's reference system may be one, by a refusal.
    private static func refuseNetwork() {
        CPLHTTPSetFetchCallback(
            { _, _, _, _, _, _, _ in
                // Whoever asked frees the answer; none at all would be asked for elsewhere.
                let answer = CPLCalloc(1, MemoryLayout<CPLHTTPResult>.size)
                let result = answer?.assumingMemoryBound(to: CPLHTTPResult.self)
                result?.pointee.nStatus = 1
                result?.pointee.pszErrBuf = CPLStrdup("no network")
                return result
            }, nil)
    }

    /// What GDAL says about the latest failure of this thread, in one line; nothing if it speaks of
    /// its own source.
    static var lastError: String {
        guard let message = CPLGetLastErrorMsg() else { return "" }
        let text = String(cString: message).replacing("\n", with: " ")
        return text.contains(".cpp") ? "" : text
    }

    /// Calls `work` with options in the form that GDAL takes them.
    static func withOptions<Value>(
        _ options: [String], _ work: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Value
    ) -> Value {
        var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        for option in options { list = CSLAddString(list, option) }
        defer { CSLDestroy(list) }
        return work(list)
    }
}
