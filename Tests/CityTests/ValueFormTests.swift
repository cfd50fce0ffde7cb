import City
import Foundation
import Geo
import Testing

@Suite("Instants")
struct InstantTests {
    @Test(
        "one moment is kept in one form, however it was written",
        arguments: [
            "2026-03-01T08:30+08:00", "2026-03-01 08:30", "2026/3/1 8:30:00", "20260301083000",
            "2026-03-01T08:30:00.000+0800", "2026-03-01 08:30:00+08", "2026-03-01T08:30 +08:00",
        ])
    func forms(text: String) throws {
        #expect(try Instant(text).description == "2026-03-01T08:30+08:00")
    }

    @Test("the clock of another place is kept, and instants compare by when they are")
    func zones() throws {
        let shenyang = try Instant("2026-03-01T08:30+08:00")
        let cambridge = try Instant("2026-02-28T19:30:15-05:00")
        #expect(cambridge.description == "2026-02-28T19:30:15-05:00")
        #expect(cambridge.seconds - shenyang.seconds == 15)
        #expect(shenyang < cambridge)
        #expect(try Instant("2026-03-01T00:30Z").seconds == shenyang.seconds)
        #expect(try Instant("2026-03-01T00:30Z").description == "2026-03-01T00:30+00:00")
    }

    @Test("24:00 is the beginning of the next day, also over the end of a leap February")
    func midnight() throws {
        #expect(try Instant("2024-02-28T24:00").description == "2024-02-29T00:00+08:00")
        #expect(try Instant("2026-02-28T24:00").description == "2026-03-01T00:00+08:00")
        #expect(try Instant("2025-12-31 24:00").description == "2026-01-01T00:00+08:00")
    }

    @Test(
        "a day alone and what is on no clock is no instant",
        arguments: [
            "2026-03-01", "20260301", "08:30", "2026-02-29T08:30", "2026-03-01T25:00",
            "2026-03-01T24:01", "2026-03-01T08:60", "2026-03-01T8h", "2026-03-01T08:30+15:00",
            "2026-03-01T08:30+8", "2026-03-01T+8:30", "2026-03-01T08:-1", "soon", "",
        ])
    func refused(text: String) {
        #expect(throws: CodeError.self) { try Instant(text) }
    }

    @Test("days are counted and named as Foundation's calendar does")
    func epochDays() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for epochDay in stride(from: -40_000, through: 60_000, by: 97) {
            let date = Date(timeIntervalSince1970: Double(epochDay) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            let day = try #require(
                Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
            #expect(day.epochDay == epochDay)
            #expect(Day(epochDay: epochDay) == day)
            // Foundation counts from Sunday.
            #expect(day.weekday % 7 + 1 == parts.weekday)
        }
    }
}

@Suite("Hours and days")
struct HoursTests {
    @Test(
        "hours are kept in their order and one form",
        arguments: [
            ("08:00-17:30", "08:00-17:30"), ("14:00-18:00,8:00-12:00", "08:00-12:00;14:00-18:00"),
            ("8:00～12:00、14:00至18:00", "08:00-12:00;14:00-18:00"), ("0:00-24:00", "00:00-24:00"),
            ("22:00-06:00", "22:00-06:00"), ("22:00-00:00", "22:00-24:00"),
        ])
    func forms(text: String, kept: String) throws {
        #expect(try Hours(text).description == kept)
        #expect(try Hours(kept).description == kept)
    }

    @Test(
        "spans that overlap, also around midnight, and what is no span are refused",
        arguments: [
            "08:00-12:00;11:59-18:00", "22:00-06:00;05:00-08:00", "08:00-08:00", "08:00",
            "08:00-12:00-18:00", "24:00-06:00", "08:00-25:00", "08:00:30-12:00", ";", "",
        ])
    func refused(text: String) {
        #expect(throws: CodeError.self) { try Hours(text) }
    }

    @Test("a night span holds after midnight and not at its end")
    func night() throws {
        let night = try Hours("22:00-06:00")
        #expect(night.contains(minute: 22 * 60) && night.contains(minute: 29 * 60 + 59))
        #expect(!night.contains(minute: 30 * 60) && !night.contains(minute: 6 * 60))
    }

    @Test(
        "days are kept as numbers of the week or by the word of the calendar",
        arguments: [
            ("1-5", "1;2;3;4;5"), ("周一至周五", "1;2;3;4;5"), ("Mon-Wed, sun", "1;2;3;7"),
            ("星期天", "7"), ("周六、周日", "6;7"), ("5;1;5", "1;5"), ("每天", "1;2;3;4;5;6;7"),
            ("工作日", "workday"), ("holidays", "holiday"),
        ])
    func days(text: String, kept: String) throws {
        #expect(try DayPattern(text).description == kept)
        #expect(try DayPattern(kept).description == kept)
    }

    @Test(
        "what is no day of the week is refused",
        arguments: ["0", "8", "5-1", "1-3-5", "workday;6", "周", "someday", ""])
    func noDays(text: String) {
        #expect(throws: CodeError.self) { try DayPattern(text) }
    }
}

@Suite("Words, datums and places of channels")
struct WordTests {
    @Test("words come in Chinese, in English and as percentages, and are kept as one word")
    func vocabulary() throws {
        let units = TermList(LimitUnit.self)
        #expect(try units.word("紧急工作时") == "urgent-hours")
        #expect(try units.word("工作日") == "working-days")
        #expect(try units.word("Hours") == "hours")
        #expect(try TermList(AccuracyShare.self).word("68 %") == "68")
        #expect(try TermList(YesOrNo.self).word("TRUE") == "yes")
        #expect(throws: CodeError.self) { try units.word("周") }
    }

    @Test("no spelling means two words of one column")
    func unambiguous() {
        func spellings<Word: Term>(_: Word.Type) -> [String] {
            Word.allCases.flatMap { [$0.rawValue] + $0.synonyms }
        }
        for all in [
            spellings(DutyKind.self), spellings(LimitUnit.self), spellings(DayKind.self),
            spellings(AccuracyShare.self), spellings(YesOrNo.self),
        ] { #expect(Set(all).count == all.count) }
    }

    @Test(
        "a datum has one name",
        arguments: [
            ("GCJ-02", "gcj02"), ("火星坐标系", "gcj02"), ("BD09LL", "bd09"), ("epsg:4547", "EPSG:4547"),
            ("4490", "EPSG:4490"), ("CGCS2000", "EPSG:4490"), ("WGS 84", "EPSG:4326"),
        ])
    func datums(text: String, kept: String) throws {
        #expect(try DatumName(text).description == kept)
    }

    @Test("places of a channel stay in its own numbers", arguments: ["120.1,30.25;500000.5, 4e6"])
    func positions(text: String) throws {
        let list = try PositionList(text)
        #expect(list.positions == [Position(x: 120.1, y: 30.25), Position(x: 500_000.5, y: 4e6)])
        #expect(try PositionList(list.description) == list)
        for bad in ["120.1", "120.1,30.2,5", "a,b", "inf,1", ";"] {
            #expect(throws: CodeError.self) { try PositionList(bad) }
        }
    }
}
