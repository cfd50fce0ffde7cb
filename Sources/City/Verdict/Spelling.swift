import Foundation
import Geo

extension CityIndex {
    /// Spells a verdict of this index out in codes and names.
    public func report(_ verdict: Verdict) -> VerdictReport {
        VerdictReport(
            place: placeReport(verdict), category: verdict.category?.description,
            component: verdict.component.map(componentReport),
            unregistered: verdict.isUnregistered,
            organization: verdict.organization.map(organizationReport),
            person: verdict.person.map(personReport),
            basis: verdict.basis.map(stepReport),
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
        let area = book.areas[Int(number)]
        return VerdictReport.Named(code: area.code, name: area.name)
    }

    private func name(ofOrganization number: Int32) -> VerdictReport.Named {
        let organization = organizations[Int(number)]
        return VerdictReport.Named(code: organization.code, name: organization.name)
    }

    private func segmentReport(_ near: NearFeature) -> VerdictReport.SegmentReport {
        let segment = segments[Int(near.number)]
        return VerdictReport.SegmentReport(
            code: segment.code, name: segment.name, roadLevel: segment.roadLevel,
            distanceInMetres: Self.centimetres(near.metres), side: near.side.rawValue)
    }

    private func componentReport(_ near: NearFeature) -> VerdictReport.ComponentReport {
        let component = components[Int(near.number)]
        return VerdictReport.ComponentReport(
            code: component.code, category: component.category.description,
            name: component.name, distanceInMetres: Self.centimetres(near.metres))
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
        let deputy = answer.deputy.flatMap { rules.posts[$0].person }
        switch answer.holder {
        case .component:
            return VerdictReport.PersonReport(
                contact: handle(answer), role: "named", title: nil, since: nil, until: nil,
                deputy: deputy, status: answer.status.rawValue)
        case .post(let number):
            let post = rules.posts[number]
            return VerdictReport.PersonReport(
                contact: handle(answer), role: post.role.rawValue, title: post.title,
                since: post.validFrom?.description, until: post.validTo?.description,
                deputy: deputy, status: answer.status.rawValue)
        }
    }

    private func stepReport(_ step: BasisStep) -> VerdictReport.StepReport {
        VerdictReport.StepReport(
            chain: step.chain.rawValue, rule: step.rule.rawValue, result: step.result.rawValue,
            code: step.subject.map(code), distanceInMetres: step.metres.map(Self.centimetres))
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
        case .component(let number): components[Int(number)].code
        case .mandate(let number): rules.mandates[number].code
        case .segment(let number): segments[Int(number)].code
        case .area(let number): book.areas[Int(number)].code
        case .post(let number): rules.posts[number].code
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
            verdict.areas[kind].map { book.areas[Int($0)].code } ?? ""
        }
        return [
            verdict.coverage.word, settings.code, area(.district), area(.subdistrict),
            area(.community), area(.unitGrid), area(.responsibilityGrid),
            verdict.segment.map { segments[Int($0.number)].code } ?? "",
            verdict.component.map { components[Int($0.number)].code } ?? "",
            verdict.organization.map { organizations[Int($0.acting)].code } ?? "",
            verdict.organization?.status.rawValue ?? "",
            verdict.person.flatMap(handle) ?? "", verdict.person?.status.rawValue ?? "",
            verdict.basis.filter { $0.result == .decided }.map { step in
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
