import CityStore
import Foundation

/// An answer that is too long for memory: written beside the staging files, read from there, and gone
/// as soon as nobody holds it. Safe to share: it is only read.
public final class Spool: Sendable {
    private let descriptor: Int32
    /// How many bytes there are.
    public let byteCount: Int

    /// How many bytes a piece has at most.
    private static let pieceSize = 65_536

    /// Writes an answer.
    ///
    /// - Parameter fill: calls the function that it is given with the next bytes.
    init(
        besides register: String,
        _ fill: (_ write: @escaping ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let folder = StagingFile.folder(ofRegister: register)
        let path = "\(folder)/\(UUID().uuidString).answer"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw UploadFolder.error(of: errno) }
        // The file lives as long as it is open, and has no name that could be left behind.
        unlink(path)
        do {
            try fill { bytes in try Self.write(bytes, to: descriptor) }
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        byteCount = Int(lseek(descriptor, 0, SEEK_END))
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(UploadError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw UploadFolder.error(of: errno)
            }
            rest = rest.dropFirst(written)
        }
    }

    /// The next bytes from a place on; none at the end.
    public func piece(at place: Int) throws -> [UInt8] {
        let wanted = min(Self.pieceSize, byteCount - place)
        guard wanted > 0 else { return [] }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { memory, filled in
            count = pread(descriptor, memory.baseAddress, wanted, off_t(place))
            filled = max(count, 0)
        }
        guard count > 0 else { throw UploadFolder.error(of: errno) }
        return bytes
    }

    deinit { close(descriptor) }
}
