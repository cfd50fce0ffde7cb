import CityService
import Hummingbird

/// What went wrong, as `application/problem+json` (RFC 9457): the one place where an error becomes
/// a response.
struct Problem: Encodable {
    var type = "about:blank"
    var title: String
    var status: Int
    var detail: String
    var requestId: String?
    /// How many rows and whole layers a refused delivery has against it.
    var rejectedRows: Int?
    var layerErrors: Int?

    /// Whether the error is one that nobody thought of: it is logged in full and told without
    /// detail.
    let isUnknown: Bool

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, requestId, rejectedRows, layerErrors
    }

    /// The problem of an error.
    init(_ error: any Error, requestId: String? = nil, detailPrefix: String = "") {
        let status = Self.status(of: error)
        isUnknown = status == .internalServerError
        self.status = status.code
        title = status.reasonPhrase
        detail =
            detailPrefix
            + (isUnknown ? "The server failed. Its log has the reason." : "\(error)")
        self.requestId = requestId
        if case DeliveryRefusal.hasErrors(_, let rows, let layers) = error {
            rejectedRows = rows
            layerErrors = layers
        }
    }

    private static func status(of error: any Error) -> HTTPResponse.Status {
        if let error = error as? RequestError { return status(of: error) }
        if let error = error as? UploadError { return status(of: error) }
        if let error = error as? DeliveryRefusal { return error.status }
        if error is TileRefusal { return .notFound }
        if let error = error as? AccessRefusal { return error.status }
        if let error = error as? PageRefusal { return error.status }
        if let error = error as? HTTPError { return error.status }
        return switch Fault(error) {
        case .request, .data: .badRequest
        case .notFound: .notFound
        case .conflict: .conflict
        case .storage, .unavailable: .serviceUnavailable
        case .noInput, .cannotCreate, .unknown: .internalServerError
        }
    }

    private static func status(of error: RequestError) -> HTTPResponse.Status {
        switch error {
        case .notJSON, .tooMany, .inArray, .notAPair, .unknownAxes, .notAnEdition,
            .unknownParameter, .repeatedParameter, .bodyBroken:
            .badRequest
        case .unknownBody: .unsupportedMediaType
        case .bodyTooLarge: .contentTooLarge
        case .noSuchPath: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .noToken: .unauthorized
        case .roleTooLow: .forbidden
        }
    }
}

extension Problem {
    fileprivate static func status(of error: UploadError) -> HTTPResponse.Status {
        switch error {
        case .tooLarge: .contentTooLarge
        case .diskFull: .init(code: 507, reasonPhrase: "Insufficient Storage")
        case .notKept, .tooManyWaiting, .serverEnds: .serviceUnavailable
        case .empty, .cut, .noEnding, .notRead: .badRequest
        case .isBeingRead, .notChecked: .conflict
        case .noDelivery: .notFound
        }
    }
}
