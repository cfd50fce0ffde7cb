import City
import GRDB
import TestSupport
import Testing

@testable import CityStore

@Suite("The table of waivers")
struct WaiverTableTests {
    private func waiver(_ key: String) -> Waiver {
        Waiver(
            layer: "places", rule: .timeOrder, key: key, fault: "f", english: "e", chinese: "c",
            reason: "r", by: "a", at: "2026-03-01T00:00:00Z", delivery: "d")
    }

    @Test("waivers are numbered through, read back equal and revoked once")
    func roundTrip() throws {
        let city = try TestRegister()
        let kept = try city.register.add(["a", "b", "c"].map(waiver))
        #expect(kept.map(\.number) == [1, 2, 3])
        #expect(try city.register.waivers() == kept)
        #expect(try city.register.revokeWaivers(2...9, by: "b", at: "later") == 2)
        #expect(try city.register.revokeWaivers(1...3, by: "c", at: "last") == 1)
        let revoked = try city.register.waivers()
        #expect(revoked.map(\.revokedBy) == ["c", "b", "b"])
        #expect(try city.register.integrityFaults() == [])
    }

    @Test(
        "no waiver is changed or removed",
        arguments: [
            "UPDATE waiver SET reason = 'x'", "UPDATE waiver SET rule = 'grid-gap'",
            "DELETE FROM waiver",
        ])
    func appendOnly(sql: String) throws {
        let city = try TestRegister()
        _ = try city.register.add([waiver("a")])
        #expect(throws: DatabaseError.self) {
            try city.register.writer().write { try $0.execute(sql: sql) }
        }
        #expect(try city.register.waivers().map(\.reason) == ["r"])
    }
}
