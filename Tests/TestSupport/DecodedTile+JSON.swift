extension DecodedTile {
    /// The tile as JSON that a person can read and a tool can compare: a line for each feature,
    /// attributes sorted by key, geometry as paths of `[x,y]`.
    public var json: String {
        let layers = layers.map { "  " + $0.json }
        return "{\"layers\": [\n\(layers.joined(separator: ",\n"))\n]}\n"
    }
}

extension DecodedTile.Layer {
    fileprivate var json: String {
        let head = "\"name\": \(quoted(name)), \"version\": \(version), \"extent\": \(extent)"
        let features = features.map { "    " + $0.json }
        return "{\(head), \"features\": [\n\(features.joined(separator: ",\n"))\n  ]}"
    }
}

extension DecodedTile.Feature {
    fileprivate var json: String {
        var members = id.map { ["\"id\": \($0)"] } ?? []
        members.append("\"type\": \"\(kind)\"")
        let attributes = attributes.sorted { $0.key < $1.key }
            .map { "\(quoted($0.key)): \($0.value.json)" }
        members.append("\"properties\": {\(attributes.joined(separator: ", "))}")
        let paths = paths.map { path in
            "[" + path.map { "[\($0.x),\($0.y)]" }.joined(separator: ",") + "]"
        }
        members.append("\"geometry\": [\(paths.joined(separator: ","))]")
        return "{\(members.joined(separator: ", "))}"
    }
}

extension DecodedTile.Value {
    fileprivate var json: String {
        switch self {
        case .string(let text): quoted(text)
        case .float(let number): number.isFinite ? "\(number)" : quoted("\(number)")
        case .double(let number): number.isFinite ? "\(number)" : quoted("\(number)")
        case .int(let number), .sint(let number): "\(number)"
        case .uint(let number): "\(number)"
        case .bool(let isTrue): "\(isTrue)"
        }
    }
}

private func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
        switch character {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case _ where character.value < 0x20:
            let digits = String(character.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(character)
        }
    }
    return quoted + "\""
}
