import City
import Foundation
import Geo
import Testing

@Suite("Mapping files")
struct MappingFileTests {
    private static let lamps = """
        {"layer": "components", "crs": "EPSG:4326", "axes": "northing-first", "encoding": "GBK",
         "file-layer": "lamps", "source": "a city", "licence": "CC0",
         "columns": {
           "code": {"from": "ID", "prefix": "L-", "digits": 4},
           "category": {"constant": "component/03001"},
           "name": "Model",
           "owner": {"from": "Owner", "values": {"City": "ELEC", "?": ""}, "otherwise": "X"}}}
        """

    private func mapping(_ text: String) throws -> MappingFile {
        try MappingFile(Data(text.utf8), name: "m.json")
    }

    /// What rows say in a column, read with a mapping file.
    private func values(
        of column: String, _ rows: [[String?]], headers: [String], _ mapping: MappingFile
    ) throws -> [String?] {
        let layer = mapping.layer
        var reader = RowReader(
            layer: layer,
            match: try HeaderMatch(
                headers: headers, mapping: mapping, defaults: mapping.constants),
            scheme: .free, defaults: mapping.constants)
        var collector = SourceCollector()
        for (index, row) in rows.enumerated() {
            collector.add(
                number: index + 2, values: row,
                geometry: .points([Position(x: 120, y: 30)]), { _ in })
        }
        collector.finish { batch in reader.read(batch) { $0 } }
        let read = reader.finish()
        return (0..<read.table.count).map { row in
            let place = layer.fields.firstIndex { $0.column == column }
            return place.flatMap { read.table.row(row, read.texts).values[$0] }
        }
    }

    @Test("says all that the options of a delivery say")
    func options() throws {
        let mapping = try mapping(Self.lamps)
        #expect(mapping.layer == .components)
        #expect(mapping.referenceSystem == "EPSG:4326")
        #expect(mapping.isNorthingFirst)
        #expect(mapping.encoding == "GBK")
        #expect(mapping.fileLayer == "lamps")
        #expect(mapping.licence == "CC0")
        #expect(mapping.constants == ["category": "component/03001", "owner": "X"])
    }

    @Test("translates words, fills numbers up, and keeps what it has no word for")
    func translation() throws {
        let mapping = try mapping(Self.lamps)
        let headers = ["ID", "Owner", "Model", "code"]
        let rows: [[String?]] = [
            ["7", "City", " Cobra ", "no"], ["12345", " City", nil, nil],
            ["A1", "Abbey", nil, nil],
            [" ", "?", nil, nil], [nil, nil, nil, nil],
        ]
        func read(_ column: String) throws -> [String?] {
            try values(of: column, rows, headers: headers, mapping)
        }
        #expect(try read("code") == ["L-0007", "L-12345", "L-A1", nil, nil])
        #expect(try read("owner") == ["ELEC", "ELEC", "Abbey", "X", "X"])
        #expect(try read("name") == ["Cobra", nil, nil, nil, nil])
        #expect(try read("category") == Array(repeating: "component/03001", count: 5))
    }

    @Test("takes in the headers that it names and guesses none")
    func noGuesses() throws {
        let match = try HeaderMatch(
            headers: ["ID", "Owner", "Model", "name", "state"], mapping: try mapping(Self.lamps),
            defaults: ["category": "component/03001"])
        #expect(match.unused == ["name", "state"])
        let told = try HeaderMatch(
            headers: ["ID", "Owner", "Model", "name"], mapping: try mapping(Self.lamps),
            told: ["name": "name"], defaults: ["category": "component/03001"])
        #expect(told.unused == ["Model"])
        #expect(throws: HeaderError.noSuchHeader("Model", headers: ["ID", "Owner"])) {
            try HeaderMatch(
                headers: ["ID", "Owner"], mapping: try mapping(Self.lamps),
                defaults: ["category": "component/03001"])
        }
    }

    @Test("drops a beginning from texts that have it")
    func beginning() throws {
        let mapping = try mapping(
            """
            {"layer": "organizations", "columns": {
              "code": {"from": "gb", "without": "156"}, "name": "gb"}}
            """)
        let codes = try values(
            of: "code", [["156410202"], ["410203"], ["156"]], headers: ["gb"], mapping)
        #expect(codes == ["410202", "410203", nil])
    }

    @Test("one header serves two columns, and a thing without a number gets its row's")
    func numbered() throws {
        let mapping = try mapping(
            """
            {"layer": "components", "columns": {
              "code": {"numbered": true, "prefix": "B-", "digits": 3},
              "category": {"constant": "component/05005"}, "name": "where", "location": "where"}}
            """)
        func read(_ column: String) throws -> [String?] {
            try values(of: column, [["park"], [nil]], headers: ["where"], mapping)
        }
        #expect(try read("code") == ["B-002", "B-003"])
        #expect(try read("name") == ["park", nil])
        #expect(try read("location") == ["park", nil])
    }

    @Test(
        "what means nothing is told by its name",
        arguments: [
            ("{", "is not JSON"), ("[]", "is not a JSON object"),
            (#"{"columns": {}}"#, "does not say layer"),
            (#"{"layer": "components"}"#, "does not say columns"),
            (#"{"layer": "lamps", "columns": {}}"#, "is for the layer lamps"),
            (#"{"layer": "components", "columns": {}, "csr": "x"}"#, "says csr, which means"),
            (
                #"{"layer": "components", "columns": {"code": {"form": "ID"}}}"#,
                "says form in columns.code"
            ),
            (#"{"layer": "components", "columns": {"cod": "ID"}}"#, "names a column cod"),
            (#"{"layer": "components", "columns": {"code": 7}}"#, "columns.code in the wrong"),
            (#"{"layer": "components", "columns": {}, "crs": 4326}"#, "says crs in the wrong form"),
            (#"{"layer": "components", "columns": {}, "axes": "yx"}"#, "says axes yx"),
            (#"{"layer": "components", "columns": {"code": {}}}"#, "not where it comes from"),
            (
                #"{"layer": "components", "columns": {"code": {"from": "a", "constant": "b"}}}"#,
                "several origins"
            ),
            (
                #"{"layer": "components", "columns": {"code": {"numbered": true, "otherwise": "b"}}}"#,
                "but no header"
            ),
            (
                #"{"layer": "components", "columns": {"code": {"from": "a", "digits": 99}}}"#,
                "digits that is none"
            ),
        ])
    func refusals(text: String, words: String) throws {
        let error = #expect(throws: MappingError.self) { try mapping(text) }
        let sentence = try #require(error).description
        #expect(sentence.contains("m.json"))
        #expect(sentence.contains(words), "\(sentence)")
    }
}
