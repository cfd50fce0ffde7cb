import CGDAL

extension GDALLibrary {
    /// Opens a file that was looked at before, for reading, in one of the formats that are read.
    static func open(_ opened: String, _ options: [String]) -> GDALDatasetH? {
        prepare()
        CPLErrorReset()
        return withOptions(options) { options in
            withOptions(readFormats) { formats in
                GDALOpenEx(
                    opened, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), constant(formats),
                    constant(options), nil)
            }
        }
    }

    private static func constant(
        _ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> UnsafePointer<UnsafePointer<CChar>?>? {
        UnsafeRawPointer(list)?.assumingMemoryBound(to: UnsafePointer<CChar>?.self)
    }

    /// The layers of an open file, by name, in their order.
    static func layers(of dataset: GDALDatasetH) -> [(name: String, layer: OGRLayerH)] {
        (0..<GDALDatasetGetLayerCount(dataset)).compactMap { index in
            GDALDatasetGetLayer(dataset, index).map { layer in
                (OGR_L_GetName(layer).map { String(cString: $0) } ?? "", layer)
            }
        }
    }
}
