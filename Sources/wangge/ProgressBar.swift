import Foundation

/// Shows how far long work is: a bar on a terminal, nothing elsewhere, so that logs stay readable.
struct ProgressBar {
    private let title: String
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// A bar with a title.
    init(_ title: String) { self.title = title }

    /// Draws the bar anew.
    func show(_ done: Int, of total: Int?) {
        guard isTerminal else { return }
        var line = "\r\(title) \(done)"
        if let total, total > 0 {
            let width = 30
            let filled = min(width, done * width / total)
            line =
                "\r\(title) [" + String(repeating: "#", count: filled)
                + String(repeating: " ", count: width - filled) + "] \(done)/\(total)"
        }
        FileHandle.standardError.write(Data(line.utf8))
    }

    /// Takes the bar away.
    func clear() {
        guard isTerminal else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
