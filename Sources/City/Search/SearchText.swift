/// Texts as they are compared: in lower case, with narrow forms of wide letters, without blanks at
/// the ends and with one blank for several.
enum SearchText {
    static func scalars(_ text: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        var isBlankDue = false
        for scalar in text.unicodeScalars {
            let narrow = narrow(scalar)
            if narrow.properties.isWhitespace {
                isBlankDue = !scalars.isEmpty
                continue
            }
            if isBlankDue { scalars.append(" ") }
            isBlankDue = false
            append(narrow, to: &scalars)
        }
        return scalars
    }

    private static func append(_ scalar: Unicode.Scalar, to scalars: inout [Unicode.Scalar]) {
        // Han has no cases.
        if scalar.value >= 0x2E80 {
            scalars.append(scalar)
        } else {
            scalars += scalar.properties.lowercaseMapping.unicodeScalars
        }
    }

    /// The narrow form of a wide letter or sign ！ … ～.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
