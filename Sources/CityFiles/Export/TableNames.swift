/// The names of columns in a dBASE table: ten bytes each, and no two alike.
enum TableNames {
    static let width = 10

    /// The names for some columns: their first ten bytes between two characters, with a number at
    /// the end where another column has that name already.
    ///
    /// A column whose name is merely cut is found again on the way in.
    static func names(for columns: [String], _ texts: WrittenEncoding) -> [String] {
        var taken: Set<String> = []
        return columns.map { column in
            var name = texts.cut(column, to: width)
            var number = 1
            while taken.contains(name.lowercased()) {
                let ending = "_\(number)"
                name = texts.cut(column, to: width - ending.count) + ending
                number += 1
            }
            taken.insert(name.lowercased())
            return name
        }
    }
}
