/// What a request says it can read and has already.
enum Negotiation {
    /// Whether a packed body is taken: gzip, or anything, is named with a weight above nought
    /// (RFC 9110 §12.5.3).
    static func takesGzip(_ acceptEncoding: String?) -> Bool {
        guard let acceptEncoding else { return false }
        var takesAnything = false
        for choice in acceptEncoding.split(separator: ",") {
            let parts = choice.split(separator: ";").map { trimmed($0).lowercased() }
            switch parts.first {
            case "gzip", "x-gzip": return isWanted(parts)
            case "*": takesAnything = isWanted(parts)
            default: continue
            }
        }
        return takesAnything
    }

    /// Whether a choice with its parameters has a weight above nought; none is a weight of one.
    private static func isWanted(_ parts: [String]) -> Bool {
        guard let weight = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
            return true
        }
        return (Double(weight.dropFirst(2)) ?? 0) > 0
    }

    /// Whether an `If-None-Match` names a tag, quotes included. Marks of weakness are passed over,
    /// as §13.1.2 wants; `*` names every tag.
    static func names(_ tag: String, in ifNoneMatch: String) -> Bool {
        if ifNoneMatch == tag || trimmed(ifNoneMatch[...]) == "*" { return true }
        var rest = ifNoneMatch[...]
        while let start = rest.firstIndex(of: "\"") {
            let inside = rest[rest.index(after: start)...]
            guard let end = inside.firstIndex(of: "\"") else { return false }
            if rest[start...end] == tag { return true }
            rest = rest[rest.index(after: end)...]
        }
        return false
    }

    /// Whether pages for people are wanted rather than data: `text/html` is named and JSON is not
    /// named before it.
    static func wantsPage(_ accept: String?) -> Bool {
        for range in (accept ?? "").split(separator: ",") {
            let type = trimmed(range.prefix { $0 != ";" }).lowercased()
            if type == "text/html" || type == "application/xhtml+xml" { return true }
            if type.hasSuffix("json") { return false }
        }
        return true
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let blanks: Set<Character> = [" ", "\t"]
        let start = text.drop { blanks.contains($0) }
        guard let last = start.lastIndex(where: { !blanks.contains($0) }) else { return "" }
        return start[...last]
    }
}
