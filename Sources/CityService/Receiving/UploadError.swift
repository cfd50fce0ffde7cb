/// A reason why a file that is sent is not taken in.
public enum UploadError: Error, Hashable, Sendable {
    /// It has more bytes than a delivery may.
    case tooLarge(limit: Int)
    /// The disk of the city is full.
    case diskFull
    /// It cannot be written for another reason.
    case notKept(detail: String)
    /// It has no bytes.
    case empty
    /// It ended before all of it had come.
    case cut
    /// Its name has no ending, by which its format is told.
    case noEnding
    /// Many others wait to be read.
    case tooManyWaiting(limit: Int)
    /// The delivery is being read.
    case isBeingRead(String)
    /// The delivery could not be read.
    case notRead(String, reason: String)
    /// The delivery was not checked.
    case notChecked(String)
    /// There is no delivery of that name.
    case noDelivery
    /// The server ends before the delivery is read.
    case serverEnds
}

extension UploadError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .tooLarge(let limit):
            """
            The file is larger than \(limit >> 20) MB. Nothing of it was kept. Pack it as a zip, or \
            deliver it in several parts.
            """
        case .diskFull:
            """
            The disk is full. Nothing of the file was kept, the city is as it was. Have room made \
            and send it again.
            """
        case .notKept(let detail):
            "The file cannot be kept (\(detail)). Nothing of it remains. Send it again later."
        case .empty: "The file has no bytes. Send its contents as the body."
        case .cut: "The file ended before all of it had come. Nothing was kept. Send it again."
        case .noEnding:
            """
            The file's name has no ending, by which its format is told. Say filename=census.zip, \
            for example.
            """
        case .tooManyWaiting(let limit):
            "\(limit) deliveries wait to be read. Send this one when some of them are done."
        case .isBeingRead(let name):
            "\(name) is being read. Ask for its state, and again when it is staged."
        case .notRead(let name, let reason): "\(name) could not be read: \(reason)"
        case .notChecked(let name):
            "\(name) was not checked yet. Have it checked first: POST /v1/deliveries/\(name)/check."
        case .noDelivery: "There is no such delivery. GET /v1/deliveries lists those that wait."
        case .serverEnds:
            "The server ends. The file is kept and is read when the server starts again."
        }
    }
}
