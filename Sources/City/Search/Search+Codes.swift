import Geo

extension Search {
    /// How many of equally good findings are compared by their distance.
    private static let mostCompared = 4096

    /// Takes what has a text as its code, or as the beginning of it.
    mutating func takeCodes(_ text: String) {
        guard !text.isEmpty, !text.contains(where: \.isWhitespace) else { return }
        for text in Set([text, text.uppercased()]) {
            takeAreas(text)
            takeColumn(index.organizations.codes, .organizations, text)
            takeColumn(index.segments.codes, .segments, text)
            // Before the slash stands a theme, which finds more than the first of its places.
            if text.contains("/") { takeColumn(names.places.codes, .places, text) }
            for place in names.places(ofNumberPrefix: text).prefix(most) {
                take(
                    .places, place,
                    Rank(match: names.places.number(of: place) == text ? .code : .prefix))
            }
            takeComponents(text)
        }
    }

    /// How many of a kind are taken: without a place to be near to, the first ones are those that are
    /// shown.
    private var most: Int { question.near == nil ? question.limit : Self.mostCompared }

    private mutating func takeAreas(_ text: String) {
        for kind in AreaKind.allCases {
            let numbers = index.book.numbers(of: kind)
            takeColumn(
                index.book.codes, kind.searchKind, text,
                in: Int(numbers.lowerBound)..<Int(numbers.upperBound))
        }
    }

    private mutating func takeColumn(
        _ codes: TextColumn, _ kind: SearchKind, _ text: String, in range: Range<Int>? = nil
    ) {
        guard question.kinds.contains(kind) else { return }
        for place in codes.run(ofPrefix: text, in: range ?? 0..<codes.count).prefix(most) {
            let isWhole = codes.utf8(place).count == text.utf8.count
            take(kind, Int32(place), Rank(match: isWhole ? .code : .prefix))
        }
    }

    private mutating func takeComponents(_ text: String) {
        guard question.kinds.contains(.components) else { return }
        let exact = index.component(codeOrDevice: text)
        if let exact { take(.components, exact, Rank(match: .code)) }
        for number in index.components.numbers(ofPrefix: text, atMost: most) where number != exact {
            take(.components, number, Rank(match: .prefix))
        }
    }
}
