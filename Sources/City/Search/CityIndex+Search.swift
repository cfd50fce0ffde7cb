import Geo

extension CityIndex {
    /// Finds what a text names: by code, by name, by theme, by two roads that cross, or in pinyin.
    ///
    /// A text that is a coordinate finds that place alone.
    ///
    /// - Parameter names: the names of this edition, or of one that differs in components alone.
    /// - Returns: what fits, the best first: exact code, exact name, beginning, inside, pinyin.
    /// - Complexity: O(letters of all names + log components).
    public func search(_ question: SearchQuestion, in names: SearchIndex) -> [SearchHit] {
        if let typed = typedPlace(question) { return [typed] }
        var search = Search(question, of: self, in: names)
        search.run()
        return search.hits()
    }

    private func typedPlace(_ question: SearchQuestion) -> SearchHit? {
        guard question.kinds.contains(.coordinate),
            let place = Coordinate(typed: question.text, ground: ground)
        else { return nil }
        var hit = SearchHit(
            kind: .coordinate, name: place.description, match: .code, at: place)
        hit.within = namesAround(hit, areaNumber: nil, question)
        hit.metres = question.near.map { Metric.distance($0, place) }
        return hit
    }
}
