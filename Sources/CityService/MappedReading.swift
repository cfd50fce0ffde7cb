public import City
import Foundation

extension Deliveries.Reading {
    /// As a mapping file says; what is said besides comes first.
    public init(_ mapping: MappingFile?) {
        self.init()
        guard let mapping else { return }
        self.mapping = mapping
        referenceSystem = mapping.referenceSystem
        isNorthingFirst = mapping.isNorthingFirst
        pipeline = mapping.pipeline
        encoding = mapping.encoding
        fileLayer = mapping.fileLayer
    }

    /// The values of columns where a row has none.
    var defaults: [String: String] {
        var defaults = mapping?.constants ?? [:]
        if let standard { defaults["standard"] = standard }
        return defaults
    }
}

extension MappingFile {
    /// Which header of a delivered file means which column.
    func match(
        _ headers: [String], of layer: Layer, told: [String: String], defaults: [String: String]
    ) throws -> HeaderMatch {
        guard self.layer == layer else {
            throw MappingError(file: name, reason: .otherLayer(self.layer, delivered: layer))
        }
        return try HeaderMatch(headers: headers, mapping: self, told: told, defaults: defaults)
    }

    /// Reads a mapping file from disk; one of more than a megabyte is none.
    ///
    /// - Throws: ``CityServiceError/noTextFile(_:)``, or ``MappingError`` for what it says.
    public init(path: String) throws {
        let limit = 1_000_000
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: limit + 1), data.count <= limit
        else { throw CityServiceError.noTextFile(path) }
        try self.init(data, name: URL(fileURLWithPath: path).lastPathComponent)
    }
}
