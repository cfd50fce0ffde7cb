/// How people write that two roads cross: `青年大街与文化路交叉口`, `青年大街 / 文化路`, `A & B`.
enum CrossingWords {
    /// A text as it may name a crossing.
    struct Reading {
        /// Every way to read the text as two names.
        var pairs: [(String, String)]
        /// The one name of a text that asks for crossings and names a single road.
        var road: String?
    }

    /// Reads a text in lower case with narrow letters and single blanks.
    ///
    /// A word between two names can also be a part of one (和 in 和平路), so that every place at which
    /// one stands is tried.
    static func reading(_ text: String) -> Reading {
        let (rest, saysSo) = withoutEnding(text)
        let letters = Array(rest)
        var pairs: [(String, String)] = []
        for word in between.map(Array.init) where word.count < letters.count {
            for place in 1..<max(letters.count - word.count, 1)
            where letters[place..<place + word.count].elementsEqual(word) {
                let first = trimmed(letters[..<place])
                let second = trimmed(letters[(place + word.count)...])
                guard !first.isEmpty, !second.isEmpty else { continue }
                if !pairs.contains(where: { $0 == (first, second) }) {
                    pairs.append((first, second))
                }
            }
        }
        return Reading(pairs: pairs, road: saysSo ? rest : nil)
    }

    private static func withoutEnding(_ text: String) -> (String, Bool) {
        for ending in endings where text.hasSuffix(ending) && text.count > ending.count {
            return (trimmed(Array(text.dropLast(ending.count))[...]), true)
        }
        return (text, false)
    }

    private static func trimmed(_ letters: ArraySlice<Character>) -> String {
        String(
            letters.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    private static let endings = [
        "的交叉路口", "的交叉口", "交叉路口", "十字路口", "交叉口", "交汇处", "交会处", "交界处", "交口",
        "路口", " crossing", " intersection",
    ]
    private static let between = [
        " and ", " at ", "/", "&", "@", "×", "+", "、", "与", "和", "及", "交", "-", "—", " ",
    ]
}
