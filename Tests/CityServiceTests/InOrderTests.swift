import Foundation
import Synchronization
import Testing

@testable import CityService

@Suite("Work in order on several threads")
struct InOrderTests {
    private struct Failed: Error, Equatable { var piece: Int }

    @Test("results come in the order of the pieces, whoever is faster", arguments: [1, 2, 7])
    func order(workers: Int) throws {
        var taken: [Int] = []
        try InOrder<Int>.forEach(100, workers: workers, ahead: 8) { piece in
            usleep(UInt32(piece % 3) * 500)
            return piece * piece
        } take: {
            taken.append($0)
        }
        #expect(taken == (0..<100).map { $0 * $0 })
    }

    @Test("nobody is farther ahead than allowed")
    func ahead() throws {
        let begun = Mutex(0)
        var taken = 0
        try InOrder<Int>.forEach(60, workers: 4, ahead: 5) { piece in
            begun.withLock { $0 = max($0, piece + 1) }
            return piece
        } take: { _ in
            usleep(200)
            #expect(begun.withLock { $0 } <= taken + 1 + 5)
            taken += 1
        }
        #expect(taken == 60)
    }

    @Test("the first failure in the order of the pieces is thrown, and the work ends")
    func failure() {
        let begun = Mutex(0)
        #expect(throws: Failed(piece: 10)) {
            try InOrder<Int>.forEach(10_000, workers: 3, ahead: 16) { piece in
                begun.withLock { $0 += 1 }
                if piece >= 10 { throw Failed(piece: piece) }
                return piece
            } take: { _ in
            }
        }
        #expect(begun.withLock { $0 } <= 10 + 16 + 3)
    }

    @Test("a taker that fails ends the work too")
    func taker() {
        #expect(throws: Failed(piece: 3)) {
            try InOrder<Int>.forEach(10_000, workers: 2, ahead: 4) {
                $0
            } take: {
                if $0 == 3 { throw Failed(piece: 3) }
            }
        }
    }

    @Test("no pieces are no work")
    func nothing() throws {
        try InOrder<Int>.forEach(0, workers: 2, ahead: 4) {
            $0
        } take: { _ in
            Issue.record("There is no piece.")
        }
    }
}
