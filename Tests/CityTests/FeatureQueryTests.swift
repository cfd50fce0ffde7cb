import City
import Testing

@Suite("Features")
struct FeatureQueryTests {
    @Test("no collection shows people, nor a column that can hold anything")
    func columns() {
        let names = FeatureCollection.all.map(\.id)
        for hidden in ["people", "posts", "duties", "channels", "calendar"] {
            #expect(!names.contains(hidden))
        }
        for collection in FeatureCollection.all {
            let columns = collection.layer.fields.map(\.column)
            for hidden in [
                "responsible_person", "person", "telephone", "note", "location", "source",
                "device", "extension", "document", "retirement_reason",
            ] { #expect(!columns.contains(hidden), "\(collection.id)") }
            #expect(columns.contains("code") || collection.id == "places")
        }
    }

    @Test(
        "a period has one or two ends, days or moments, the later one not before the earlier one",
        arguments: [
            ("2026-03-01", "2026-03-01…2026-03-01"), ("2026-03-01/..", "2026-03-01…"),
            ("/2026-03-01", "…2026-03-01"), ("../..", "…"),
            // An evening in Greenwich is the next day in China.
            ("2026-02-28T17:00:00Z/2026-03-05", "2026-03-01…2026-03-05"),
        ])
    func periods(text: String, expected: String) throws {
        let days = try DayInterval(parsing: text)
        let ends = [days.from, days.to].map { $0?.description ?? "" }
        #expect(ends.joined(separator: "…") == expected)
    }

    @Test(
        "what is no period is refused",
        arguments: [
            "", "..", "2026", "2026-13-01", "2026-03-02/2026-03-01", "2026-03-01T08:00:00",
            "2026-03-01/2026-03-02/2026-03-03", "20260301", "2026-03-01 ", "昨天",
        ])
    func noPeriods(text: String) {
        #expect(throws: FeatureQueryError.notAPeriod(text)) { try DayInterval(parsing: text) }
    }

    @Test("only the reference systems that are listed are spoken")
    func systems() throws {
        #expect(FeatureSystem.all.count == 46)
        for system in FeatureSystem.all { #expect(try FeatureSystem(uri: system.uri) == system) }
        for uri in ["", "EPSG:4490", "http://www.opengis.net/def/crs/EPSG/0/4555"] {
            #expect(throws: FeatureQueryError.unknownSystem(uri)) { try FeatureSystem(uri: uri) }
        }
    }
}
