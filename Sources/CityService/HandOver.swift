public import City
import CityStore

extension Deliveries {
    /// Hands all posts of a person over to another one from a day on, as one delivery: the old posts
    /// end the day before, new ones begin. A post that begins later is only given another holder.
    ///
    /// A new post has the code of the old one and a number: after `GW-04` comes `GW-04.2`.
    ///
    /// - Parameters:
    ///   - from: the code of who held them.
    ///   - to: the code of who takes them.
    /// - Throws: ``CityServiceError`` if one of the two is not registered or there is no post.
    public func handOver(
        from: String, to: String, on day: Day
    ) throws -> (report: CheckReport, outcome: ImportOutcome) {
        try settle {
            let edition = try register.currentEdition()
            for (person, isFirst) in [(from, true), (to, false)]
            where try register.row(of: .people, key: person) == nil {
                throw CityServiceError.unknownPerson(isFirst: isFirst)
            }
            let posts = try register.rows(of: .posts)
            let rows = HandOver(from: from, to: to, day: day).rows(of: posts)
            guard !rows.isEmpty else { throw CityServiceError.noPosts(from: day) }
            var delivered = DeliveredRows(layer: .posts, rows: rows)
            delivered.hasGeometries = true
            return MadeDelivery(maker: "hand-over", rows: delivered, edition: edition)
        }
    }
}

/// What becomes of posts when one person hands them over to another.
struct HandOver {
    let from: String
    let to: String
    let day: Day

    /// The posts that change, and the new ones.
    func rows(of posts: [LayerRow]) -> [LayerRow] {
        var codes = Set(posts.map { $0.key(in: .posts) })
        var rows: [LayerRow] = []
        for post in posts where post["person"] == from && !isOver(post) {
            var ended = post
            var begun = post
            begun["person"] = to
            if let start = post["valid_from"].flatMap({ try? Day($0) }), start >= day {
                rows.append(begun)
                continue
            }
            ended["valid_to"] = Day(epochDay: day.epochDay - 1)?.description
            let code = Self.next(after: post.key(in: .posts), besides: codes)
            codes.insert(code)
            begun["code"] = code
            begun["valid_from"] = day.description
            rows += [ended, begun]
        }
        return rows
    }

    private func isOver(_ post: LayerRow) -> Bool {
        post["valid_to"].flatMap { try? Day($0) }.map { $0 < day } ?? false
    }

    /// The code with the next number that is free.
    private static func next(after code: String, besides codes: Set<String>) -> String {
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        let last = parts.count > 1 ? parts.last.flatMap { Int($0) } : nil
        let stem = last == nil ? code : parts.dropLast().joined(separator: ".")
        var number = (last ?? 1) + 1
        while codes.contains("\(stem).\(number)") { number += 1 }
        return "\(stem).\(number)"
    }
}

extension LayerRow {
    /// The text of a column of posts.
    fileprivate subscript(column: String) -> String? {
        get { Layer.posts.fields.firstIndex { $0.column == column }.flatMap { values[$0] } }
        set {
            if let place = Layer.posts.fields.firstIndex(where: { $0.column == column }) {
                values[place] = newValue
            }
        }
    }
}
