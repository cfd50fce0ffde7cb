/// Areas as sentences tell them.
enum SquareMetres {
    /// A number of square metres: decimals only where it is small, thousands parted.
    static func text(_ squareMetres: Double) -> String {
        if squareMetres < 9.95 { return "\((squareMetres * 10).rounded() / 10)" }
        let digits = Array("\(Int(squareMetres.rounded()))")
        return String(
            digits.enumerated().reduce(into: [Character]()) { text, next in
                if next.offset > 0, (digits.count - next.offset).isMultiple(of: 3) {
                    text.append(",")
                }
                text.append(next.element)
            })
    }

    /// A share in whole per cent, or less than one.
    static func share(_ part: Double, of whole: Double) -> String {
        let percent = whole > 0 ? part / whole * 100 : 100
        return percent < 1 ? "< 1 %" : "\(min(Int(percent.rounded()), 100)) %"
    }
}
