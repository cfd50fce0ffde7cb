import Hummingbird

/// A reason why something about a delivery is refused over HTTP.
enum DeliveryRefusal: Error, Hashable, CustomStringConvertible {
    /// It has errors and is not published.
    case hasErrors(String, rejectedRows: Int, layerErrors: Int)
    /// A parameter that must be given is not.
    case parameterMissing(String)
    /// A parameter is not of its form.
    case parameterForm(String, value: String, expected: String)
    /// The body is packed.
    case packed(String)
    /// None of the forms that are accepted is spoken.
    case notAcceptable([String])

    var status: HTTPResponse.Status {
        switch self {
        case .hasErrors: .conflict
        case .parameterMissing, .parameterForm: .badRequest
        case .packed: .unsupportedMediaType
        case .notAcceptable: .notAcceptable
        }
    }

    var description: String {
        switch self {
        case .hasErrors(let name, _, let layerErrors) where layerErrors > 0:
            """
            \(name) is not published: \(layerErrors) errors of the whole layer. Its findings tell \
            which. Mend them and deliver again.
            """
        case .hasErrors(let name, let rejectedRows, _):
            """
            \(name) is not published: \(rejectedRows) rejected rows. Its findings tell which. Mend \
            them and deliver again, or publish the others with {"withoutRejected": true}.
            """
        case .parameterMissing(let name): "The parameter \(name) is missing. `/api` describes it."
        case .parameterForm(let name, let value, let expected):
            "\(name) is \"\(value.prefix(80))\"; expected is \(expected)."
        case .packed(let encoding):
            """
            A body with Content-Encoding \(encoding.prefix(40)) is not taken. Send the file as it is; \
            a zip archive is unpacked here.
            """
        case .notAcceptable(let types):
            "The answer can be had as \(types.joined(separator: ", ")). Accept one of them."
        }
    }
}
