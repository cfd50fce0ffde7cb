import CGDAL
import City
import Foundation

/// Turns the fields of GDAL's features into places of texts, each different one decoded once.
struct FieldDecoder {
    private let encoding: TextEncoding
    /// Whether texts that a spreadsheet would take for formulas stand behind an apostrophe.
    private let isTable: Bool
    /// The texts as they stand in the file.
    private var raw = TextPool()
    /// For each raw text the place that its meaning was given, or why it has none.
    private var meanings: [Int32] = []
    private var count: Int32 = 0

    /// The mark of a text that is not in the encoding.
    private static let undecodable: Int32 = -2

    init(_ encoding: TextEncoding, isTable: Bool = false) {
        self.encoding = encoding
        self.isTable = isTable
    }

    /// The place of a field's text, or ``TextPool/none``; a text that was not met before is added to
    /// the new ones.
    mutating func place(
        of feature: OGRFeatureH, _ position: Int32, _ kind: OGRFieldType, _ fault: inout String?,
        _ newTexts: inout [String]
    ) -> Int32 {
        guard OGR_F_IsFieldSetAndNotNull(feature, position) != 0 else { return TextPool.none }
        if kind == OFTReal {
            return place(ofNumber: OGR_F_GetFieldAsDouble(feature, position), &newTexts)
        }
        if kind == OFTDate || kind == OFTDateTime {
            // GDAL writes days with slashes.
            let text = OGR_F_GetFieldAsString(feature, position).map { String(cString: $0) } ?? ""
            return place(ofPlain: text.replacing("/", with: "-"), &newTexts)
        }
        guard let pointer = OGR_F_GetFieldAsString(feature, position) else { return TextPool.none }
        let length = strlen(pointer)
        guard length > 0 else { return TextPool.none }
        if let tooLong = FileSafety.fault(ofTextWith: length) {
            fault = tooLong
            return TextPool.none
        }
        let known = raw.count
        let place = pointer.withMemoryRebound(to: UInt8.self, capacity: length) {
            raw.place(of: UnsafeBufferPointer(start: $0, count: length))
        }
        if Int(place) == known {
            let bytes = UnsafeRawBufferPointer(start: pointer, count: length)
            meanings.append(meaning(of: bytes, &newTexts))
        }
        let meaning = meanings[Int(place)]
        guard meaning != Self.undecodable else {
            fault = "A text is not in \(encoding.name). Say the encoding with --encoding."
            return TextPool.none
        }
        return meaning
    }

    private mutating func meaning(
        of bytes: UnsafeRawBufferPointer, _ newTexts: inout [String]
    ) -> Int32 {
        guard let text = encoding.text(Array(bytes)) else { return Self.undecodable }
        newTexts.append(isTable ? TableCell.text(text) : text)
        count += 1
        return count - 1
    }

    private mutating func place(ofNumber number: Double, _ newTexts: inout [String]) -> Int32 {
        let isWhole = number == number.rounded() && abs(number) < 1e15
        return place(ofPlain: isWhole ? String(Int(number)) : String(number), &newTexts)
    }

    /// The place of a text that needs no decoding.
    private mutating func place(ofPlain text: String, _ newTexts: inout [String]) -> Int32 {
        var text = text
        let known = raw.count
        let place = text.withUTF8 { raw.place(of: $0) }
        if Int(place) == known {
            newTexts.append(text)
            meanings.append(count)
            count += 1
        }
        return meanings[Int(place)]
    }
}
