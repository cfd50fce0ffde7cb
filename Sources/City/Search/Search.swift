import Geo

/// One question on its way to its answer: what fits, and how well.
struct Search {
    let index: CityIndex
    let names: SearchIndex
    let question: SearchQuestion
    /// What was found so far, with the best rank of each.
    private(set) var found: [SearchEntry: Rank] = [:]

    /// How well something fits; the lower the better.
    struct Rank: Comparable {
        /// The kind of fit.
        var match: SearchMatch
        /// Within pinyin: whether it types the whole name, its beginning, or a part of it.
        var detail: UInt8 = 0

        /// Its place among all ranks.
        var order: UInt8 { match.order * 4 + detail }

        static func < (left: Rank, right: Rank) -> Bool { left.order < right.order }

        static func written(_ fit: NameColumn.Fit) -> Rank {
            switch fit {
            case .whole: Rank(match: .name)
            case .prefix: Rank(match: .prefix)
            case .inside: Rank(match: .inside)
            }
        }

        static func typed(_ fit: NameColumn.Fit) -> Rank {
            Rank(match: .pinyin, detail: fit == .whole ? 0 : fit == .prefix ? 1 : 2)
        }
    }

    init(_ question: SearchQuestion, of index: CityIndex, in names: SearchIndex) {
        self.question = question
        self.index = index
        self.names = names
    }

    /// Notes that something fits.
    mutating func take(_ kind: SearchKind, _ number: Int32, _ rank: Rank) {
        guard question.kinds.contains(kind) else { return }
        let entry = SearchEntry(kind: kind, number: number)
        if let known = found[entry], known <= rank { return }
        found[entry] = rank
    }

    /// Looks everywhere.
    mutating func run() {
        let text = String(question.text.prefix(SearchQuestion.longestText))
        let scalars = SearchText.scalars(text)
        guard !scalars.isEmpty else { return }
        takeCodes(text.trimmed)
        takeCrossings(SearchText.text(scalars))
        takeNames(scalars)
        if found.isEmpty, scalars.contains(" ") { takeWords(scalars) }
    }

    // MARK: By name

    private mutating func takeNames(_ text: [Unicode.Scalar]) {
        for (entry, rank) in fits(of: text) { take(entry.kind, entry.number, rank) }
    }

    /// Everything of which a text is a name, a part of one, its theme, or any of these in pinyin.
    private func fits(of text: [Unicode.Scalar]) -> [SearchEntry: Rank] {
        var fits: [SearchEntry: Rank] = [:]
        func add(_ entry: SearchEntry, _ rank: Rank) {
            if let known = fits[entry], known <= rank { return }
            fits[entry] = rank
        }
        names.names.forEachName(with: text) { add(names.entries[$0], .written($1)) }
        for (road, rank) in roads(named: text) {
            add(SearchEntry(kind: .roads, number: road), rank)
        }
        let typed = Self.typed(text)
        if let typed {
            names.names.forEachName(typed: typed) { add(names.entries[$0], .typed($1)) }
        }
        var themes: [Int: Rank] = [:]
        names.themes.forEachName(with: text) { theme, _ in themes[theme] = Rank(match: .inside) }
        if let typed {
            names.themes.forEachName(typed: typed) { theme, fit in
                if themes[theme] == nil { themes[theme] = .typed(fit) }
            }
        }
        guard !themes.isEmpty else { return fits }
        for place in 0..<Int32(names.places.count) {
            if let rank = themes[names.places.themeNumber(of: place)] {
                add(SearchEntry(kind: .places, number: place), rank)
            }
        }
        return fits
    }

    /// The letters of a text that may be pinyin; `nil` for any other.
    private static func typed(_ text: [Unicode.Scalar]) -> [UInt8]? {
        let letters = text.filter { $0 != " " && $0 != "'" }
        guard (2...longestTyped).contains(letters.count),
            letters.allSatisfy({ $0.isASCII && ($0.properties.isAlphabetic || $0.isDigit) }),
            letters.contains(where: { $0.properties.isAlphabetic })
        else { return nil }
        return letters.map { UInt8(ascii: $0) }
    }

    /// More letters than this are no pinyin of a name.
    private static let longestTyped = 32

    // MARK: By name of two roads

    private func roads(named text: [Unicode.Scalar]) -> [Int32: Rank] {
        var roads: [Int32: Rank] = [:]
        names.roadNames.forEachName(with: text) { roads[Int32($0)] = .written($1) }
        if let typed = Self.typed(text) {
            names.roadNames.forEachName(typed: typed) { road, fit in
                if roads[Int32(road)] == nil { roads[Int32(road)] = .typed(fit) }
            }
        }
        return roads
    }

    private mutating func takeCrossings(_ text: String) {
        guard question.kinds.contains(.crossings) else { return }
        let reading = CrossingWords.reading(text)
        for (one, other) in reading.pairs {
            let ones = roads(named: Array(one.unicodeScalars))
            if ones.isEmpty { continue }
            let others = roads(named: Array(other.unicodeScalars))
            take(names.roads.crossings.indices) { crossing in
                let (first, second) = (crossing.first, crossing.second)
                let ways = [(ones[first], others[second]), (ones[second], others[first])]
                return ways.compactMap { way in
                    if let one = way.0, let other = way.1 { max(one, other) } else { nil }
                }.min()
            }
        }
        guard let road = reading.road else { return }
        let roads = roads(named: Array(road.unicodeScalars))
        take(names.roads.crossings.indices) { crossing in
            [roads[crossing.first], roads[crossing.second]].compactMap(\.self).min()
        }
    }

    private mutating func take(
        _ crossings: Range<Int>, rank: (RoadBook.Crossing) -> Rank?
    ) {
        for number in crossings {
            if let rank = rank(names.roads.crossings[number]) {
                take(.crossings, Int32(number), rank)
            }
        }
    }

    // MARK: By several words

    /// What fits every word of a text: by its name, its theme, or by lying in an area of that name
    /// (沈河区 公厕).
    private mutating func takeWords(_ text: [Unicode.Scalar]) {
        let words = text.split(separator: " ").map(Array.init)
        guard words.count <= Self.mostWords else { return }
        let fits = words.map { self.fits(of: $0) }
        let areas = fits.map { fits in
            Set(
                fits.filter { $0.key.isTerritory && $0.value <= Rank(match: .prefix) }
                    .map(\.key.number))
        }
        for entry in Set(fits.flatMap(\.keys)) where question.kinds.contains(entry.kind) {
            var around: Set<Int32>?
            let isFitting = zip(fits, areas).allSatisfy { fits, areas in
                if fits[entry] != nil { return true }
                if areas.isEmpty { return false }
                let known = around ?? Set(self.areas(around: entry))
                around = known
                return !areas.isDisjoint(with: known)
            }
            if isFitting { take(entry.kind, entry.number, Rank(match: .inside)) }
        }
    }

    private static let mostWords = 5

    private func areas(around entry: SearchEntry) -> [Int32] {
        guard let place = place(of: entry) else { return [] }
        let found = index.book.areas(at: place, residue: .none)
        return Array(index.book.territory(found))
    }
}

extension SearchEntry {
    /// Whether it is an area of the territory above the grids.
    fileprivate var isTerritory: Bool {
        kind == .districts || kind == .subdistricts || kind == .communities
    }
}

extension String {
    /// The text without blanks at its ends.
    fileprivate var trimmed: String {
        let rest = drop { $0.isWhitespace }
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}
