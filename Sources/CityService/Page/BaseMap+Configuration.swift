import Foundation

extension BaseMap {
    private static let keys = [
        "name", "url", "subdomains", "key", "keyFrom", "datum", "attribution", "zooms", "tileSize",
    ]

    /// A base map as it is configured.
    init(
        _ value: Any, at place: String, _ environment: [String: String]
    ) throws(ConfiguredObject.Fault) {
        let object = try ConfiguredObject(value, at: place, keys: Self.keys)
        name = try Self.name(object)
        let datums = Datum.allCases.map(\.rawValue)
        guard let datum = Datum(rawValue: try object.text("datum") ?? "") else {
            throw object.fault("datum", "expected is one of \(datums.joined(separator: ", "))")
        }
        self.datum = datum
        attribution = try object.text("attribution") ?? ""
        guard !attribution.isEmpty, !attribution.contains("<") else {
            throw object.fault("attribution", "expected is whose map it is, in plain text")
        }
        let zooms = try object.numbers("zooms", count: 2, in: 0...24)
        guard zooms[0] <= zooms[1], zooms.allSatisfy({ $0 == $0.rounded() }) else {
            throw object.fault("zooms", "expected are two whole numbers, the first zoom first")
        }
        self.zooms = zooms.map { Int($0) }
        tileSize =
            object.values["tileSize"] == nil
            ? 256 : Int(try object.number("tileSize", in: 128...1024))
        let key = try Self.key(object, environment)
        let servers = try object.texts("subdomains") ?? []
        layers = try (object.texts("url") ?? []).map { address throws(ConfiguredObject.Fault) in
            try Self.addresses(address, servers: servers, key: key, object)
        }
        guard !layers.isEmpty else {
            throw object.fault("url", "expected is an address with {z}, {x} and {y}")
        }
    }

    private static func name(_ object: ConfiguredObject) throws(ConfiguredObject.Fault) -> Name {
        if let text = object.values["name"] as? String, !text.isEmpty {
            return Name(zh: text, en: text)
        }
        let names = try ConfiguredObject(
            object.values["name"], at: object.place + ".name", keys: ["zh", "en"])
        guard let zh = try names.text("zh"), !zh.isEmpty else {
            throw names.fault("zh", "expected is a name")
        }
        return Name(zh: zh, en: try names.text("en") ?? zh)
    }

    private static func key(
        _ object: ConfiguredObject, _ environment: [String: String]
    ) throws(ConfiguredObject.Fault) -> String? {
        guard let variable = try object.text("keyFrom") else { return try object.text("key") }
        guard object.values["key"] == nil else {
            throw object.fault("keyFrom", "the key stands there too; write one of both")
        }
        guard let key = environment[variable], !key.isEmpty else {
            throw object.fault(
                "keyFrom", "the environment variable \(variable) is not set; it must hold the key")
        }
        return key
    }

    /// The addresses of a layer's tiles on all servers.
    private static func addresses(
        _ address: String, servers: [String], key: String?, _ object: ConfiguredObject
    ) throws(ConfiguredObject.Fault) -> [String] {
        let names = try placeholders(address, object)
        guard names.isSuperset(of: ["z", "x", "y"]) else {
            throw object.fault("url", "{z}, {x} and {y} must all stand in it")
        }
        guard names.contains("key") == (key != nil) else {
            throw object.fault(
                "url",
                key == nil ? "{key} stands in it and there is no key" : "{key} must stand in it")
        }
        guard names.contains("s") == !servers.isEmpty else {
            throw object.fault("subdomains", "expected are names for {s} in url, and only then")
        }
        let letters = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
        let safe = key?.addingPercentEncoding(withAllowedCharacters: letters) ?? ""
        return try (servers.isEmpty ? [""] : servers).map { server throws(ConfiguredObject.Fault) in
            let whole = address.replacing("{s}", with: server).replacing("{key}", with: safe)
            guard isAddress(whole) else {
                throw object.fault("url", "expected is https://… or a path of this server, /…")
            }
            return whole
        }
    }

    private static func placeholders(
        _ address: String, _ object: ConfiguredObject
    ) throws(ConfiguredObject.Fault) -> Set<String> {
        let names = Set(
            address.split(separator: "{").dropFirst(address.hasPrefix("{") ? 0 : 1).map {
                String($0.prefix { $0 != "}" })
            })
        for name in names.sorted() where !["z", "x", "y", "s", "key"].contains(name) {
            throw object.fault("url", "{\(name)} means nothing; known are {z} {x} {y} {s} {key}")
        }
        return names
    }

    /// Whether it is an address of http or https, or a path: its host becomes a part of what the
    /// page may load, so it is held to letters.
    private static func isAddress(_ text: String) -> Bool {
        guard !text.contains(where: { $0.isWhitespace || "\"'<>\\;".contains($0) }) else {
            return false
        }
        if text.hasPrefix("/") { return !text.hasPrefix("//") }
        let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 && ["http:", "https:"].contains(parts[0]) && parts[1].isEmpty
            && !parts[2].isEmpty
            && parts[2].utf8.allSatisfy { byte in
                (48...58).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || byte == 45 || byte == 46
            }
    }
}
