import Geo

/// The organizations of one edition, by number in the order of their codes; the city itself is
/// always one of them.
final class OrganizationBook: Packed {
    let codes: TextColumn
    let names: TextColumn
    /// The organization that stands for the city: the last one to ask.
    let city: Int32

    init(_ all: [Organization], settings: CitySettings) {
        var organizations = all
        if !organizations.contains(where: { $0.code == settings.code }) {
            organizations.append(Organization(code: settings.code, name: settings.name))
        }
        organizations.sort { $0.code.bytes < $1.code.bytes }
        codes = TextColumn(organizations.map(\.code))
        names = TextColumn(organizations.map(\.name))
        city = Int32(organizations.firstIndex { $0.code == settings.code } ?? 0)
    }

    /// The number of an organization by its code.
    func number(of code: String?) -> Int32? {
        code.flatMap { codes.place(of: $0) }.map { Int32($0) }
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        codes = try TextColumn(from: &reader)
        names = try TextColumn(from: &reader)
        city = try reader.value()
    }

    func write(to writer: inout PackedWriter) throws {
        try codes.write(to: &writer)
        try names.write(to: &writer)
        try writer.write(value: city)
    }
}
