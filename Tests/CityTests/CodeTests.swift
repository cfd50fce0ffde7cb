import City
import Testing

@Suite("Codes")
struct CodeTests {
    @Test(
        "a national code of an area has the digits of its kind",
        arguments: [
            ("210102", AreaKind.district), ("210102001", .subdistrict),
            ("210102001003", .community), ("210102001003017", .unitGrid),
        ])
    func nationalAreas(text: String, kind: AreaKind) throws {
        #expect(try AreaCode(text, kind: kind, scheme: .national).text == text)
        #expect(throws: CodeError.self) {
            try AreaCode(text + "0", kind: kind, scheme: .national)
        }
        #expect(throws: CodeError.notDigits(text.dropLast() + "X")) {
            try AreaCode(text.dropLast() + "X", kind: kind, scheme: .national)
        }
        #expect(try AreaCode("PSA-7", kind: kind, scheme: .free).text == "PSA-7")
    }

    @Test("full-width digits are no digits of a code")
    func fullWidth() {
        #expect(throws: CodeError.notDigits("２１０１０２")) {
            try AreaCode("２１０１０２", kind: .district, scheme: .national)
        }
    }

    @Test("a component's code of 17 or 16 digits states its category")
    func components() throws {
        let long = try ComponentCode("21010201001000123", scheme: .national)
        #expect(long.form == .seventeenDigits)
        #expect(long.categoryCode == "01001")
        let short = try ComponentCode("2101020101000123", scheme: .national)
        #expect(short.form == .sixteenDigits)
        #expect(short.categoryCode == "0101")
        #expect(try ComponentCode("SL-17", scheme: .free).categoryCode == nil)
        #expect(throws: CodeError.wrongLength("210102010010001", allowed: [17, 16])) {
            try ComponentCode("210102010010001", scheme: .national)
        }
    }

    @Test("a code is 1 to 64 characters that can be seen")
    func visible() {
        #expect(throws: CodeError.empty) { try ComponentCode("", scheme: .free) }
        #expect(throws: CodeError.notPrintable("a\u{7}b")) {
            try ComponentCode("a\u{7}b", scheme: .free)
        }
        #expect(throws: CodeError.self) {
            try ComponentCode(String(repeating: "9", count: 65), scheme: .free)
        }
    }

    @Test("a category names its kind; a code alone is refused with both ways to write it")
    func categories() throws {
        #expect(try CategoryKey("matter/01001") == CategoryKey(kind: .matter, code: "01001"))
        #expect(throws: CodeError.kindMissing("01001")) { try CategoryKey("01001") }
        #expect(throws: CodeError.notACategory("thing/01001")) { try CategoryKey("thing/01001") }
        #expect(throws: CodeError.notACategory("component/")) { try CategoryKey("component/") }
        #expect("\(CodeError.kindMissing("01001"))".contains("component/01001"))
        #expect("\(CodeError.kindMissing("01001"))".contains("matter/01001"))
        #expect(try CategoryKey("01001", assuming: .component).kind == .component)
    }

    @Test("a pattern is one category, a group, or all")
    func patterns() throws {
        #expect(try CategoryPattern("*") == .all)
        #expect(try CategoryPattern("group/manhole") == .group("manhole"))
        #expect(try CategoryPattern("matter/06010").description == "matter/06010")
        #expect(throws: CodeError.self) { try CategoryPattern("group/") }
    }

    @Test(
        "a day is taken in the ways that files write it",
        arguments: ["2026-03-01", "20260301", "2026/3/1", "2026.3.1", "2026-03-01T08:00:00Z"])
    func days(text: String) throws {
        #expect(try Day(text).description == "2026-03-01")
    }

    @Test(
        "what is no day is refused",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-00-10", "tomorrow", "", "2026-3", "1900-02-29",
        ])
    func noDays(text: String) {
        #expect(throws: CodeError.notADay(text)) { try Day(text) }
    }
}
