/// The category that the name of a file or layer states, where each class is one of its own:
/// `BJ0101`, `01001井盖`, `component_01001`.
public enum StatedCategory {
    /// The category of a name, or `nil` if it states none or more than one.
    ///
    /// A class has four digits in the older standards and five in that of 2026, by majors up to 19:
    /// `井盖2026` names a year.
    public static func key(inName name: String) -> CategoryKey? {
        let runs = name.split { !($0.isASCII && $0.isNumber) }
        let codes = runs.filter { [4, 5].contains($0.count) && $0 > "00" && $0 < "19" }
        guard let code = codes.first, codes.count == 1,
            !runs.contains(where: { $0.count > 5 })
        else { return nil }
        let word = name.lowercased()
        let isMatter =
            word.hasPrefix("sj") || word.hasPrefix("sx")
            || ["matter", "event", "事件", "事项"].contains(where: word.contains)
        return CategoryKey(kind: isMatter ? .matter : .component, code: String(code))
    }
}
