extension DecodedTile {
    mutating func noteViolations(of layer: Layer) {
        if layer.name.isEmpty { violations.append("a layer has no name") }
        if !(1...2).contains(layer.version) {
            violations.append("layer \(layer.name) has the version \(layer.version)")
        }
        if layer.extent < 1 { violations.append("layer \(layer.name) has no extent") }
        for feature in layer.features {
            let keys = feature.attributes.map(\.key)
            if Set(keys).count < keys.count {
                violations.append("a feature of \(layer.name) has an attribute twice")
            }
            if feature.kind == .polygon, let fault = Self.faultOfRings(feature.paths) {
                violations.append("a polygon of \(layer.name) \(fault)")
            }
        }
    }

    private static func faultOfRings(_ rings: [[Position]]) -> String? {
        let areas = rings.map(doubledArea)
        if areas.contains(0) { return "has a ring without an area" }
        if let first = areas.first, first < 0 { return "begins with an inner ring" }
        return nil
    }

    /// Twice the area of a ring by the surveyor's formula: above 0 for an outer ring.
    public static func doubledArea(_ ring: [Position]) -> Int {
        zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(0) {
            $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y
        }
    }

    /// What the specification advises against, and what could be left out without anybody's loss:
    /// ids twice in a layer, layers without features, keys and values twice or never used.
    public var blemishes: [String] {
        layers.flatMap { layer in
            var blemishes: [String] = []
            let ids = layer.features.compactMap(\.id)
            let usedKeys = Set(layer.features.flatMap { $0.attributes.map(\.key) })
            let usedValues = Set(layer.features.flatMap { $0.attributes.map(\.value) })
            if Set(ids).count < ids.count { blemishes.append("\(layer.name) has an id twice") }
            if layer.features.isEmpty { blemishes.append("\(layer.name) has no feature") }
            if layer.keys.count > usedKeys.count {
                blemishes.append("\(layer.name) has \(layer.keys.count) keys for \(usedKeys.count)")
            }
            if layer.values.count > usedValues.count {
                blemishes.append(
                    "\(layer.name) has \(layer.values.count) values for \(usedValues.count)")
            }
            return blemishes
        }
    }
}

extension DecodedTile.Feature {
    /// The rings of a polygon as the specification groups them: each outer ring begins a polygon,
    /// and inner rings belong to the outer one before them.
    public var polygons: [[[DecodedTile.Position]]] {
        paths.reduce(into: []) { polygons, ring in
            if polygons.isEmpty || DecodedTile.doubledArea(ring) > 0 {
                polygons.append([ring])
            } else {
                polygons[polygons.count - 1].append(ring)
            }
        }
    }
}
