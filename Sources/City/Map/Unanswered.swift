import Geo

/// The places of an edition that nobody answers for on a day, by number and ascending.
///
/// The city itself always answers in the end; it does not count here.
public struct Unanswered: Hashable, Sendable {
    /// Unit grids and responsibility grids for which neither they themselves, nor the grids around
    /// them, nor a mandate for everything, nor the territory up to the district names anybody.
    public internal(set) var areas: [Int32] = []
    /// Road-chief segments for which that holds at their middle.
    public internal(set) var segments: [Int32] = []
    /// Responsibility grids without an organization and without a holder of their own, whoever
    /// answers further up: those of ``areas`` are among them.
    public internal(set) var vacantGrids: [Int32] = []
    /// Road-chief segments without an organization and without a chief of their own, whoever answers
    /// where they run: those of ``segments`` are among them.
    public internal(set) var vacantSegments: [Int32] = []
    /// Components whose record names no organization.
    public internal(set) var components: [Int32] = []
}

extension CityIndex {
    /// The places that nobody answers for on a day, whatever the category.
    ///
    /// An organization or a person answers, by the rules of a question without a category: a post
    /// that is limited to some categories does not hold a place.
    ///
    /// Complexity: O(areas + segments + components).
    public func unanswered(on day: Day) -> Unanswered {
        let answers = Answers(index: self, day: day)
        var found = Unanswered()
        for kind in [AreaKind.unitGrid, .responsibilityGrid] {
            for number in book.numbers(of: kind) {
                let isHeld = answers.hold(.area(number), .holder, book.organizations[Int(number)])
                if isHeld { continue }
                if kind == .responsibilityGrid { found.vacantGrids.append(number) }
                if !answers.speak(of: ground(ofArea: number, kind), -1) {
                    found.areas.append(number)
                }
            }
        }
        segments.index.forEachLinePlace { number, place in
            let own = segments.organizations[Int(number)]
            if answers.hold(.segment(number), .chief, own) { return }
            found.vacantSegments.append(number)
            let ground = ground(at: place, .none, Metric(at: place))
            let level = segments.roadLevels[Int(number)]
            if !answers.speak(of: (ground.tile, ground.kindOfFirst), level) {
                found.segments.append(number)
            }
        }
        found.vacantSegments.sort()
        found.segments.sort()
        components.forEachNumber {
            if components.record(of: $0).acting < 0 { found.components.append($0) }
        }
        found.components.sort()
        return found
    }

    /// What holds in the whole of an area: at the place of its name, or by its relations if it has no
    /// ground. A unit grid does not speak for the responsibility grid around it.
    private func ground(
        ofArea number: Int32, _ kind: AreaKind
    ) -> (tile: Mosaic.Tile, kindOfFirst: AreaKind?) {
        var found = AreaNumbers()
        if let place = book.index(of: kind).labelPlace(of: number) {
            found = ground(at: place, .none, Metric(at: place)).tile.areas
        } else {
            book.addAdministrators(of: number, to: &found)
        }
        found[kind] = number
        if kind == .responsibilityGrid {
            found[.unitGrid] = nil
            found[.managementGrid] = nil
        } else {
            book.addGroupings(to: &found)
        }
        let tile = book.tile(found, isWhole: false)
        return (tile, tile.territory.first.map { book.kind(of: $0) })
    }
}

/// Who answers on a day for places of one edition.
private struct Answers {
    let index: CityIndex
    let day: Day

    /// Whether a target has an organization, or somebody is posted to it.
    func hold(_ target: PostBook.Target, _ role: Post.Role, _ organization: Int32) -> Bool {
        organization >= 0
            || index.rules.posts.posts(for: target).contains { place in
                let post = index.rules.posts.posts[place]
                return (post.organization >= 0 || post.person >= 0)
                    && index.rules.posts.applies(place, role, nil, on: day)
            }
    }

    /// Whether a mandate for everything, the responsibility grid or the territory speaks.
    func speak(
        of ground: (tile: Mosaic.Tile, kindOfFirst: AreaKind?), _ roadLevel: Int32
    ) -> Bool {
        let grids = ground.tile.areas[.responsibilityGrid].map { [$0] } ?? []
        let areas = grids + Array(ground.tile.territory)
        if areas.contains(where: {
            hold(.area($0), .holder, index.book.organizations[Int($0)])
        }) {
            return true
        }
        let mandates = index.rules.mandates
        var isMandated = false
        let applying = mandates.mandates(
            for: nil, role: .competent, at: ground.tile, kindOfFirst: ground.kindOfFirst,
            roadLevel: roadLevel)
        mandates.forEach(applying) { if $0.organization >= 0 { isMandated = true } }
        return isMandated
    }
}

extension ComponentBook {
    /// Calls `visit` with the number of every component.
    func forEachNumber(_ visit: (Int32) -> Void) {
        for number in 0..<Int32(packed.count) where changes?.isHidden(number) != true {
            visit(number)
        }
        changes?.forEachNumber(visit)
    }
}

extension AreaBook {
    /// Adds who administers an area, level by level.
    fileprivate func addAdministrators(of number: Int32, to found: inout AreaNumbers) {
        var next = administrator(of: number)
        while let area = next, found[kind(of: area)] == nil {
            found[kind(of: area)] = area
            next = administrator(of: area)
        }
    }
}
