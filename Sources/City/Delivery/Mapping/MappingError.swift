/// A reason why a mapping file says nothing sensible, and what to do.
public struct MappingError: Error, Hashable, Sendable {
    /// The name of the mapping file.
    public var file: String
    /// What is wrong with it.
    public var reason: Reason

    /// What is wrong with a mapping file.
    public enum Reason: Error, Hashable, Sendable {
        /// It is no JSON.
        case notJSON
        /// Something that must be said is not.
        case missing(String)
        /// Something is said in the wrong form: a number for a text.
        case form(String)
        /// A key that means nothing.
        case unknownKey(String, in: String, known: [String])
        /// There is no layer of that name.
        case unknownLayer(String)
        /// The order of axes is none.
        case notAnAxisOrder(String)
        /// The layer has no such column.
        case noSuchColumn(String, layer: Layer)
        /// What is said about a column does not go together.
        case contradiction(Contradiction, column: String)
        /// The file is for another layer than the delivered one.
        case otherLayer(Layer, delivered: Layer)
    }

    /// What does not go together in what is said about a column.
    public enum Contradiction: Hashable, Sendable {
        /// Nothing says where the value comes from.
        case noOrigin
        /// It comes from several places.
        case severalOrigins
        /// Words are translated, or replaced where there are none, and no header is named.
        case wordsWithoutHeader
        /// So many digits no number has.
        case digits
    }

    /// A reason why a mapping file cannot be used.
    public init(file: String, reason: Reason) {
        self.file = file
        self.reason = reason
    }
}

extension MappingError.Reason {
    /// What a decoder's complaint means to the surveyor.
    init(_ error: any Error) {
        func path(_ keys: [any CodingKey]) -> String {
            keys.map(\.stringValue).joined(separator: ".")
        }
        switch error as? DecodingError {
        case .keyNotFound(let key, let context)?:
            self = .missing(path(context.codingPath + [key]))
        case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?:
            self = .form(path(context.codingPath))
        default: self = .notJSON
        }
    }
}

extension MappingError: CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public var description: String { "The mapping file \(file) \(reason.sentence)" }
}

extension MappingError.Reason {
    fileprivate var sentence: String {
        switch self {
        case .notJSON: "is not JSON. Check its brackets, commas and quotation marks."
        case .missing(let key): "does not say \(key), which it must."
        case .form(""): "is not a JSON object. Write it as { … }."
        case .form(let key):
            """
            says \(key) in the wrong form. Write texts in quotation marks, digits as a number, \
            numbered as true, values as an object.
            """
        case .unknownKey(let key, let place, let known):
            """
            says \(key)\(place.isEmpty ? "" : " in \(place)"), which means nothing. Known are \
            \(known.joined(separator: ", ")).
            """
        case .unknownLayer(let name):
            "is for the layer \(name). Layers are \(Layer.all.map(\.name).joined(separator: ", "))."
        case .notAnAxisOrder(let text):
            "says axes \(text). Write easting-first or northing-first."
        case .noSuchColumn(let column, let layer):
            """
            names a column \(column). \(layer.name) has \
            \(layer.fields.map(\.column).joined(separator: ", ")).
            """
        case .contradiction(let what, let column): "says of \(column) \(what.sentence)"
        case .otherLayer(let layer, let delivered):
            "is for \(layer.name), not for \(delivered.name). Deliver that layer, or take another."
        }
    }
}

extension MappingError.Contradiction {
    fileprivate var sentence: String {
        switch self {
        case .noOrigin: "not where it comes from. Add from, constant or numbered."
        case .severalOrigins: "several origins. Keep one of from, constant and numbered."
        case .wordsWithoutHeader: "values, without or otherwise, but no header. Add from."
        case .digits: "a number of digits that is none. Take 0 to 40."
        }
    }
}
