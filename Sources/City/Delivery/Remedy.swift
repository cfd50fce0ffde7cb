/// What can be done about a group of findings by saying so: an offered step.
public struct Remedy: Hashable, Sendable, Codable {
    /// What is done.
    public var name: Name
    /// What it is done to: `component/0188`.
    public var subject: String
    /// How many rows would pass.
    public var rows: Int

    /// The steps that can be offered.
    public enum Name: String, Hashable, Sendable, Codable, CaseIterable {
        /// A category is added to this city's catalogue.
        case addCategory = "add-category"
    }

    /// What the step does, in English.
    public var english: String {
        "Add \(rows) \(rows == 1 ? "row's" : "rows'") category \(subject) to this city's catalogue."
    }

    /// What the step does, in Chinese.
    public var chinese: String { "将\(rows)行所用的类别\(subject)加入本市类别目录。" }

    /// The words after the name of the city and of the delivery that order the step; in capitals
    /// what has to be said besides.
    public var words: [String] {
        switch name {
        case .addCategory: [name.rawValue, subject, "--name", "NAME"]
        }
    }
}

extension FindingGroup {
    /// The step that is offered, if there is one.
    public var remedy: Remedy? {
        guard rule == .categoryUnknown else { return nil }
        let subject = text.dropFirst(rule.rawValue.utf8.count + 1)
        guard let key = try? CategoryKey(String(subject)) else { return nil }
        return Remedy(name: .addCategory, subject: key.description, rows: rows)
    }
}
