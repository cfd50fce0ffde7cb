import City
import Geo

extension ReportContents {
    /// Writes everything, for programs; every finding and every group is a line.
    func writeJSON(_ bytes: inout ByteStream) throws {
        var json = JSONStream(bytes)
        try json.object { json in
            try json.member("account") { try $0.value(account) }
            try json.member("delivery") { try $0.value(summary) }
            try json.member("differences") { try $0.value(namedDifferences) }
            var groups = FindingGroups()
            try json.member("findings") { json in
                try writeItems(&json) { json, finding in
                    groups.add(finding)
                    json.finding(finding)
                }
            }
            try json.member("groups") { try $0.groups(groups.worstFirst) }
            json.member("rejectedRows") { $0.number(account.rejected) }
            json.lastLine()
        }
        json.bytes.append("\n")
        bytes = json.bytes
    }

    private var namedDifferences: [String: Int] {
        Dictionary(
            uniqueKeysWithValues: RowChange.allCases.map { ($0.rawValue, differences[$0] ?? 0) })
    }

    /// Writes the findings as a collection of points, for a map. The account is a member of its
    /// own, as RFC 7946 §6.1 allows.
    func writeGeoJSON(_ bytes: inout ByteStream) throws {
        var json = JSONStream(bytes)
        try json.object { json in
            json.member("type") { $0.text("FeatureCollection") }
            try json.member("account") { try $0.value(account) }
            try json.member("features") { json in
                try writeItems(&json) { $0.feature($1) }
            }
            json.lastLine()
        }
        json.bytes.append("\n")
        bytes = json.bytes
    }

    /// Writes an array of the findings, a line each.
    private func writeItems(
        _ json: inout JSONStream, _ write: (inout JSONStream, Finding) -> Void
    ) throws {
        try json.array { json in
            try findings { finding in
                json.line()
                write(&json, finding)
                try json.bytes.pass()
            }
        }
    }
}

extension JSONStream {
    /// Writes a member on a line of its own.
    fileprivate mutating func member(
        _ name: StaticString, _ write: (inout JSONStream) throws -> Void
    ) rethrows {
        line()
        key(name)
        try write(&self)
    }

    fileprivate mutating func finding(_ finding: Finding) {
        object { json in
            if let place = finding.place {
                json.key("at")
                json.place(place)
            }
            json.sentences(of: finding)
            json.key("group")
            json.text(finding.group)
            if let key = finding.key {
                json.key("key")
                json.text(key)
            }
            if let row = finding.row {
                json.key("row")
                json.number(row)
            }
            json.kind(of: finding)
        }
    }

    fileprivate mutating func feature(_ finding: Finding) {
        object { json in
            json.key("type")
            json.text("Feature")
            json.key("geometry")
            if let place = finding.place {
                json.object { json in
                    json.key("type")
                    json.text("Point")
                    json.key("coordinates")
                    json.place(place)
                }
            } else {
                json.null()
            }
            json.key("properties")
            json.finding(finding)
        }
    }

    fileprivate mutating func groups(_ groups: [FindingGroup]) throws {
        try array { json in
            for group in groups {
                json.line()
                json.group(group)
                try json.bytes.pass()
            }
        }
    }

    private mutating func group(_ group: FindingGroup) {
        object { json in
            if !group.box.isEmpty {
                json.key("box")
                json.raw(
                    "[\(Coordinate(longitude: group.box.west, latitude: group.box.south)),"
                        + "\(Coordinate(longitude: group.box.east, latitude: group.box.north))]")
            }
            json.sentences(of: group.example)
            json.key("findings")
            json.number(group.findings)
            json.key("firstKeys")
            json.array { json in for key in group.firstKeys { json.text(key) } }
            json.key("firstRows")
            json.array { json in for row in group.firstRows { json.number(row) } }
            json.key("group")
            json.text(group.text)
            if let remedy = group.remedy {
                json.key("remedy")
                json.remedy(remedy)
            }
            json.key("rows")
            json.number(group.rows)
            json.kind(of: group.example)
        }
    }

    private mutating func remedy(_ remedy: Remedy) {
        object { json in
            json.key("chinese")
            json.text(remedy.chinese)
            json.key("english")
            json.text(remedy.english)
            json.key("name")
            json.text(remedy.name.rawValue)
            json.key("rows")
            json.number(remedy.rows)
            json.key("subject")
            json.text(remedy.subject)
            json.key("words")
            json.array { json in for word in remedy.words { json.text(word) } }
        }
    }

    private mutating func sentences(of finding: Finding) {
        key("chinese")
        text(finding.chinese)
        key("english")
        text(finding.english)
    }

    private mutating func kind(of finding: Finding) {
        key("rule")
        text(finding.rule.rawValue)
        key("severity")
        text(finding.severity.rawValue)
    }

    private mutating func place(_ place: Coordinate) { raw("[\(place)]") }
}
