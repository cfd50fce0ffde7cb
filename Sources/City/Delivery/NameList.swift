/// Names out of a file as a part of a sentence.
public enum NameList {
    /// The first twenty names, each up to eighty characters, and how many more there are.
    ///
    /// A file can have thousands of columns or layers, and names of any length.
    public static func text(_ names: [String]) -> String {
        guard !names.isEmpty else { return "none" }
        let shown = names.prefix(20).map { $0.count > 80 ? "\($0.prefix(80))…" : $0 }
        let more = names.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
