import City

/// A verdict for people: who, how sure, where, why.
struct VerdictPrinter {
    private let report: VerdictReport

    init(_ report: VerdictReport) { self.report = report }

    func print() {
        for line in lines { Swift.print(line) }
    }

    private var lines: [String] {
        [organization, person] + place + component + reasons + candidates + [
            "edition       \(report.edition)"
        ]
    }

    private var organization: String {
        guard let organization = report.organization else {
            return "organization  none: the place lies outside the city"
        }
        let margin = report.marginInMetres.map { "another one \($0) m away" }
        return "organization  \(organization.name) (\(organization.code)), "
            + ([organization.status] + [margin].compactMap(\.self)).joined(separator: ", ")
    }

    private var person: String {
        guard let person = report.person else { return "person        nobody holds a post here" }
        let title = person.title ?? person.role
        let deputy = person.deputy.map { ", deputy \($0)" } ?? ""
        return "person        \(person.contact ?? "none") (\(title)), \(person.status)\(deputy)"
    }

    private var place: [String] {
        let place = report.place
        let areas = [
            place.city, place.district, place.subdistrict, place.community, place.unitGrid,
        ].compactMap(\.self).map { $0.name.isEmpty ? $0.code : $0.name }
        var lines = ["place         \(areas.joined(separator: " · ")) (\(place.coverage))"]
        if let grid = place.responsibilityGrid {
            lines.append("grid          \(grid.name) (\(grid.code))")
        }
        if let segment = place.roadChiefSegment {
            lines.append(
                """
                segment       \(segment.name) (\(segment.code)), \(segment.distanceInMetres) m, \
                \(segment.side)
                """)
        }
        if let nearest = place.nearestDistrict {
            lines.append(
                "nearest       \(nearest.name) (\(nearest.code)), \(nearest.distanceInMetres) m")
        }
        return lines
    }

    private var component: [String] {
        if let component = report.component {
            return [
                """
                component     \(component.name) (\(component.code), \(component.category)), \
                \(component.distanceInMetres) m
                """
            ]
        }
        return report.unregistered
            ? ["component     none of this category is registered within reach"] : []
    }

    private var reasons: [String] {
        report.basis.map { step in
            let subject = step.code.map { " \($0)" } ?? ""
            return "because       \(step.chain): \(step.rule)\(subject) \(step.result)"
        }
    }

    private var candidates: [String] {
        report.candidates.map { "either        \($0.question)" }
    }
}
