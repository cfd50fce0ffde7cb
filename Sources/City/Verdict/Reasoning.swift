import Geo

/// Both chains, taken through one reading of a place's surroundings.
struct Reasoning {
    let index: CityIndex
    var around: Surroundings
    let `case`: Surroundings.Case

    private var category: Int32? { around.query.category }
    private var day: Day { around.query.day }
    private var roadLevel: Int32 {
        `case`.segment.map { index.segments.roadLevels[Int($0.number)] } ?? -1
    }
    private var record: ComponentRecord? {
        `case`.component.map { index.components.record(of: $0.number) }
    }

    // MARK: The organization

    /// Calls `visit` with each organization that must act by the first rule that speaks; more than
    /// one if that rule says equally strong things.
    ///
    /// - Returns: the rules that were asked before and had nothing to say.
    @inline(__always)
    func forEachOrganization(
        _ visit: (_ acting: Int32, _ basis: Basis) -> Void
    ) {
        var silent = Basis()
        for rule in around.rules.organization {
            var said = false
            forEachSaying(of: rule) { organization, subject in
                said = true
                var basis = silent
                basis.append(.organization, rule, subject)
                visit(organization, basis)
            }
            if said { return }
            silent.append(.organization, rule)
        }
    }

    @inline(__always)
    private func forEachSaying(
        of rule: RuleKind, _ say: (_ organization: Int32, _ subject: BasisStep.Subject) -> Void
    ) {
        switch rule {
        case .component:
            if let number = `case`.component?.number, let acting = record?.acting, acting >= 0 {
                say(acting, .component(number))
            }
        case .mandate: forEachMandated(.competent) { say($0.organization, .mandate($0.mandate)) }
        case .segment:
            if let number = `case`.segment?.number {
                let acting = segmentOrganization(number)
                if acting >= 0 { say(acting, .segment(number)) }
            }
        case .responsibilityGrid:
            if let number = around.tile.areas[.responsibilityGrid], gridOrganization >= 0 {
                say(gridOrganization, .area(number))
            }
        case .organization: break
        case .territory:
            let (acting, area) = territoryOrganization
            say(acting, area >= 0 ? .area(area) : .city)
        }
    }

    /// The organization that answers for a segment: its own, or one that is posted to it; −1 for
    /// none.
    func segmentOrganization(_ number: Int32) -> Int32 {
        let own = index.segments.organizations[Int(number)]
        return own >= 0 ? own : organizationPosted(to: .segment(number), .chief)
    }

    /// The organization that answers for the responsibility grid of the place; −1 for none.
    @inline(__always) var gridOrganization: Int32 {
        around.tile.areas[.responsibilityGrid].map(organization(ofArea:)) ?? -1
    }

    /// The organization of the smallest territory that has one, with the area; the city's own, with
    /// −1, if none has.
    @inline(__always) var territoryOrganization: (acting: Int32, area: Int32) {
        for number in around.tile.territory {
            let acting = organization(ofArea: number)
            if acting >= 0 { return (acting, number) }
        }
        return (index.organizations.city, -1)
    }

    /// Calls `visit` with each mandate that applies in a role, each organization once.
    @inline(__always)
    private func forEachMandated(_ role: Mandate.Role, _ visit: (MandateBook.Entry) -> Void) {
        var first: Int32 = -1
        var others: [Int32] = []
        let mandates = index.rules.mandates
        let applying = mandates.mandates(
            for: category, role: role, at: around.tile, kindOfFirst: around.kindOfFirst,
            roadLevel: roadLevel)
        mandates.forEach(applying) { entry in
            guard entry.organization >= 0 else { return }
            if first < 0 {
                first = entry.organization
            } else if entry.organization == first || others.contains(entry.organization) {
                return
            } else {
                others.append(entry.organization)
            }
            visit(entry)
        }
    }

    private func firstMandated(_ role: Mandate.Role) -> Int32? {
        var found: Int32?
        forEachMandated(role) { found = found ?? $0.organization }
        return found
    }

    /// The organization that answers for an area: its own, or one that is posted to it; −1 for none.
    @inline(__always)
    private func organization(ofArea number: Int32) -> Int32 {
        let own = index.book.organizations[Int(number)]
        return own >= 0 ? own : organizationPosted(to: .area(number), .holder)
    }

    private func organizationPosted(to target: PostBook.Target, _ role: Post.Role) -> Int32 {
        let posts = index.rules.posts
        for place in posts.posts(for: target)
        where posts.posts[place].organization >= 0 && posts.applies(place, role, category, on: day)
        {
            return posts.posts[place].organization
        }
        return -1
    }

    /// All roles around an acting organization: the component's record first, mandates next.
    @inline(__always)
    func answer(acting: Int32, status: Verdict.Status) -> OrganizationAnswer {
        let record = record
        func role(_ recorded: Int32?, _ role: Mandate.Role) -> Int32? {
            if let recorded, recorded >= 0 { return recorded }
            return firstMandated(role)
        }
        return OrganizationAnswer(
            acting: acting, competent: role(record?.competent, .competent),
            owner: role(record?.owner, .owner), maintainer: role(record?.maintainer, .maintainer),
            assisting: assisting(record, acting: acting), status: status)
    }

    private func assisting(_ record: ComponentRecord?, acting: Int32) -> [Int32] {
        var assisting: [Int32] = []
        func take(_ organization: Int32) {
            if organization != acting, !assisting.contains(organization) {
                assisting.append(organization)
            }
        }
        if let record, record.jointCount > 0 {
            for organization in index.components.jointOrganizations(record) { take(organization) }
        }
        forEachMandated(.assisting) { take($0.organization) }
        return assisting
    }

    // MARK: The person

    /// The person in charge by the first rule that names one; the steps that led there are added to
    /// the basis.
    @inline(__always)
    func person(of acting: Int32, _ basis: inout Basis) -> PersonAnswer? {
        for rule in around.rules.person {
            if let found = personSaying(of: rule, acting: acting) {
                basis.append(.person, rule, found.subject)
                return found.answer
            }
            basis.append(.person, rule)
        }
        return nil
    }

    private typealias PersonSaying = (answer: PersonAnswer, subject: BasisStep.Subject)

    private func personSaying(of rule: RuleKind, acting: Int32) -> PersonSaying? {
        switch rule {
        case .component:
            guard let number = `case`.component?.number, let record else { return nil }
            guard record.person >= 0 else {
                return holder(of: .component(number), .holder, .component(number))
            }
            let answer = PersonAnswer(
                holder: .component(number), deputy: deputy(of: .component(number)),
                status: .certain)
            return (answer, .component(number))
        case .segment:
            guard let number = `case`.segment?.number else { return nil }
            return holder(of: .segment(number), .chief, .segment(number))
        case .responsibilityGrid:
            guard let number = around.tile.areas[.responsibilityGrid] else { return nil }
            return holder(of: .area(number), .holder, .area(number))
        case .organization: return organizationHolder(acting)
        case .territory:
            for number in around.tile.territory {
                if let found = holder(of: .area(number), .holder, .area(number)) { return found }
            }
            return nil
        case .mandate: return nil
        }
    }

    /// Whom the acting organization has posted to the smallest territory, or to itself.
    private func organizationHolder(_ acting: Int32) -> PersonSaying? {
        for number in around.tile.territory {
            if let found = holder(
                of: .area(number), .holder, .area(number), ofOrganization: acting)
            {
                return found
            }
        }
        return holder(of: .organization(acting), .holder, nil)
    }

    /// The first holder of a target; a second one of the same rank makes it contested.
    private func holder(
        of target: PostBook.Target, _ role: Post.Role, _ subject: BasisStep.Subject?,
        ofOrganization organization: Int32? = nil
    ) -> PersonSaying? {
        let posts = index.rules.posts
        var first: (place: Int, post: PostBook.Post)?
        var isContested = false
        for place in posts.posts(for: target) {
            let post = posts.posts[place]
            guard post.person >= 0, organization == nil || post.organization == organization,
                posts.applies(place, role, category, on: day)
            else { continue }
            guard let found = first else {
                first = (place, post)
                continue
            }
            // Posts come by rank: what is of a higher number cannot contest any more.
            if post.rank != found.post.rank { break }
            if post.person != found.post.person { isContested = true }
        }
        guard let first else { return nil }
        let answer = PersonAnswer(
            holder: .post(first.place), deputy: deputy(of: target),
            status: isContested ? .contested : .certain)
        return (answer, subject ?? .post(Int32(first.place)))
    }

    private func deputy(of target: PostBook.Target) -> Int? {
        let posts = index.rules.posts
        return posts.posts(for: target).first { posts.applies($0, .deputy, category, on: day) }
    }
}
