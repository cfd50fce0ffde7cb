/// The name of a file that came in over the network, as it may stand on our disk: one component, its
/// ending kept, since that says the format.
struct SafeFileName: Hashable {
    let text: String

    /// Longer names are cut before their ending; disks take 255 bytes.
    private static let longest = 160
    /// Letters that mean something in the paths of GDAL or of a shell, or on other systems.
    private static let refused = Set<Unicode.Scalar>("{}<>:\"|?*%$`\u{FFFD}".unicodeScalars)

    /// The last component of whatever was sent as a name.
    ///
    /// - Throws: ``UploadError/noEnding`` if nothing usable remains.
    init(_ sent: String) throws(UploadError) {
        let last =
            sent.unicodeScalars.split(omittingEmptySubsequences: false) {
                $0 == "/" || $0 == "\\"
            }.last ?? []
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: last.filter(Self.isHarmless))
        let name = String(kept).drop { $0 == "." || $0 == " " || $0 == "-" }
        guard let point = name.lastIndex(of: ".") else { throw .noEnding }
        let ending = name[name.index(after: point)...]
        guard point > name.startIndex, (1...10).contains(ending.utf8.count),
            ending.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { throw .noEnding }
        var stem = name[..<point]
        while stem.utf8.count + ending.utf8.count + 1 > Self.longest { stem.removeLast() }
        text = "\(stem).\(ending)"
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            false
        default: !refused.contains(scalar)
        }
    }
}

extension SafeFileName: Codable {
    /// Decodes a name, and trusts none that it did not make.
    init(from decoder: any Decoder) throws {
        self = try SafeFileName(try decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes the name as a text.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
