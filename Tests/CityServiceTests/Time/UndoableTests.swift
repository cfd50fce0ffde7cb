import City
import CityService
import CityStore
import TestSupport
import Testing

@Suite("Which editions can be undone")
struct UndoableTests {
    /// Whether the log refuses the inverse of an edition: what an undoing asks first.
    private func refusal(_ register: Register, _ edition: Int) throws -> CityStoreError? {
        do {
            _ = try register.inverse(of: edition)
            return nil
        } catch let error as CityStoreError {
            guard case .changedSince = error else { throw error }
            return error
        }
    }

    @Test("the list says so of exactly those whose inverse the log gives, after edits at random")
    func agreement() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let register = try Register(path: town.path)
        var random = SeededGenerator(seed: 12)
        let keys = ["99010101001000001", "99010201001000002", "99010201001000003"]
        for number in 0..<30 {
            if number.isMultiple(of: 6) {
                let last = try #require(try city.editions().last?.number)
                _ = try city.deliveries.undo(last)
                continue
            }
            let key = try #require(keys.randomElement(using: &random))
            let value = ["路口", "桥下", "门前"].randomElement(using: &random)
            _ = try city.deliveries.set(
                key, in: .components, to: [.init(field: "location", value: value ?? "")])
        }
        let states = try city.editionStates(before: nil, limit: 100)
        #expect(states.map(\.edition) == Array(try city.editions().reversed()))
        var counts = [true: 0, false: 0]
        for state in states {
            let refusal = try refusal(register, state.edition.number)
            let isUndoable = try #require(state.isUndoable as Bool?)
            #expect(isUndoable == (refusal == nil), "\(state.edition.number)")
            #expect((state.whyNot == nil) == isUndoable)
            counts[isUndoable, default: 0] += 1
        }
        #expect(counts.values.allSatisfy { $0 > 3 }, "\(counts)")
    }

    @Test("with few looks it is told where they are enough, and said to be unknown elsewhere")
    func budget() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let register = try Register(path: town.path)
        let editions = try city.editions()
        let components = try #require(editions.first { $0.layer == "components" })
        #expect(throws: UndoUnknown.self) {
            try register.obstacle(toUndoing: components, budget: 0)
        }
        // The file has many rows, and one edit came later: that one is looked at.
        let edited = try Edits.change("components", in: city)
        let last = try #require(try city.editions().last)
        #expect(try register.obstacle(toUndoing: last, budget: 1) == nil)
        let obstacle = try register.obstacle(toUndoing: components, budget: 1000)
        guard case .changedSince(_, let later, let layer, _)? = obstacle else {
            Issue.record("\(String(describing: obstacle))")
            return
        }
        #expect(later == edited.number)
        #expect(layer == "components")
    }
}
