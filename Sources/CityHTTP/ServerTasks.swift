import CityService
import Logging
import ServiceLifecycle

/// Keeps the city at its newest edition for as long as the server runs.
struct Refresher: Service {
    let live: LiveCity
    let logger: Logger

    func run() async throws {
        let following = live.follow { event in
            switch event {
            case .edition(let number): logger.info("edition \(number) answers")
            case .failed(let reason): logger.error("the register cannot be read: \(reason)")
            }
        }
        let due = live.publishWhenDue { event in
            switch event {
            case .done(let publication): logger.notice("\(publication)")
            case .failed(let reason): logger.error("scheduled deliveries wait: \(reason)")
            }
        }
        try? await gracefulShutdown()
        due.stop()
        following.stop()
    }
}

/// Reads deliveries as long as the server runs; what is cut is read at the next start.
struct ReadingService: Service {
    let jobs: DeliveryJobs

    func run() async throws {
        jobs.begin()
        try? await gracefulShutdown()
        await jobs.end()
    }
}
