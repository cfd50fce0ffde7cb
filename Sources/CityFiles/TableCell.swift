/// Texts as cells that no spreadsheet takes for formulas: a text that begins like a formula stands
/// behind an apostrophe, which says "this is text" to a spreadsheet as well.
///
/// Source of the beginnings: OWASP, CSV Injection; the wide ones are what an input method for
/// Chinese writes.
public enum TableCell {
    private static let formulaBeginnings: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
    ]

    /// The cell that holds a text.
    public static func cell(_ text: String) -> String {
        isFormula(text.unicodeScalars[...]) ? "'" + text : text
    }

    /// The text that a cell holds: what ``cell(_:)`` has made becomes again what it was.
    public static func text(_ cell: String) -> String {
        guard cell.unicodeScalars.first == "'", isFormula(cell.unicodeScalars.dropFirst()) else {
            return cell
        }
        return String(cell.unicodeScalars.dropFirst())
    }

    /// Whether a text begins like a formula, behind any number of apostrophes.
    private static func isFormula(_ text: Substring.UnicodeScalarView) -> Bool {
        text.first { $0 != "'" }.map(formulaBeginnings.contains) ?? false
    }
}
