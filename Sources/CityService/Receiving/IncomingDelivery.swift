import Foundation

/// A file that is being sent: its bytes go to disk as they come, none is held.
///
/// For one sender at a time. What was not handed on to be read is gone with the value.
public final class IncomingDelivery {
    let job: DeliveryJob
    let folder: UploadFolder
    private let limit: Int
    private let descriptor: Int32
    private var isComplete = false
    /// How many bytes have come.
    public private(set) var byteCount = 0

    init(_ job: DeliveryJob, in folder: UploadFolder, limit: Int) throws(UploadError) {
        self.job = job
        self.folder = folder
        self.limit = limit
        descriptor = open(
            folder.file(job.file), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            let error = UploadFolder.error(of: errno)
            folder.remove()
            throw error
        }
    }

    /// Takes the next bytes.
    ///
    /// - Throws: ``UploadError/tooLarge(limit:)``, ``UploadError/diskFull``,
    ///   ``UploadError/notKept(detail:)``.
    public func take(_ bytes: UnsafeRawBufferPointer) throws(UploadError) {
        guard byteCount + bytes.count <= limit else { throw .tooLarge(limit: limit) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let next = UnsafeRawBufferPointer(rebasing: rest)
            let written = write(descriptor, next.baseAddress, next.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw UploadFolder.error(of: errno)
            }
            rest = rest.dropFirst(written)
        }
        byteCount += bytes.count
    }

    /// Closes the file and writes down what is to be done with it: from then on it survives.
    ///
    /// - Parameter announced: how many bytes were to come, if that was said.
    func complete(announced: Int?) throws {
        if let announced, announced != byteCount { throw UploadError.cut }
        guard byteCount > 0 else { throw UploadError.empty }
        guard fsync(descriptor) == 0 else { throw UploadFolder.error(of: errno) }
        try folder.keep(job)
        isComplete = true
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isComplete { folder.remove() }
    }
}
