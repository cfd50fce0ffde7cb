import Testing

@testable import wangge

@Suite("Progress")
struct ProgressTests {
    private let line = ProgressLine(phase: "reading", done: 351_000, total: 780_000, seconds: 3)

    @Test("a line says phase, percent, rows, rows a second and time left")
    func words() {
        #expect(
            line.drawn(columns: 100)
                == "reading  [#############·················]  45 %  351000 of 780000 rows  "
                + "117000 rows/s  4 s left")
        #expect(
            line.plain == "reading: 351000 of 780000 rows, 45 %, 117000 rows/s, 4 s left")
    }

    @Test("a narrow terminal gets a shorter bar, then none, and never two lines")
    func narrow() {
        #expect(line.drawn(columns: 80).contains("[######"))
        #expect(!line.drawn(columns: 70).contains("["))
        for columns in 1...120 { #expect(line.drawn(columns: columns).count <= columns) }
    }

    @Test("what is not known is not said")
    func unknown() {
        let unknown = ProgressLine(phase: "resolving", done: 2000, total: nil, seconds: 0.1)
        #expect(unknown.plain == "resolving: 2000 rows")
        #expect(unknown.drawn(columns: 80) == "resolving  2000 rows")
        let begun = ProgressLine(phase: "checking", done: 0, total: nil, seconds: 0)
        #expect(begun.drawn(columns: 80) == "checking …")
        let empty = ProgressLine(phase: "reading", done: 5, total: 0, seconds: 1)
        #expect(empty.plain == "reading: 5 of 0 rows, 5 rows/s")
    }

    @Test(
        "time left is said in the unit that people use",
        arguments: [
            (59, "59 s left"), (61, "1 min 1 s left"), (3600, "1 h 0 min left"),
            (9000, "2 h 30 min left"),
        ])
    func durations(rows: Int, words: String) {
        let line = ProgressLine(phase: "reading", done: 1, total: rows + 1, seconds: 1)
        #expect(line.plain.hasSuffix(words), "\(line.plain)")
    }

    /// What a bar writes while rows are told every millisecond for some seconds.
    private func run(_ manner: ProgressBar.Manner, seconds: Int) -> [String] {
        var now = 100.0
        var written: [String] = []
        let bar = ProgressBar(manner, clock: { now }, write: { written.append($0) })
        for step in 1...seconds * 1000 {
            now = 100 + Double(step) / 1000
            bar.show("reading", step, of: seconds * 1000)
        }
        bar.show("checking")
        bar.clear()
        return written
    }

    @Test("on a terminal one line is drawn anew at most ten times a second, and taken away")
    func terminal() {
        let written = run(.terminal(columns: 80), seconds: 5)
        #expect((40...53).contains(written.count), "\(written.count)")
        #expect(written.allSatisfy { $0.hasPrefix("\r") && $0.hasSuffix("\u{1B}[K") })
        #expect(!written.contains { $0.contains("\n") })
        #expect(written.suffix(2) == ["\rchecking …\u{1B}[K", "\r\u{1B}[K"])
    }

    @Test("in a log a line comes every ten seconds at most, and none for short work")
    func log() {
        #expect(run(.log, seconds: 9) == [])
        let written = run(.log, seconds: 35)
        #expect(written.count == 3)
        #expect(written.first == "reading: 10000 of 35000 rows, 28 %, 1000 rows/s, 25 s left\n")
    }
}
