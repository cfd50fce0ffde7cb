import CGDAL
import Foundation

/// Turns the bytes of a file's texts into characters, strictly: what is not valid is not guessed.
final class TextEncoding {
    /// The name as iconv knows it.
    let name: String
    private let converter: iconv_t?

    /// UTF-8, which needs no conversion.
    static func utf8() -> TextEncoding { TextEncoding(name: "UTF-8", converter: nil) }

    private init(name: String, converter: iconv_t?) {
        self.name = name
        self.converter = converter
    }

    /// The encoding of a name: `GBK`, `936`, `utf-8` ….
    ///
    /// - Throws: ``VectorFileError/unknownEncoding(_:)``.
    convenience init(named told: String) throws(VectorFileError) {
        let name = Self.canonical(told)
        if name == "UTF-8" {
            self.init(name: name, converter: nil)
            return
        }
        let converter = iconv_open("UTF-8", name)
        guard converter != iconv_t(bitPattern: -1) else { throw .unknownEncoding(told) }
        self.init(name: name, converter: converter)
    }

    deinit { if let converter { iconv_close(converter) } }

    /// GB2312 and GBK are parts of GB18030, and field software calls all three by any name.
    private static func canonical(_ told: String) -> String {
        let name = told.uppercased().filter { $0 != " " && $0 != "_" }
        return switch name {
        case "UTF8", "UTF-8", "65001": "UTF-8"
        case "GBK", "GB2312", "GB18030", "CP936", "936", "ANSI936", "MS936", "GB-18030",
            "EUC-CN":
            "GB18030"
        case "BIG5", "950", "CP950": "BIG5"
        default: name
        }
    }

    /// The text of some bytes, or `nil` if they are not in this encoding.
    func text(_ bytes: [UInt8]) -> String? {
        guard let converter else { return String(validating: bytes, as: UTF8.self) }
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        return Self.convert(bytes, converter).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The bytes in the converter's other encoding, or `nil` if that lacks one of the characters.
    static func convert(_ bytes: [UInt8], _ converter: iconv_t) -> [UInt8]? {
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        let written: Int? = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var from = input.baseAddress
                var fromLeft = input.count
                var to = output.baseAddress
                var toLeft = output.count
                iconv(converter, nil, nil, nil, nil)
                let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
                return result == Int(bitPattern: UInt.max) ? nil : output.count - toLeft
            }
        }
        return written.map { output.prefix($0).map { UInt8(bitPattern: $0) } }
    }

    /// Whether texts in another encoding would be noticed: one with a byte for every character takes
    /// any bytes, so that its declaration is no evidence.
    fileprivate var canContradict: Bool { ["UTF-8", "GB18030", "BIG5"].contains(name) }
}

/// How the encoding of a file came to be known.
public enum EncodingSource: String, Hashable, Sendable {
    /// The surveyor said it.
    case told
    /// The file says it, and its texts agree.
    case declared
    /// The texts themselves show it.
    case detected
}

/// Finds out the encoding of texts that do not say it reliably.
enum EncodingDetective {
    /// The encoding of some texts.
    ///
    /// Texts with characters beyond ASCII that are valid UTF-8 are UTF-8: text in another Chinese
    /// encoding is practically never valid UTF-8 by chance. Otherwise a declaration counts if the
    /// texts agree with it and could disagree, and GB18030 if they agree with that. A `.cpg` that says UTF-8 over GBK
    /// bytes is thereby found out.
    static func encoding(
        ofFile path: String, declared: String?, texts: [UInt8]
    ) throws(VectorFileError) -> (encoding: TextEncoding, source: EncodingSource) {
        let isASCII = texts.allSatisfy { $0 < 0x80 }
        if let declared, let named = try? TextEncoding(named: declared),
            isASCII || (named.canContradict && named.text(texts) != nil)
        {
            let isUTF8 = TextEncoding.utf8().text(texts) != nil
            if isASCII || named.name == "UTF-8" || !isUTF8 { return (named, .declared) }
        }
        if TextEncoding.utf8().text(texts) != nil { return (.utf8(), .detected) }
        let national = try TextEncoding(named: "GB18030")
        if national.text(texts) != nil { return (national, .detected) }
        if let declared, let named = try? TextEncoding(named: declared), named.text(texts) != nil {
            return (named, .declared)
        }
        throw .unreadableTexts(path: path)
    }
}
