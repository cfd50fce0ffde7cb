public import City
public import Geo

extension LiveCity {
    /// Finds what a text names in the current edition.
    ///
    /// The first question of an edition prepares its names, which takes some tenths of a second.
    ///
    /// - Throws: ``SearchError``, or the error of the register.
    public func search(_ question: SearchQuestion) throws -> SearchReport {
        guard question.text.contains(where: { !$0.isWhitespace }) else {
            throw SearchError.nothingAsked
        }
        guard (1...SearchQuestion.largestLimit).contains(question.limit) else {
            throw SearchError.limit(question.limit, largest: SearchQuestion.largestLimit)
        }
        let index = index
        let hits = index.search(question, in: try sideBooks.names(of: index))
        return SearchReport(question, hits, edition: index.edition)
    }

    /// The place of a text like `123.45,41.80`, for ``SearchQuestion/near``.
    public func near(_ text: String, in system: String? = nil) throws -> Coordinate {
        var request = Request()
        request.referenceSystem = system
        let position = try position(text, request)
        return try Coordinate(longitudeDegrees: position.x, latitudeDegrees: position.y)
    }
}

extension SearchKind {
    /// The kinds that a text names, joined by commas.
    ///
    /// - Throws: ``SearchError/unknownKind(_:)``.
    public static func kinds(in text: String) throws -> Set<SearchKind> {
        Set(
            try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
                guard let kind = SearchKind(rawValue: String(word)) else {
                    throw SearchError.unknownKind(String(word))
                }
                return kind
            })
    }
}
