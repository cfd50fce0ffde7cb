/// Layers and features, as `vector_tile.proto` of the specification numbers their fields.
extension DecodedTile {
    mutating func layer(_ bytes: ArraySlice<UInt8>) throws -> Layer {
        var layer = Layer()
        var features: [ArraySlice<UInt8>] = []
        var hasVersion = false
        var reader = ProtobufReader(bytes)
        while let (number, payload) = try reader.next() {
            switch number {
            case 15:
                layer.version = Int(truncatingIfNeeded: try payload.number("a version"))
                hasVersion = true
            case 1: layer.name = try payload.text("a layer's name")
            case 2: features.append(try payload.bytes("a feature"))
            case 3: layer.keys.append(try payload.text("a key"))
            case 4: layer.values.append(try Self.value(try payload.bytes("a value")))
            case 5: layer.extent = Int(truncatingIfNeeded: try payload.number("an extent"))
            default: break
            }
        }
        if !hasVersion { violations.append("layer \(layer.name) has no version") }
        for bytes in features { layer.features.append(try feature(bytes, of: layer)) }
        return layer
    }

    private static func value(_ bytes: ArraySlice<UInt8>) throws -> Value {
        var reader = ProtobufReader(bytes)
        var value: Value?
        while let (number, payload) = try reader.next() {
            switch (number, payload) {
            case (1, _): value = .string(try payload.text("a value"))
            case (2, .fixed32(let bits)): value = .float(Float(bitPattern: bits))
            case (3, .fixed64(let bits)): value = .double(Double(bitPattern: bits))
            case (4, .varint(let number)): value = .int(Int64(bitPattern: number))
            case (5, .varint(let number)): value = .uint(number)
            case (6, .varint(let number)): value = .sint(Int64(unzigzag(number)))
            case (7, .varint(let number)): value = .bool(number != 0)
            default: break
            }
        }
        guard let value else { throw MalformedTile("a value has none of the seven types") }
        return value
    }

    private mutating func feature(
        _ bytes: ArraySlice<UInt8>, of layer: Layer
    ) throws -> Feature {
        var feature = Feature()
        var commands: [UInt32] = []
        var geometries = 0
        var hasKind = false
        var reader = ProtobufReader(bytes)
        while let (number, payload) = try reader.next() {
            switch number {
            case 1: feature.id = try payload.number("an id")
            case 2:
                feature.attributes += try Self.attributes(payload.numbers("a tag"), of: layer)
            case 3:
                guard let kind = Kind(rawValue: try payload.number("a type")) else {
                    throw MalformedTile("a feature has a type that there is not")
                }
                feature.kind = kind
                hasKind = true
            case 4:
                commands += try payload.numbers("a geometry")
                geometries += 1
            default: break
            }
        }
        if !hasKind { violations.append("a feature of \(layer.name) has no type") }
        if geometries != 1 {
            violations.append("a feature of \(layer.name) has \(geometries) geometries")
        }
        feature.paths = try paths(commands, of: feature.kind)
        return feature
    }

    private static func attributes(_ tags: [UInt32], of layer: Layer) throws -> [Attribute] {
        guard tags.count.isMultiple(of: 2) else {
            throw MalformedTile("a feature has a key without a value")
        }
        return try stride(from: 0, to: tags.count, by: 2).map { place in
            let (key, value) = (Int(tags[place]), Int(tags[place + 1]))
            guard layer.keys.indices.contains(key), layer.values.indices.contains(value) else {
                throw MalformedTile("a feature points past its layer's tables")
            }
            return Attribute(key: layer.keys[key], value: layer.values[value])
        }
    }
}
