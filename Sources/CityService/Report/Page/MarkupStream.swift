/// A page written as it comes: HTML that is well-formed XML too.
///
/// What stands in the source of the program is a `StaticString`, what comes from anywhere else a
/// `String`, and every `String` is escaped: a file cannot write markup.
struct MarkupStream {
    var bytes: ByteStream

    init(_ bytes: ByteStream) { self.bytes = bytes }

    /// Writes an element with its content, and its end.
    mutating func element(
        _ name: StaticString, _ attributes: (StaticString, String)...,
        content: (inout MarkupStream) throws -> Void
    ) rethrows {
        open(name, attributes)
        bytes.append(">")
        try content(&self)
        bytes.append("</")
        bytes.append(name)
        bytes.append(">")
    }

    /// Writes an element of a class with its content.
    mutating func element(
        _ name: StaticString, class type: StaticString,
        content: (inout MarkupStream) throws -> Void
    ) rethrows {
        try element(name, ("class", "\(type)"), content: content)
    }

    /// Writes an element that has no content.
    mutating func empty(_ name: StaticString, _ attributes: (StaticString, String)...) {
        open(name, attributes)
        bytes.append(" />")
    }

    private mutating func open(_ name: StaticString, _ attributes: [(StaticString, String)]) {
        bytes.append("<")
        bytes.append(name)
        for (name, value) in attributes {
            bytes.append(" ")
            bytes.append(name)
            bytes.append("=\"")
            text(value)
            bytes.append("\"")
        }
    }

    /// Writes a text of any origin.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars { append(escaping: scalar) }
    }

    /// Writes markup of the program's own.
    mutating func markup(_ markup: StaticString) { bytes.append(markup) }

    /// Writes a text of the program's own in both languages, Chinese first.
    mutating func bilingual(_ text: Bilingual) {
        element("span", ("lang", "zh")) { $0.text(text.chinese) }
        markup(" ")
        element("span", ("lang", "en")) { $0.text(text.english) }
    }

    private mutating func append(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "&": bytes.append("&amp;")
        case "<": bytes.append("&lt;")
        case ">": bytes.append("&gt;")
        case "\"": bytes.append("&quot;")
        case "'": bytes.append("&#39;")
        case "\n", "\t", "\r": bytes.append(" ")
        case _ where Self.isInvisible(scalar):
            bytes.append("\\u{\(String(scalar.value, radix: 16, uppercase: true))}")
        default: bytes.append(String(scalar))
        }
    }

    /// Whether a character would not be seen, turn its neighbours around, or be no XML.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
        case 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension String {
    /// The text up to a number of Unicode scalars, with a mark where it was cut.
    func clipped(to count: Int) -> String {
        let scalars = unicodeScalars
        guard
            let end = scalars.index(
                scalars.startIndex, offsetBy: count, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return self }
        return String(scalars[..<end]) + "…"
    }
}
