extension VerdictReport {
    /// The report as JSON in UTF-8: the same bytes that encoding it with sorted keys gives, some
    /// twenty times as fast.
    public func json() -> [UInt8] {
        var text = JSONText(capacity: 2048)
        write(to: &text)
        return text.bytes
    }

    /// The report with the id of its question, as an item of an answer to several.
    public func json(id: String?) -> [UInt8] {
        var text = JSONText(capacity: 2048)
        text.object { text in
            if let id {
                text.key("\"id\":")
                text.text(id)
            }
            text.key("\"verdict\":")
            write(to: &text)
        }
        return text.bytes
    }

    private func write(to text: inout JSONText) {
        text.object { text in
            text.key("\"basis\":")
            text.array(basis) { $1.write(to: &$0) }
            text.key("\"candidates\":")
            text.array(candidates) { $1.write(to: &$0) }
            text.key("\"category\":")
            text.text(category)
            text.key("\"component\":")
            component.write(to: &text) { $0.write(to: &$1) }
            text.key("\"edition\":")
            text.number(edition)
            text.key("\"marginInMetres\":")
            text.number(marginInMetres)
            text.key("\"organization\":")
            organization.write(to: &text) { $0.write(to: &$1) }
            text.key("\"person\":")
            person.write(to: &text) { $0.write(to: &$1) }
            text.key("\"place\":")
            place.write(to: &text)
            text.key("\"similar\":")
            text.array(similar) { $0.text($1) }
            text.key("\"unregistered\":")
            text.bool(unregistered)
        }
    }
}

extension Optional {
    /// Writes the value, or `null`.
    fileprivate func write(to text: inout JSONText, _ write: (Wrapped, inout JSONText) -> Void) {
        if let self { write(self, &text) } else { text.null() }
    }
}

extension VerdictReport.Named {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.key("\"code\":")
            text.text(code)
            text.key("\"name\":")
            text.text(name)
        }
    }
}

extension VerdictReport.Distant {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.key("\"code\":")
            text.text(code)
            text.key("\"distanceInMetres\":")
            text.number(distanceInMetres)
            text.key("\"name\":")
            text.text(name)
        }
    }
}

extension VerdictReport.PlaceReport {
    fileprivate func write(to text: inout JSONText) {
        func area(_ area: VerdictReport.Named?, _ text: inout JSONText) {
            area.write(to: &text) { $0.write(to: &$1) }
        }
        text.object { text in
            text.key("\"at\":")
            text.array(at) { $0.number($1) }
            text.key("\"city\":")
            city.write(to: &text)
            text.key("\"community\":")
            area(community, &text)
            text.key("\"coverage\":")
            text.text(coverage)
            text.key("\"district\":")
            area(district, &text)
            text.key("\"evaluationGrid\":")
            area(evaluationGrid, &text)
            text.key("\"managementGrid\":")
            area(managementGrid, &text)
            text.key("\"nearestDistrict\":")
            nearestDistrict.write(to: &text) { $0.write(to: &$1) }
            text.key("\"responsibilityGrid\":")
            area(responsibilityGrid, &text)
            text.key("\"roadChiefSegment\":")
            roadChiefSegment.write(to: &text) { $0.write(to: &$1) }
            text.key("\"subdistrict\":")
            area(subdistrict, &text)
            text.key("\"unitGrid\":")
            area(unitGrid, &text)
        }
    }
}

extension VerdictReport.SegmentReport {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.key("\"code\":")
            text.text(code)
            text.key("\"distanceInMetres\":")
            text.number(distanceInMetres)
            text.key("\"name\":")
            text.text(name)
            text.key("\"roadLevel\":")
            text.text(roadLevel)
            text.key("\"side\":")
            text.text(side)
        }
    }
}

extension VerdictReport.ComponentReport {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.key("\"category\":")
            text.text(category)
            text.key("\"code\":")
            text.text(code)
            text.key("\"distanceInMetres\":")
            text.number(distanceInMetres)
            text.key("\"name\":")
            text.text(name)
        }
    }
}

extension VerdictReport.OrganizationReport {
    fileprivate func write(to text: inout JSONText) {
        func named(_ organization: VerdictReport.Named?, _ text: inout JSONText) {
            organization.write(to: &text) { $0.write(to: &$1) }
        }
        text.object { text in
            text.key("\"assisting\":")
            text.array(assisting) { $1.write(to: &$0) }
            text.key("\"code\":")
            text.text(code)
            text.key("\"competent\":")
            named(competent, &text)
            text.key("\"maintainer\":")
            named(maintainer, &text)
            text.key("\"name\":")
            text.text(name)
            text.key("\"owner\":")
            named(owner, &text)
            text.key("\"status\":")
            text.text(status)
        }
    }
}

extension VerdictReport.PersonReport {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.key("\"contact\":")
            text.text(contact)
            text.key("\"deputy\":")
            text.text(deputy)
            text.key("\"role\":")
            text.text(role)
            text.key("\"since\":")
            text.text(since)
            text.key("\"status\":")
            text.text(status)
            text.key("\"title\":")
            text.text(title)
            text.key("\"until\":")
            text.text(until)
        }
    }
}

extension VerdictReport.StepReport {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.key("\"chain\":")
            text.text(chain)
            text.key("\"code\":")
            text.text(code)
            text.key("\"distanceInMetres\":")
            text.number(distanceInMetres)
            text.key("\"result\":")
            text.text(result)
            text.key("\"rule\":")
            text.text(rule)
        }
    }
}

extension VerdictReport.CandidateReport {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.key("\"organization\":")
            organization.write(to: &text)
            text.key("\"question\":")
            text.text(question)
            text.key("\"questionInChinese\":")
            text.text(questionInChinese)
            text.key("\"share\":")
            text.number(share)
            text.key("\"through\":")
            text.array(through) { $0.text($1) }
        }
    }
}
