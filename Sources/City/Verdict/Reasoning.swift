import Geo

/// Both chains, taken through one reading of a place's surroundings.
struct Reasoning {
    let index: CityIndex
    let around: Surroundings
    let `case`: Surroundings.Case

    /// An acting organization with the steps that led to it.
    struct Decision {
        var acting: Int32
        var steps: [BasisStep]
    }

    /// What a rule says: organizations, each through something.
    private typealias Saying = (organization: Int32, subject: BasisStep.Subject)

    private var category: CategoryKey? { around.question.category }
    private var day: Day { around.question.day }
    private var roadLevel: String? {
        `case`.segment.flatMap { index.segments[Int($0.number)].roadLevel }
    }

    // MARK: The organization

    /// The organizations that must act by the first rule that speaks; more than one if that rule
    /// says equally strong things.
    var organizations: [Decision] {
        var silent: [BasisStep] = []
        let rules = index.rules.precedence(.organization, for: category).rules
        for rule in rules + [.territory] {
            let sayings = sayings(of: rule)
            if sayings.isEmpty {
                silent.append(BasisStep(chain: .organization, rule: rule, result: .silent))
                continue
            }
            return sayings.map { saying in
                Decision(
                    acting: saying.organization,
                    steps: silent + [
                        BasisStep(
                            chain: .organization, rule: rule, result: .decided,
                            subject: saying.subject, metres: metres(of: saying.subject))
                    ])
            }
        }
        return []
    }

    private func sayings(of rule: RuleKind) -> [Saying] {
        switch rule {
        case .component: componentSaying.map { [$0] } ?? []
        case .mandate: mandateSayings
        case .segment: segmentSaying.map { [$0] } ?? []
        case .responsibilityGrid: gridSaying.map { [$0] } ?? []
        case .organization: []
        case .territory: [territorySaying]
        }
    }

    /// The component's record names who must act: the lead of a joint one, else who maintains it,
    /// else who owns it, else the competent department.
    private var componentSaying: Saying? {
        guard let number = `case`.component?.number else { return nil }
        let record = index.components[Int(number)]
        let codes = [
            record.leadOrganization, record.maintainer, record.owner, record.competentDepartment,
        ]
        guard let acting = codes.lazy.compactMap(index.organization).first else { return nil }
        return (acting, .component(number))
    }

    private var mandateSayings: [Saying] {
        var sayings: [Saying] = []
        for number in mandates(.competent) {
            let code = index.rules.mandates[number].organization
            guard let organization = index.organization(code),
                !sayings.contains(where: { $0.organization == organization })
            else { continue }
            sayings.append((organization, .mandate(number)))
        }
        return sayings
    }

    private func mandates(_ role: Mandate.Role) -> [Int] {
        index.rules.mandates(
            for: category, in: mandateAreas, roadLevel: roadLevel, role: role)
    }

    /// Where mandates are looked for: the territory, with the groupings of grids after the unit
    /// grid and before the community.
    private var mandateAreas: [Int32] {
        let groupings: [AreaKind] = [.managementGrid, .responsibilityGrid, .evaluationGrid]
        let grids = groupings.compactMap { around.areas[$0] }
        let unitGrid = around.territory.prefix { index.book.areas[Int($0)].kind == .unitGrid }
        return unitGrid + grids + around.territory.dropFirst(unitGrid.count)
    }

    private var segmentSaying: Saying? {
        guard let number = `case`.segment?.number else { return nil }
        let own = index.organization(index.segments[Int(number)].organization)
        guard let organization = own ?? organizationPosted(to: .segment(number), .chief) else {
            return nil
        }
        return (organization, .segment(number))
    }

    private var gridSaying: Saying? {
        guard let number = around.areas[.responsibilityGrid] else { return nil }
        let own = index.organization(index.book.areas[Int(number)].organization)
        guard let organization = own ?? organizationPosted(to: .area(number), .holder) else {
            return nil
        }
        return (organization, .area(number))
    }

    private var territorySaying: Saying {
        for number in around.territory {
            let own = index.organization(index.book.areas[Int(number)].organization)
            if let organization = own ?? organizationPosted(to: .area(number), .holder) {
                return (organization, .area(number))
            }
        }
        return (index.cityOrganization, .city)
    }

    private func organizationPosted(to target: RuleBook.Target, _ role: Post.Role) -> Int32? {
        posts(target, role).lazy.compactMap {
            index.organization(index.rules.posts[$0].organization)
        }.first
    }

    private func metres(of subject: BasisStep.Subject) -> Double? {
        switch subject {
        case .component: `case`.component?.metres
        case .segment: `case`.segment?.metres
        case .mandate, .area, .post, .city: nil
        }
    }

    /// All roles around an acting organization: the component's record first, mandates next.
    func answer(acting: Int32, status: Verdict.Status) -> OrganizationAnswer {
        let record = `case`.component.map { index.components[Int($0.number)] }
        func mandated(_ role: Mandate.Role) -> [Int32] {
            mandates(role).compactMap {
                index.organization(index.rules.mandates[$0].organization)
            }
        }
        let joint = (record?.jointOrganizations ?? []).compactMap(index.organization)
        let assisting = joint + mandated(.assisting)
        return OrganizationAnswer(
            acting: acting,
            competent: index.organization(record?.competentDepartment)
                ?? mandated(.competent).first,
            owner: index.organization(record?.owner) ?? mandated(.owner).first,
            maintainer: index.organization(record?.maintainer) ?? mandated(.maintainer).first,
            assisting: assisting.enumerated().filter { place, organization in
                organization != acting && !assisting[..<place].contains(organization)
            }.map(\.element),
            status: status)
    }

    // MARK: The person

    /// The person in charge by the first rule that names one, with the steps that led there.
    func person(of acting: Int32) -> (answer: PersonAnswer?, steps: [BasisStep]) {
        var steps: [BasisStep] = []
        for rule in index.rules.precedence(.person, for: category).rules {
            if let found = personSaying(of: rule, acting: acting) {
                steps.append(
                    BasisStep(
                        chain: .person, rule: rule, result: .decided, subject: found.subject,
                        metres: metres(of: found.subject)))
                return (found.answer, steps)
            }
            steps.append(BasisStep(chain: .person, rule: rule, result: .silent))
        }
        return (nil, steps)
    }

    private typealias PersonSaying = (answer: PersonAnswer, subject: BasisStep.Subject)

    private func personSaying(of rule: RuleKind, acting: Int32) -> PersonSaying? {
        switch rule {
        case .component:
            guard let number = `case`.component?.number else { return nil }
            if index.components[Int(number)].responsiblePerson != nil {
                let deputy = posts(.component(number), .deputy).first
                let answer = PersonAnswer(
                    holder: .component(number), deputy: deputy, status: .certain)
                return (answer, .component(number))
            }
            return holder(of: .component(number), .holder, .component(number))
        case .segment:
            guard let number = `case`.segment?.number else { return nil }
            return holder(of: .segment(number), .chief, .segment(number))
        case .responsibilityGrid:
            guard let number = around.areas[.responsibilityGrid] else { return nil }
            return holder(of: .area(number), .holder, .area(number))
        case .organization:
            return organizationHolder(acting)
        case .territory:
            return around.territory.lazy.compactMap {
                holder(of: .area($0), .holder, .area($0))
            }.first
        case .mandate:
            return nil
        }
    }

    /// Whom the acting organization has posted to the smallest territory, or to itself.
    private func organizationHolder(_ acting: Int32) -> PersonSaying? {
        let code = index.organizations[Int(acting)].code
        for number in around.territory {
            if let found = holder(
                of: .area(number), .holder, .area(number), where: { $0.organization == code })
            {
                return found
            }
        }
        return holder(of: .organization(acting), .holder, nil)
    }

    /// The first holder of a target; a second one of the same rank makes it contested.
    private func holder(
        of target: RuleBook.Target, _ role: Post.Role, _ subject: BasisStep.Subject?,
        where counts: (Post) -> Bool = { _ in true }
    ) -> PersonSaying? {
        let all = index.rules.posts
        let holders = posts(target, role).filter { all[$0].person != nil && counts(all[$0]) }
        guard let first = holders.first else { return nil }
        let isContested = holders.contains {
            all[$0].rank == all[first].rank && all[$0].person != all[first].person
        }
        let answer = PersonAnswer(
            holder: .post(first), deputy: posts(target, .deputy).first,
            status: isContested ? .contested : .certain)
        return (answer, subject ?? .post(first))
    }

    private func posts(_ target: RuleBook.Target, _ role: Post.Role) -> [Int] {
        index.rules.posts(for: target, role: role, category: category, on: day)
    }
}
