import City
import CityService

/// The documents around the features, as OGC API – Features wants them in JSON.
struct FeatureDocuments {
    let address: FeatureAddress

    struct Landing: Encodable {
        var title: String
        var description: String
        var links: [FeatureLink]
    }

    struct Conformance: Encodable {
        var conformsTo: [String]
    }

    struct Collections: Encodable {
        var links: [FeatureLink]
        var collections: [Collection]
        var crs: [String]
    }

    struct Collection: Encodable {
        var id: String
        var title: String
        var description: String
        var itemType = "feature"
        var extent: Extent?
        var crs: [String]?
        var storageCrs: String?
        var links: [FeatureLink]
        /// How many features there are; not of the standard.
        var itemCount: Int
    }

    struct Extent: Encodable {
        struct Spatial: Encodable {
            var bbox: [[Double]]
            var crs = FeatureSystem.crs84.uri
        }
        var spatial: Spatial
    }

    /// The classes of requirements that are met.
    static let conformance = Conformance(
        conformsTo: ["core", "oas30", "html", "geojson"].map {
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/\($0)"
        } + ["http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs"])

    func landing(city: String) -> Landing {
        let isEnglish = address.isEnglish
        let type = address.isPage ? BodyType.html : BodyType.json
        let form = ["f": address.isPage ? "html" : "json"]
        return Landing(
            title: city,
            description: isEnglish
                ? "Districts, grids, road segments, components and places as features."
                : "区县、网格、路段、部件和专题点位等要素。",
            links: address.forms(["ogc"]) + [
                FeatureLink(
                    address(["collections"], form), "data", type,
                    isEnglish ? "Collections" : "图层"),
                FeatureLink(
                    address(["conformance"], form), "conformance", type,
                    isEnglish ? "Conformance" : "符合的标准"),
                FeatureLink(
                    address.origin + "/api", "service-desc", BodyType.openAPI,
                    isEnglish ? "Description of the interface" : "接口说明"),
            ])
    }

    func collections(_ summaries: [Features.Summary]) -> Collections {
        Collections(
            links: address.forms(["collections"]), collections: summaries.map(collection),
            crs: FeatureSystem.all.map(\.uri))
    }

    func collection(_ summary: Features.Summary) -> Collection {
        let collection = summary.collection
        let parts = ["collections", collection.id]
        let items = [
            FeatureLink(
                address(parts + ["items"], ["f": "json"]), "items", BodyType.geoJSON, "GeoJSON"),
            FeatureLink(address(parts + ["items"], ["f": "html"]), "items", BodyType.html, "HTML"),
        ]
        return Collection(
            id: collection.id, title: address.title(collection),
            description: address.isEnglish ? collection.layer.chineseName : collection.english,
            extent: summary.degrees.map { Extent(spatial: .init(bbox: [$0])) },
            crs: collection.hasGeometry ? FeatureSystem.all.map(\.uri) : nil,
            storageCrs: collection.hasGeometry ? FeatureSystem.storage.uri : nil,
            links: address.forms(parts) + (address.isPage ? items.reversed() : items),
            itemCount: summary.count)
    }
}
