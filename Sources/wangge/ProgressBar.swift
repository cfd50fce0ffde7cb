import Foundation

/// How far long work is, as a line of text: what is known goes in, the line comes out.
struct ProgressLine: Hashable {
    /// What is being done, in a word: reading, checking, publishing.
    var phase: String
    /// How many rows are done.
    var done: Int
    /// What is counted, if not rows.
    var unit = "rows"
    /// How many there are, if that is known.
    var total: Int?
    /// How many seconds the phase has taken so far.
    var seconds: Double

    /// The share of the rows that is done, 0 … 1.
    private var share: Double? {
        guard let total, total > 0 else { return nil }
        return min(max(Double(done) / Double(total), 0), 1)
    }

    /// Rows a second since the phase began; `nil` while a number would only be noise.
    private var speed: Double? {
        seconds >= 0.5 && done > 0 ? Double(done) / seconds : nil
    }

    private var percent: String? { share.map { "\(Int($0 * 100)) %" } }

    private var rows: String {
        total.map { "\(done) of \($0) \(unit)" } ?? "\(done) \(unit)"
    }

    private var rate: String? { speed.map { "\(Int($0.rounded())) \(unit)/s" } }

    private var timeLeft: String? {
        guard let total, let speed, total > done else { return nil }
        return "\(Self.duration(Double(total - done) / speed)) left"
    }

    /// Seconds as people say them, rounded up so that nobody waits in vain.
    private static func duration(_ seconds: Double) -> String {
        let seconds = Int(min(seconds, 1e9).rounded(.up))
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return "\(seconds / 60) min \(seconds % 60) s"
        default: return "\(seconds / 3600) h \(seconds / 60 % 60) min"
        }
    }

    /// The line for a log.
    var plain: String {
        guard done > 0 else { return "\(phase) …" }
        return "\(phase): "
            + [rows, percent, rate, timeLeft].compactMap { $0 }.joined(separator: ", ")
    }

    /// The line for a terminal, with a bar if the number of rows is known; no wider than a number
    /// of columns, so that it never takes two lines.
    func drawn(columns: Int) -> String {
        guard done > 0 else { return String("\(phase) …".prefix(columns)) }
        let texts = [percent, rows, rate, timeLeft].compactMap { $0 }
        let words = ([phase] + texts).joined(separator: "  ")
        guard let share, columns >= words.count + 14 else { return String(words.prefix(columns)) }
        let width = min(columns - words.count - 4, 30)
        let filled = Int(share * Double(width))
        let bar =
            String(repeating: "#", count: filled) + String(repeating: "·", count: width - filled)
        return ([phase, "[\(bar)]"] + texts).joined(separator: "  ")
    }
}

/// Shows how far long work is, on standard error: on a terminal one line, drawn anew at most ten
/// times a second and whenever a phase begins; elsewhere a line in ten seconds at most, so that logs
/// stay readable.
final class ProgressBar {
    /// Where the line goes.
    enum Manner: Hashable {
        /// A terminal of so many columns.
        case terminal(columns: Int)
        /// A file or a pipe.
        case log

        /// Seconds between two lines.
        fileprivate var pause: Double { self == .log ? 10 : 0.1 }
    }

    private let manner: Manner
    private let clock: () -> Double
    private let write: (String) -> Void
    private var phase = ""
    private var beganAt: Double
    private var shownAt: Double
    private var isShowing = false

    /// A bar for what stands behind standard error.
    convenience init() {
        self.init(
            Self.standardError, clock: { ProcessInfo.processInfo.systemUptime },
            write: { FileHandle.standardError.write(Data($0.utf8)) })
    }

    /// A bar with a clock of its own, in seconds.
    init(_ manner: Manner, clock: @escaping () -> Double, write: @escaping (String) -> Void) {
        self.manner = manner
        self.clock = clock
        self.write = write
        beganAt = clock()
        shownAt = beganAt
    }

    /// Shows a bar while some work is done, and takes it away however that ends.
    static func during<Result>(_ work: (ProgressBar) throws -> Result) rethrows -> Result {
        let bar = ProgressBar()
        defer { bar.clear() }
        return try work(bar)
    }

    private static var standardError: Manner {
        let kind = ProcessInfo.processInfo.environment["TERM"]
        guard isatty(STDERR_FILENO) == 1, kind != "dumb" else { return .log }
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return .terminal(columns: isKnown ? Int(size.ws_col) : 80)
    }

    /// Says how many rows of a phase are done; a phase begins when it is first named.
    func show(
        _ phase: String, _ done: Int = 0, of total: Int? = nil, unit: String = "rows"
    ) {
        let now = clock()
        let isNew = phase != self.phase
        if isNew {
            self.phase = phase
            beganAt = now
        }
        let isDue = now - shownAt >= manner.pause || (isNew && manner != .log)
        guard isDue else { return }
        shownAt = now
        let line = ProgressLine(
            phase: phase, done: done, unit: unit, total: total, seconds: now - beganAt)
        switch manner {
        case .terminal(let columns):
            isShowing = true
            // The last column stays free: some terminals wrap behind it.
            write("\r" + line.drawn(columns: max(columns - 1, 1)) + "\u{1B}[K")
        case .log: write(line.plain + "\n")
        }
    }

    /// Takes the bar away.
    func clear() {
        if isShowing { write("\r\u{1B}[K") }
        isShowing = false
        phase = ""
    }
}
