/// The name of a road without what tells one stretch of it from another.
enum RoadName {
    /// `青年大街` of `青年大街第三段`, `青年大街东段`, `青年大街(文化路至文艺路)`.
    static func stem(_ name: String) -> String {
        var stem = Array(name)
        while let shorter = withoutStretch(stem), shorter.count >= fewest { stem = shorter }
        return String(stem)
    }

    /// A road's name has two characters at least.
    private static let fewest = 2

    private static func withoutStretch(_ name: [Character]) -> [Character]? {
        guard let last = name.last else { return nil }
        if last.isWhitespace { return Array(name.dropLast()) }
        if let open = brackets[last] {
            return name.lastIndex(of: open).map { Array(name[..<$0]) }
        }
        guard last == "段" else { return nil }
        var rest = name.dropLast()
        let numbered = rest.suffix { numerals.contains($0) }
        if !numbered.isEmpty {
            rest = rest.dropLast(numbered.count)
            if rest.last == "第" { rest = rest.dropLast() }
            return Array(rest)
        }
        let side = rest.suffix { sides.contains($0) }
        // 南中段, but not all of a name that is made of such words.
        return side.isEmpty || side.count > 2 ? nil : Array(rest.dropLast(side.count))
    }

    private static let brackets: [Character: Character] = [")": "(", "）": "（", "】": "【"]
    private static let numerals = Set("一二三四五六七八九十百零〇两0123456789０１２３４５６７８９")
    private static let sides = Set("东西南北中上下前后内外東")
}

extension ArraySlice<Character> {
    /// The longest end of which every character fits.
    fileprivate func suffix(while fits: (Character) -> Bool) -> ArraySlice<Character> {
        let start = lastIndex { !fits($0) }.map { $0 + 1 } ?? startIndex
        return self[start...]
    }
}
