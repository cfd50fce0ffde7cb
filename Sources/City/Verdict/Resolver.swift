import Geo

extension CityIndex {
    /// Who is responsible at a place, and how sure that is.
    ///
    /// Equally near components and segments are kept apart as cases; each is taken through both
    /// chains. If all lead to one organization the doubt does not matter, otherwise the verdict is
    /// contested and names the candidates.
    ///
    /// Complexity: O(log n) in the size of the city, times the number of equally good cases.
    public func verdict(for asked: Question) -> Verdict {
        var question = asked
        if question.category == nil, let component = question.component {
            question.category = components[Int(component)].category
        }
        let around = surroundings(of: question)
        var verdict = Verdict(
            place: question.place, category: question.category, coverage: around.coverage,
            areas: shown(around), segment: around.segments.first,
            component: around.components.first,
            isUnregistered: around.wantsComponent && around.components.isEmpty, basis: [],
            candidates: [])
        if case .outside = around.coverage { return verdict }

        let cases = around.cases.map { Reasoning(index: self, around: around, case: $0) }
        let outcomes = cases.flatMap { reasoning in
            reasoning.organizations.map { Outcome(reasoning: reasoning, of: $0) }
        }
        guard let first = outcomes.first else { return verdict }
        verdict.candidates = candidates(outcomes)
        var status: Verdict.Status = verdict.candidates.isEmpty ? .certain : .contested
        if status == .certain, verdict.isUnregistered { status = .likely }
        verdict.organization = first.reasoning.answer(acting: first.acting, status: status)

        let people = outcomes.map { $0.reasoning.person(of: $0.acting) }
        verdict.person = people[0].answer
        if Set(people.map { $0.answer.map(handle) }).count > 1 {
            verdict.person?.status = .contested
        } else if verdict.isUnregistered, verdict.person?.status == .certain {
            verdict.person?.status = .likely
        }
        verdict.basis = first.steps + people[0].steps
        if question.wantsMargin {
            verdict.marginInMetres = margin(
                of: question, acting: first.acting, around: around)
        }
        return verdict
    }

    /// The opaque handle of the person of an answer, or the organization that holds the post.
    func handle(_ answer: PersonAnswer) -> String? {
        switch answer.holder {
        case .component(let number): components[Int(number)].responsiblePerson
        case .post(let number): rules.posts[number].person ?? rules.posts[number].organization
        }
    }

    /// The areas at the place; a level without ground there is named by the territory's relations.
    private func shown(_ around: Surroundings) -> AreaNumbers {
        var areas = around.areas
        for number in around.territory {
            let kind = book.areas[Int(number)].kind
            if areas[kind] == nil { areas[kind] = number }
        }
        return areas
    }

    /// Outcomes with different acting organizations; none if all agree.
    private func candidates(_ outcomes: [Outcome]) -> [Candidate] {
        var candidates: [Candidate] = []
        for outcome in outcomes {
            let share = 1 / Double(outcomes.count)
            if let known = candidates.firstIndex(where: { $0.organization == outcome.acting }) {
                candidates[known].share += share
                candidates[known].subjects += outcome.subjects
            } else {
                candidates.append(
                    Candidate(
                        organization: outcome.acting, share: share, subjects: outcome.subjects))
            }
        }
        return candidates.count > 1 ? candidates : []
    }

    /// One case taken to one acting organization.
    private struct Outcome {
        let reasoning: Reasoning
        let acting: Int32
        let steps: [BasisStep]

        init(reasoning: Reasoning, of decision: Reasoning.Decision) {
            self.reasoning = reasoning
            acting = decision.acting
            steps = decision.steps
        }

        var subjects: [BasisStep.Subject] { steps.last?.subject.map { [$0] } ?? [] }
    }
}

extension Surroundings {
    /// One way to read the surroundings: this component and this segment are meant.
    struct Case {
        var component: NearFeature?
        var segment: NearFeature?
    }

    /// All ways to read the surroundings, lower codes first.
    var cases: [Case] {
        let segments = segments.isEmpty ? [nil] : segments.map(Optional.some)
        let components = components.isEmpty ? [nil] : components.map(Optional.some)
        return components.flatMap { component in
            segments.map { Case(component: component, segment: $0) }
        }
    }
}
