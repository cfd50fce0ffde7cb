import City
import CityService
import Foundation
import HTTPTypes
import NIOCore
import Synchronization

/// What the map's page has to know of the city: `/map.json`.
final class MapRoute: Sendable {
    private let live: LiveCity
    private let configuration: MapConfiguration
    /// The description of the edition that was asked for last.
    private let made = Mutex<(edition: Int, tagged: Route.Tagged)?>(nil)

    init(live: LiveCity, configuration: MapConfiguration) {
        self.live = live
        self.configuration = configuration
    }

    /// The route.
    var route: Route {
        Route(
            method: .get, path: "/map.json", role: .public, bodyLimit: 0,
            summary: "The city's name, code, box, edition, base maps and categories.",
            answers: [.init(type: BodyType.json, schema: "Map")]
        ) { [self] ask in
            try ask.refuseUnknown([])
            return .tagged(try tagged())
        }
    }

    private func tagged() throws -> Route.Tagged {
        let edition = live.index.edition
        if let made = made.withLock({ $0 }), made.edition == edition { return made.tagged }
        let map = try live.mapDescription(configuration)
        let tagged = Route.Tagged(
            tag: map.tag, type: BodyType.json, headers: PageSafety.file,
            plain: ByteBuffer(bytes: map.bytes),
            gzipped: map.gzipped.map { ByteBuffer(bytes: $0) })
        made.withLock { $0 = (edition, tagged) }
        return tagged
    }
}
