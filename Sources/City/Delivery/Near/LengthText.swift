/// Lengths as findings write them: centimetres where they matter, metres elsewhere.
enum LengthText {
    /// A length in metres without its unit: `0.31`, `4.2`, `312`.
    static func metres(_ metres: Double) -> String {
        switch metres {
        case ..<1: decimals(metres, 100, 2)
        case ..<10: decimals(metres, 10, 1)
        default: String(Int(min(metres, 1e9).rounded()))
        }
    }

    private static func decimals(_ metres: Double, _ scale: Double, _ digits: Int) -> String {
        let units = Int((metres * scale).rounded())
        let fraction = String(units % Int(scale))
        return "\(units / Int(scale))." + String(repeating: "0", count: digits - fraction.count)
            + fraction
    }
}
