import CityStore
import Foundation

/// A file that came in over the network, in a folder of its own beside the staging files until it is
/// read.
///
/// ```
/// city.staging/components-1f2e3d4c.upload/job.json      what is to be done, once all of it has come
///                                         file/census.zip
/// ```
///
/// Whoever fills or reads it holds a lock on the folder that ends with the process: what a killed one
/// left is told from what is under way. Safe to share: it holds no state but the lock.
final class UploadFolder: Sendable {
    /// The name of the delivery that it becomes.
    let delivery: String
    private let register: String
    private let path: String
    private let lock: Int32

    private static let ending = ".upload"
    /// What stands between the staging folder and the name of a sent file, after the delivery's name.
    static let inside = "\(ending)/file/"

    /// Makes the folder of a new delivery.
    init(creating delivery: String, register: String) throws(UploadError) {
        self.delivery = delivery
        self.register = register
        path = "\(StagingFile.folder(ofRegister: register))/\(delivery)\(Self.ending)"
        do {
            try FileManager.default.createDirectory(
                atPath: "\(path)/file", withIntermediateDirectories: true)
        } catch {
            throw Self.error(of: errno)
        }
        guard let lock = Self.lock(path) else { throw .notKept(detail: "it is in use") }
        self.lock = lock
    }

    private init(delivery: String, register: String, path: String, lock: Int32) {
        self.delivery = delivery
        self.register = register
        self.path = path
        self.lock = lock
    }

    /// The folders that nobody holds any more.
    static func left(besides register: String) -> [UploadFolder] {
        let folder = StagingFile.folder(ofRegister: register)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
            let path = "\(folder)/\(name)"
            return lock(path).map {
                UploadFolder(
                    delivery: String(name.dropLast(ending.count)), register: register, path: path,
                    lock: $0)
            }
        }
    }

    private static func lock(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    /// What a failed call of the system says about a file that is to be kept.
    static func error(of number: Int32) -> UploadError {
        [ENOSPC, EDQUOT, EFBIG].contains(number)
            ? .diskFull : .notKept(detail: String(cString: strerror(number)))
    }

    /// Where a sent file stands.
    func file(_ name: SafeFileName) -> String { "\(path)/file/\(name.text)" }

    /// Writes down what is to be done with the file, whole or not at all.
    func keep(_ job: DeliveryJob) throws {
        let data = try JSON.compact.encode(job)
        do {
            try data.write(to: URL(fileURLWithPath: "\(path)/job.json"), options: .atomic)
        } catch {
            throw UploadError.notKept(detail: "its note cannot be written")
        }
    }

    /// What is to be done with the file; `nil` if not all of it has come.
    func job() -> DeliveryJob? {
        FileManager.default.contents(atPath: "\(path)/job.json").flatMap {
            try? JSONDecoder().decode(DeliveryJob.self, from: $0)
        }
    }

    /// Throws the sent file away; what is written down about it stays.
    func removeFile() { try? FileManager.default.removeItem(atPath: "\(path)/file") }

    /// Throws all of it away, and what a killed reading made of it.
    func remove() {
        removeUnfinished()
        try? FileManager.default.removeItem(atPath: path)
        // The folder goes with its last delivery; one that is not empty stays.
        rmdir(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// Throws away what a killed reading made of the file.
    func removeUnfinished() { StagingFile.removeUnfinished(delivery, register: register) }

    deinit { close(lock) }
}
