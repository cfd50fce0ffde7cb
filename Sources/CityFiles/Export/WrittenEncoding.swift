import Foundation

/// Turns texts into the bytes of a file that is written, and says what the encoding lacks.
///
/// Whoever asks for GBK gets no more than GBK, though its bytes are those of GB18030: the programs
/// that ask for it do not know the rest.
final class WrittenEncoding {
    /// The name as iconv knows it.
    let name: String
    private let converter: iconv_t?

    /// The encoding of a name.
    ///
    /// - Throws: ``VectorFileError/unknownEncoding(_:)``.
    init(named told: String) throws(VectorFileError) {
        let canonical = try TextEncoding(named: told).name
        name = canonical == "GB18030" && !told.contains("18030") ? "GBK" : canonical
        converter = name == "UTF-8" ? nil : iconv_open(name, "UTF-8")
        guard converter != iconv_t(bitPattern: -1) else { throw .unknownEncoding(told) }
    }

    deinit { if let converter { iconv_close(converter) } }

    /// What stands for a character that the encoding lacks: 〓, with which Chinese typesetters mark
    /// it, or `?` where that is lacking too.
    private(set) lazy var mark = bytes("〓") == nil ? "?" : "〓"

    /// The bytes of a text, or `nil` if the encoding lacks one of its characters.
    func bytes(_ text: String) -> [UInt8]? {
        guard let converter, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return Array(text.utf8) }
        return TextEncoding.convert(Array(text.utf8), converter)
    }

    /// The text with a mark for every character that the encoding lacks.
    func replacingUnmappable(in text: String) -> String {
        if bytes(text) != nil { return text }
        return text.map { bytes(String($0)) == nil ? mark : String($0) }.joined()
    }

    /// As many whole characters of a text as have room in so many bytes; none of them is lacking.
    func cut(_ text: String, to width: Int) -> String {
        let text = replacingUnmappable(in: text)
        if bytes(text)?.count ?? 0 <= width { return text }
        var kept = ""
        var count = 0
        for character in text {
            count += bytes(String(character))?.count ?? 0
            guard count <= width else { break }
            kept.append(character)
        }
        return kept
    }
}
