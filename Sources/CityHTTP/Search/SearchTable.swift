import CityService
import HTTPTypes

/// The routes of search and nearby.
enum SearchTable {
    static func routes(_ work: SearchRoutes) -> [Route] {
        [
            Route(
                method: .get, path: "/v1/search", role: .public, dependsOnRole: true, bodyLimit: 0,
                summary: """
                    What a text names: codes, names, themes, crossings of two roads, in Chinese and \
                    pinyin; of the layers that the asker may see.
                    """,
                parameters: SearchRoutes.searchParameters,
                answers: [.init(type: BodyType.json, schema: "Search")], answer: work.search),
            Route(
                method: .get, path: "/v1/nearby", role: .public, dependsOnRole: true, bodyLimit: 0,
                summary: "The components of a category, or the places of a theme, near a place.",
                parameters: SearchRoutes.nearbyParameters,
                answers: [.init(type: BodyType.json, schema: "Nearby")], answer: work.nearby),
        ]
    }
}
