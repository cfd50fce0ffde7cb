import Foundation
import Geo

extension CityIndex {
    /// Spells a verdict of this index out in codes and names.
    public func report(_ verdict: Verdict) -> VerdictReport {
        VerdictReport(
            place: placeReport(verdict),
            category: verdict.category.map { catalogue.categories[Int($0)].key.description },
            component: verdict.component.map(componentReport),
            unregistered: verdict.isUnregistered,
            organization: verdict.organization.map(organizationReport),
            person: verdict.person.map(personReport),
            basis: verdict.basis.map { stepReport($0, of: verdict) },
            candidates: verdict.candidates.map(candidateReport),
            marginInMetres: verdict.marginInMetres.map(Self.centimetres), similar: [],
            edition: edition)
    }

    /// Distances are told to the centimetre, which is what the lattice carries.
    private static func centimetres(_ metres: Double) -> Double { (metres * 100).rounded() / 100 }

    private func placeReport(_ verdict: Verdict) -> VerdictReport.PlaceReport {
        func area(_ kind: AreaKind) -> VerdictReport.Named? {
            verdict.areas[kind].map(name(ofArea:))
        }
        var nearest: VerdictReport.Distant?
        if case .outside(let number?, let metres) = verdict.coverage {
            let district = name(ofArea: number)
            nearest = VerdictReport.Distant(
                code: district.code, name: district.name,
                distanceInMetres: Self.centimetres(metres))
        }
        return VerdictReport.PlaceReport(
            at: [verdict.place.longitudeDegrees, verdict.place.latitudeDegrees],
            coverage: verdict.coverage.word,
            city: VerdictReport.Named(code: settings.code, name: settings.name),
            district: area(.district), subdistrict: area(.subdistrict),
            community: area(.community), unitGrid: area(.unitGrid),
            managementGrid: area(.managementGrid),
            responsibilityGrid: area(.responsibilityGrid),
            evaluationGrid: area(.evaluationGrid),
            roadChiefSegment: verdict.segment.map(segmentReport), nearestDistrict: nearest)
    }

    private func name(ofArea number: Int32) -> VerdictReport.Named {
        VerdictReport.Named(code: book.codes[Int(number)], name: book.names[Int(number)])
    }

    private func name(ofOrganization number: Int32) -> VerdictReport.Named {
        VerdictReport.Named(
            code: organizations.codes[Int(number)], name: organizations.names[Int(number)])
    }

    private func segmentReport(_ near: NearFeature) -> VerdictReport.SegmentReport {
        let number = Int(near.number)
        let level = Int(segments.roadLevels[number])
        return VerdictReport.SegmentReport(
            code: segments.codes[number], name: segments.names[number],
            roadLevel: level < 0 ? nil : levels[level],
            distanceInMetres: Self.centimetres(near.metres), side: near.side.rawValue)
    }

    private func componentReport(_ near: NearFeature) -> VerdictReport.ComponentReport {
        let category = catalogue.categories[Int(components.category(of: near.number))]
        return VerdictReport.ComponentReport(
            code: components.code(of: near.number), category: category.key.description,
            name: components.name(of: near.number),
            distanceInMetres: Self.centimetres(near.metres))
    }

    private func organizationReport(
        _ answer: OrganizationAnswer
    ) -> VerdictReport.OrganizationReport {
        let acting = name(ofOrganization: answer.acting)
        return VerdictReport.OrganizationReport(
            code: acting.code, name: acting.name, status: answer.status.rawValue,
            competent: answer.competent.map(name(ofOrganization:)),
            owner: answer.owner.map(name(ofOrganization:)),
            maintainer: answer.maintainer.map(name(ofOrganization:)),
            assisting: answer.assisting.map(name(ofOrganization:)))
    }

    private func personReport(_ answer: PersonAnswer) -> VerdictReport.PersonReport {
        let posts = rules.posts
        let deputy = answer.deputy.flatMap { place -> String? in
            let person = posts.posts[place].person
            return person < 0 ? nil : posts.texts[Int(person)]
        }
        switch answer.holder {
        case .component:
            return VerdictReport.PersonReport(
                contact: handle(answer), role: "named", title: nil, since: nil, until: nil,
                deputy: deputy, status: answer.status.rawValue)
        case .post(let place):
            let post = posts.posts[place]
            return VerdictReport.PersonReport(
                contact: handle(answer), role: Post.Role(place: post.role).rawValue,
                title: post.title < 0 ? nil : posts.texts[Int(post.title)],
                since: Day(number: post.from)?.description,
                until: Day(number: post.to)?.description,
                deputy: deputy, status: answer.status.rawValue)
        }
    }

    private func stepReport(
        _ step: BasisStep, of verdict: Verdict
    ) -> VerdictReport.StepReport {
        let metres: Double? =
            switch step.subject {
            case .component: verdict.component?.metres
            case .segment: verdict.segment?.metres
            case .mandate, .area, .post, .city, nil: nil
            }
        return VerdictReport.StepReport(
            chain: step.chain.rawValue, rule: step.rule.rawValue,
            result: step.isDecisive ? "decided" : "silent", code: step.subject.map(code),
            distanceInMetres: metres.map(Self.centimetres))
    }

    private func candidateReport(_ candidate: Candidate) -> VerdictReport.CandidateReport {
        let organization = name(ofOrganization: candidate.organization)
        let through = candidate.subjects.map(code)
        return VerdictReport.CandidateReport(
            organization: organization, share: (candidate.share * 1e4).rounded() / 1e4,
            through: through,
            question: "Is \(through.joined(separator: " or ")) meant? Then \(organization.name).",
            questionInChinese: "是否指\(through.joined(separator: "或"))？若是，由\(organization.name)负责。")
    }

    private func code(_ subject: BasisStep.Subject) -> String {
        switch subject {
        case .component(let number): components.code(of: number)
        case .mandate(let number): rules.mandates.codes[Int(number)]
        case .segment(let number): segments.codes[Int(number)]
        case .area(let number): book.codes[Int(number)]
        case .post(let number): rules.posts.codes[Int(number)]
        case .city: settings.code
        }
    }

    /// The columns of a batch's answer after the input's id, in their order.
    public static let batchColumns = [
        "coverage", "city", "district", "subdistrict", "community", "unit_grid",
        "responsibility_grid", "road_chief_segment", "component", "organization",
        "organization_status", "person", "person_status", "basis",
    ]

    /// A verdict as the texts of ``batchColumns``: codes and handles, empty where there is none.
    ///
    /// The basis is the short form `organization rule:code > person rule:code`.
    public func batchValues(_ verdict: Verdict) -> [String] {
        func area(_ kind: AreaKind) -> String {
            verdict.areas[kind].map { book.codes[Int($0)] } ?? ""
        }
        return [
            verdict.coverage.word, settings.code, area(.district), area(.subdistrict),
            area(.community), area(.unitGrid), area(.responsibilityGrid),
            verdict.segment.map { segments.codes[Int($0.number)] } ?? "",
            verdict.component.map { components.code(of: $0.number) } ?? "",
            verdict.organization.map { organizations.codes[Int($0.acting)] } ?? "",
            verdict.organization?.status.rawValue ?? "",
            verdict.person.flatMap(handle) ?? "", verdict.person?.status.rawValue ?? "",
            verdict.basis.filter(\.isDecisive).map { step in
                "\(step.rule.rawValue):\(step.subject.map(code) ?? "")"
            }.joined(separator: " > "),
        ]
    }
}

extension Verdict.Coverage {
    /// The word that answers write.
    public var word: String {
        switch self {
        case .grid: "grid"
        case .gap: "gap"
        case .outside: "outside"
        }
    }
}
