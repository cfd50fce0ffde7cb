/// Reads the column `category` from the column `code` before it.
struct StatedByCode: Sendable {
    private let code: Int
    private let category: Int
    private var reader = CategoryFromCode()

    /// `nil` for a layer whose codes state no category.
    init?(_ layer: Layer) {
        guard let code = layer.fields.firstIndex(where: { $0.kind == .componentCode }),
            let category = layer.fields.firstIndex(where: { $0.column == "category" }),
            code < category
        else { return nil }
        self.code = code
        self.category = category
    }

    /// The place of the category's text; `nil` for another field.
    ///
    /// - Parameter values: the places of the texts of the fields before.
    mutating func place(
        ofField field: Int, _ values: [Int32], _ texts: inout TextPool
    ) -> Int32? {
        field == category ? reader.place(ofCode: values[code], &texts) : nil
    }
}

/// Reads the categories that the codes of components state.
///
/// The national code of a component holds the class between the district and the running number, and
/// the standard's own table has no other column for it.
struct CategoryFromCode: Sendable {
    private var places: [UInt32: Int32] = [:]

    /// The place of the category's text, or ``TextPool/none`` for a code of another form.
    ///
    /// - Parameter code: the place of the code's text.
    mutating func place(ofCode code: Int32, _ texts: inout TextPool) -> Int32 {
        guard code >= 0, let number = texts.withUTF8(code, Self.number) else {
            return TextPool.none
        }
        if let known = places[number] { return known }
        let digits = texts.withUTF8(code) { String(decoding: $0[Self.digits($0)], as: UTF8.self) }
        let place = texts.place(of: CategoryKey(kind: .component, code: digits).description)
        places[number] = place
        return place
    }

    private static func digits(_ code: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        6..<code.count - 6
    }

    /// The digits as a number that differs for 0101 and 00101 too.
    private static func number(_ code: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard code.count == 17 || code.count == 16 else { return nil }
        var number = UInt32(code.count)
        for byte in code[digits(code)] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
        }
        return number
    }
}
