import Foundation

/// An object of a configuration: every key means something, every value has its form.
struct ConfiguredObject {
    let values: [String: Any]
    /// Where it stands: `baseMaps[0]`; empty for the whole.
    let place: String

    /// What is wrong, and where.
    struct Fault: Error, Hashable {
        var place: String
        var what: String
    }

    init(_ value: Any?, at place: String, keys: [String]) throws(Fault) {
        guard let values = value as? [String: Any] else {
            throw Fault(place: place, what: "expected is a JSON object, { … }")
        }
        for key in values.keys.sorted() where !keys.contains(key) {
            let known = keys.joined(separator: ", ")
            throw Fault(place: place, what: "\(key.prefix(80)) means nothing; known are \(known)")
        }
        self.values = values
        self.place = place
    }

    /// A fault of the value of a key.
    func fault(_ key: String, _ what: String) -> Fault {
        Fault(place: place.isEmpty ? key : "\(place).\(key)", what: what)
    }

    /// A text, if the key stands there.
    func text(_ key: String) throws(Fault) -> String? {
        guard let value = values[key] else { return nil }
        guard let text = value as? String else { throw fault(key, "expected is a text") }
        return text
    }

    /// A text or several, if the key stands there.
    func texts(_ key: String) throws(Fault) -> [String]? {
        guard let value = values[key] else { return nil }
        if let text = value as? String { return [text] }
        guard let texts = value as? [String] else {
            throw fault(key, "expected is a text, or a list of texts")
        }
        return texts
    }

    /// A list, if the key stands there.
    func list(_ key: String) throws(Fault) -> [Any]? {
        guard let value = values[key] else { return nil }
        guard let list = value as? [Any] else { throw fault(key, "expected is a list, [ … ]") }
        return list
    }

    /// A number that must be there.
    func number(_ key: String, in range: ClosedRange<Double>) throws(Fault) -> Double {
        guard let number = values[key] as? Double, range.contains(number) else {
            throw fault(key, "expected is a number \(Self.words(range))")
        }
        return number
    }

    /// So many numbers that must be there.
    func numbers(
        _ key: String, count: Int, in range: ClosedRange<Double>
    ) throws(Fault) -> [Double] {
        guard let numbers = values[key] as? [Double], numbers.count == count,
            numbers.allSatisfy(range.contains)
        else { throw fault(key, "expected are \(count) numbers \(Self.words(range))") }
        return numbers
    }

    private static func words(_ range: ClosedRange<Double>) -> String {
        "from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
    }
}
