import ArgumentParser
import Foundation
import Hummingbird
import NIOPosix

/// `bench constant`: a server that does nothing but answer, to see what the server's own share is.
struct Constant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer every request with the same body, with the server that the product uses.")

    @Option(help: "How long the body is.")
    var bytes: Int
    @Option(help: "The port to listen on.")
    var port: Int

    @Option(help: "How many threads read and write; as many as `wangge serve` has.")
    var eventLoops = 1

    func run() async throws {
        let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes)
        let router = Router()
        router.get("**") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/json", .contentLength: String(bytes)],
                body: ResponseBody(byteBuffer: body))
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { _ in print("Answering \(bytes) bytes on port \(port)") },
            eventLoopGroupProvider: .shared(
                MultiThreadedEventLoopGroup(numberOfThreads: eventLoops)))
        try await application.runService()
    }
}
