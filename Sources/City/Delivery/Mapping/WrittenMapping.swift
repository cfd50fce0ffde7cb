/// A mapping file as it is written.
struct WrittenMapping: Decodable {
    let layer: String
    let source: String?
    let licence: String?
    let crs: String?
    let axes: String?
    let pipeline: String?
    let encoding: String?
    let fileLayer: String?
    let columns: [String: ColumnMapping]

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case layer, source, licence, crs, axes, pipeline, encoding, columns
        case fileLayer = "file-layer"
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: CodingKeys.self)
        layer = try values.decode(String.self, forKey: .layer)
        source = try values.decodeIfPresent(String.self, forKey: .source)
        licence = try values.decodeIfPresent(String.self, forKey: .licence)
        crs = try values.decodeIfPresent(String.self, forKey: .crs)
        axes = try values.decodeIfPresent(String.self, forKey: .axes)
        pipeline = try values.decodeIfPresent(String.self, forKey: .pipeline)
        encoding = try values.decodeIfPresent(String.self, forKey: .encoding)
        fileLayer = try values.decodeIfPresent(String.self, forKey: .fileLayer)
        columns = try values.decode([String: ColumnMapping].self, forKey: .columns)
    }
}

extension ColumnMapping: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case from, values, without, prefix, digits, otherwise, constant, numbered
    }

    /// Reads a header, or an object that says more.
    public init(from decoder: any Decoder) throws {
        if let header = try? decoder.singleValueContainer().decode(String.self) {
            self.header = header
            return
        }
        try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: CodingKeys.self)
        header = try values.decodeIfPresent(String.self, forKey: .from)
        self.values = try values.decodeIfPresent([String: String].self, forKey: .values) ?? [:]
        dropped = try values.decodeIfPresent(String.self, forKey: .without) ?? ""
        prefix = try values.decodeIfPresent(String.self, forKey: .prefix) ?? ""
        digits = try values.decodeIfPresent(Int.self, forKey: .digits) ?? 0
        isNumbered = try values.decodeIfPresent(Bool.self, forKey: .numbered) ?? false
        let constant = try values.decodeIfPresent(String.self, forKey: .constant)
        let otherwise = try values.decodeIfPresent(String.self, forKey: .otherwise)
        fallback = constant ?? otherwise
        contradiction = contradiction(
            hasConstant: constant != nil, hasOtherwise: otherwise != nil)
    }

    private func contradiction(
        hasConstant: Bool, hasOtherwise: Bool
    ) -> MappingError.Contradiction? {
        let origins = (header == nil ? 0 : 1) + (hasConstant ? 1 : 0) + (isNumbered ? 1 : 0)
        if origins != 1 { return origins == 0 ? .noOrigin : .severalOrigins }
        if header == nil, hasOtherwise || !values.isEmpty || !dropped.isEmpty {
            return .wordsWithoutHeader
        }
        return (0...40).contains(digits) ? nil : .digits
    }
}

/// Any key at all, to find those that mean nothing.
private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    /// Throws if the object has a key that is none of these.
    fileprivate func refuseKeys(besides known: [String]) throws {
        let keys = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        for key in keys.sorted() where !known.contains(key) {
            throw MappingError.Reason.unknownKey(
                key, in: codingPath.map(\.stringValue).joined(separator: "."), known: known)
        }
    }
}
