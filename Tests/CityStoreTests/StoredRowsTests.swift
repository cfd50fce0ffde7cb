import City
import CityStore
import TestSupport
import Testing

@Suite("Rows that are visited")
struct StoredRowsTests {
    @Test("they are the rows of the edition in the order of their keys, as often as one asks")
    func editions() throws {
        let city = try TestRegister()
        func rows(_ names: KeyValuePairs<String, String>) -> [LayerRow] {
            names.map { TestRegister.organization($0.key, $0.value) }
        }
        let editions = [
            rows(["b": "B", "d": "D", "f": "F"]),
            rows(["a": "A", "b": "B2", "d": "D", "f": "F"]),
            rows(["b": "B3", "c": "C", "g": "G"]),
            rows(["d": "D2", "é": "É", "中": "Z"]),
        ]
        for rows in editions { try city.publish(.organizations, rows, isWhole: true) }
        for edition in 0...4 {
            let expected = edition == 0 ? [] : editions[edition - 1]
            try city.register.withRows(of: .organizations, asOf: edition) { stored in
                for _ in 0..<2 {
                    var visited: [LayerRow] = []
                    try stored.forEach { visited.append($0) }
                    #expect(visited == expected, "\(edition)")
                }
            }
        }
        try city.register.withRows(of: .organizations) { stored in
            var visited: [LayerRow] = []
            try stored.forEach { visited.append($0) }
            #expect(visited == editions[3])
        }
        #expect(throws: CityStoreError.noEdition(5, current: 4)) {
            try city.register.withRows(of: .organizations, asOf: 5) { _ in }
        }
    }
}
