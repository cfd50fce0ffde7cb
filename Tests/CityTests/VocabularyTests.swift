import City
import Foundation
import TestSupport
import Testing

@Suite("Vocabularies")
struct VocabularyTests {
    @Test("every layer comes in again from its headers in every vocabulary, cut to ten too")
    func matches() throws {
        for vocabulary in Vocabulary.allCases {
            for layer in Layer.all {
                let headers = layer.fields.map { vocabulary.header(of: $0.column, in: layer) }
                #expect(Set(headers.map { $0.lowercased() }).count == headers.count)
                for names in [headers, headers.map { String($0.prefix(10)) }] {
                    let match = try HeaderMatch(headers: names, layer: layer)
                    #expect(
                        match.positions == layer.fields.indices.map { $0 },
                        "\(layer.name) \(vocabulary)")
                }
            }
        }
    }

    @Test("the headers of components are those of the standards")
    func components() {
        let national = Layer.components.fields.map {
            Vocabulary.national.header(of: $0.column, in: .components)
        }
        #expect(
            Set(national).isSuperset(of: [
                "GLBJBSM", "GLBJMC", "ZGBMDM", "QSDWDM", "YHDWDM", "SZDYWGBSM", "GLBJZT", "CSRQ",
                "BGRQ", "SJLY", "BZ", "SZJDDM", "SZSQDM",
            ]))
        let legacy = Layer.components.fields.map {
            Vocabulary.legacy.header(of: $0.column, in: .components)
        }
        #expect(
            Set(legacy).isSuperset(of: [
                "ObjID", "ObjName", "DeptCode1", "DeptCode2", "DeptCode3", "BGID", "ObjState",
                "ORDate", "CHDate", "DataSource", "Note",
            ]))
    }

    @Test(
        "the standards' tables have every header that is neither ours nor local",
        .enabled(if: Repository.shared("standards") != nil, "needs the shared standards"))
    func standards() throws {
        let folder = try #require(Repository.shared("standards"))
        let text = try String(
            contentsOfFile: "\(folder)/component_attributes.csv", encoding: .utf8)
        let known = Set(text.split(separator: "\n").compactMap { $0.split(separator: ",").first })
        for vocabulary in [Vocabulary.national, .legacy] {
            for field in Layer.components.fields {
                let header = vocabulary.header(of: field.column, in: .components)
                #expect(header == field.column || known.contains(header[...]), "\(header)")
            }
        }
    }
}

@Suite("Deliveries of many members")
struct MemberTests {
    @Test("rows are numbered through, and a finding is told in the member's own number")
    func numbering() throws {
        var numbering = MemberNumbering()
        #expect(numbering.place(of: 1) == nil)
        numbering.begin("BJ0101.csv")
        #expect([2, 3, 7].map { numbering.number(of: $0) } == [2, 3, 7])
        numbering.begin("empty.csv")
        numbering.begin("BJ0102.csv")
        #expect([2, 5].map { numbering.number(of: $0) } == [9, 12])
        #expect(numbering.place(of: 7)?.member == "BJ0101.csv")
        let place = try #require(numbering.place(of: 12))
        #expect(place.member == "BJ0102.csv" && place.row == 5)
        let copy = try JSONDecoder().decode(
            MemberNumbering.self, from: JSONEncoder().encode(numbering))
        #expect(copy == numbering)
    }

    @Test("names state a class, and years and codes of grids state none")
    func categories() {
        let stated = [
            "BJ0101": "component/0101", "01001井盖": "component/01001",
            "component_01001": "component/01001", "SJ0203": "matter/0203",
            "bj_02101_point": "component/02101", "事项01001": "matter/01001",
        ]
        for (name, key) in stated {
            #expect(StatedCategory.key(inName: name)?.description == key, "\(name)")
        }
        for name in ["井盖2026", "210102003001007", "a", "01001_01002", "BJ010", "210102", "9901"] {
            #expect(StatedCategory.key(inName: name) == nil, "\(name)")
        }
    }
}
