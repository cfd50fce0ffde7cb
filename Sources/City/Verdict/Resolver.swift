import Geo

extension CityIndex {
    /// Who is responsible at a place, and how sure that is.
    ///
    /// Equally near components and segments are kept apart as cases; each is taken through both
    /// chains. If all lead to one organization the doubt does not matter, otherwise the verdict is
    /// contested and names the candidates.
    ///
    /// Complexity: O(1) in the size of the city on map data, times the number of equally good
    /// cases.
    public func verdict(for asked: Question) -> Verdict {
        let query = query(asked)
        var (verdict, around) = resolve(query)
        if asked.wantsMargin, let acting = verdict.organization?.acting {
            verdict.marginInMetres = margin(of: query, acting: acting, around: around)
        }
        return verdict
    }

    /// The verdict on a question in this index's numbers, without its margin.
    public func verdict(for query: Query) -> Verdict { resolve(query).verdict }

    @inline(__always)
    func resolve(_ query: Query) -> (verdict: Verdict, around: Surroundings) {
        let around = surroundings(of: query)
        var verdict = Verdict(
            place: query.place, category: query.category, coverage: around.coverage,
            areas: around.tile.areas, segment: around.segments.first,
            component: around.components.first,
            isUnregistered: around.wantsComponent && around.components.isEmpty, basis: Basis(),
            candidates: [])
        if case .outside = around.coverage { return (verdict, around) }

        if around.components.count <= 1, around.segments.count <= 1 {
            let only = Surroundings.Case(
                component: around.components.first, segment: around.segments.first)
            let reasoning = Reasoning(index: self, around: around, case: only)
            if conclude(reasoning, &verdict) { return (verdict, around) }
        }
        var outcomes = Outcomes(index: self)
        around.forEachCase { outcomes.add(Reasoning(index: self, around: around, case: $0)) }
        outcomes.conclude(&verdict)
        return (verdict, around)
    }

    /// Enters the answers of the only case into a verdict.
    ///
    /// - Returns: `false` if the rules name more than one organization; then nothing is entered.
    @inline(__always)
    private func conclude(_ reasoning: Reasoning, _ verdict: inout Verdict) -> Bool {
        var acting: Int32 = -1
        var count = 0
        reasoning.forEachOrganization { organization, basis in
            acting = organization
            verdict.basis = basis
            count += 1
        }
        guard count == 1 else { return false }
        let status: Verdict.Status = verdict.isUnregistered ? .likely : .certain
        verdict.organization = reasoning.answer(acting: acting, status: status)
        verdict.person = reasoning.person(of: acting, &verdict.basis)
        if verdict.isUnregistered, verdict.person?.status == .certain {
            verdict.person?.status = .likely
        }
        return true
    }

    /// Who must act at a place, without anything else of a verdict; `nil` outside the city.
    func acting(at query: Query) -> Int32? {
        let around = surroundings(of: query)
        if case .outside = around.coverage { return nil }
        var acting: Int32?
        let first = Surroundings.Case(
            component: around.components.first, segment: around.segments.first)
        Reasoning(index: self, around: around, case: first).forEachOrganization { organization, _ in
            acting = acting ?? organization
        }
        return acting
    }

    /// The opaque handle of the person of an answer, or the organization that holds the post.
    func handle(_ answer: PersonAnswer) -> String? {
        switch answer.holder {
        case .component(let number): return components.person(components.record(of: number))
        case .post(let place):
            let post = rules.posts.posts[place]
            if post.person >= 0 { return rules.posts.texts[Int(post.person)] }
            return post.organization >= 0 ? organizations.codes[Int(post.organization)] : nil
        }
    }
}

/// What the cases of one question lead to. One outcome is the rule; only more ask for memory.
private struct Outcomes {
    let index: CityIndex
    private var first: Outcome?
    private var others: [Outcome] = []

    /// One case taken to one acting organization.
    private struct Outcome {
        let reasoning: Reasoning
        let acting: Int32
        var basis: Basis

        var subject: BasisStep.Subject? { basis.last?.subject }
    }

    init(index: CityIndex) { self.index = index }

    @inline(__always)
    mutating func add(_ reasoning: Reasoning) {
        reasoning.forEachOrganization { acting, basis in
            let outcome = Outcome(reasoning: reasoning, acting: acting, basis: basis)
            if first == nil { first = outcome } else { others.append(outcome) }
        }
    }

    /// Enters the answers into a verdict.
    @inline(__always)
    func conclude(_ verdict: inout Verdict) {
        guard let first else { return }
        if !others.isEmpty { verdict.candidates = candidates([first] + others) }
        var status: Verdict.Status = verdict.candidates.isEmpty ? .certain : .contested
        if status == .certain, verdict.isUnregistered { status = .likely }
        verdict.organization = first.reasoning.answer(acting: first.acting, status: status)

        var basis = first.basis
        verdict.person = first.reasoning.person(of: first.acting, &basis)
        verdict.basis = basis
        if !others.isEmpty, isPersonContested(by: verdict.person) {
            verdict.person?.status = .contested
        } else if verdict.isUnregistered, verdict.person?.status == .certain {
            verdict.person?.status = .likely
        }
    }

    private func isPersonContested(by first: PersonAnswer?) -> Bool {
        let handle = first.flatMap(index.handle)
        return others.contains { outcome in
            var basis = Basis()
            let answer = outcome.reasoning.person(of: outcome.acting, &basis)
            return answer.flatMap(index.handle) != handle
        }
    }

    /// Outcomes with different acting organizations; none if all agree.
    private func candidates(_ outcomes: [Outcome]) -> [Candidate] {
        var candidates: [Candidate] = []
        let share = 1 / Double(outcomes.count)
        for outcome in outcomes {
            let subjects = outcome.subject.map { [$0] } ?? []
            if let known = candidates.firstIndex(where: { $0.organization == outcome.acting }) {
                candidates[known].share += share
                candidates[known].subjects += subjects
            } else {
                candidates.append(
                    Candidate(organization: outcome.acting, share: share, subjects: subjects))
            }
        }
        return candidates.count > 1 ? candidates : []
    }
}

extension Surroundings {
    /// One way to read the surroundings: this component and this segment are meant.
    struct Case {
        var component: NearFeature?
        var segment: NearFeature?
    }

    /// All ways to read the surroundings, lower numbers first.
    @inline(__always)
    func forEachCase(_ visit: (Case) -> Void) {
        if components.count <= 1, segments.count <= 1 {
            return visit(Case(component: components.first, segment: segments.first))
        }
        let allComponents = components.isEmpty ? [nil] : components.map(Optional.some)
        let allSegments = segments.isEmpty ? [nil] : segments.map(Optional.some)
        for component in allComponents {
            for segment in allSegments { visit(Case(component: component, segment: segment)) }
        }
    }
}
