import City
import Geo

/// Makes rows of a layer from the values of some of its columns.
struct Form: Sendable {
    private let positions: [Int]
    private let width: Int

    /// A form of some columns; one that the layer lacks is a fault of ours.
    init(_ layer: Layer, _ columns: String...) {
        width = layer.fields.count
        positions = columns.map { column in
            guard let position = layer.fields.firstIndex(where: { $0.column == column }) else {
                preconditionFailure("The layer \(layer.name) has no column \(column).")
            }
            return position
        }
    }

    /// A row with these values in the order of the form's columns.
    func row(_ values: String?..., shape: Shape? = nil) -> LayerRow {
        var row = [String?](repeating: nil, count: width)
        for (position, value) in zip(positions, values) { row[position] = value }
        return LayerRow(values: row, shape: shape)
    }
}

/// Numbers as codes write them.
enum Digits {
    /// A number with leading zeros, cut to nothing.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.utf8.count, 0)) + digits
    }

    private static let chinese = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// A number of 1 to 99 in Chinese: 十二.
    static func inChinese(_ number: Int) -> String {
        let (tens, ones) = (number / 10, number % 10)
        let head = tens == 0 ? "" : tens == 1 ? "十" : chinese[tens % 10] + "十"
        return head + (ones == 0 && tens > 0 ? "" : chinese[ones])
    }
}
