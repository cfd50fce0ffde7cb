import City
import CityService

/// The documents and features as pages for people.
struct FeaturePages {
    let address: FeatureAddress

    private func markup(_ title: String, _ way: [FeatureLink]) -> FeatureMarkup {
        var page = FeatureMarkup(title: title, isEnglish: address.isEnglish)
        page.way = [step(["ogc"], "首页", "Start")] + way
        return page
    }

    private func step(_ parts: [String], _ chinese: String, _ english: String) -> FeatureLink {
        FeatureLink(
            address(parts, ["f": "html"]), "up", nil, address.isEnglish ? english : chinese)
    }

    private var toCollections: FeatureLink { step(["collections"], "图层", "Collections") }

    /// The page in the other language and as JSON.
    private func others(
        _ parts: [String], _ query: [String: String] = [:]
    ) -> [FeatureLink] {
        var (asJSON, translated) = (query, query)
        asJSON["f"] = "json"
        translated["f"] = "html"
        let other = FeatureAddress(address, language: address.isEnglish ? "zh" : "en")
        return [
            FeatureLink(address(parts, asJSON), "alternate", nil, "JSON"),
            FeatureLink(
                other(parts, translated), "alternate", nil, address.isEnglish ? "中文" : "English"),
        ]
    }

    func landing(_ document: FeatureDocuments.Landing) -> FeatureMarkup {
        var page = markup(document.title, [])
        page.sentences = [document.description]
        page.rows = document.links.filter { !["self", "alternate"].contains($0.rel) }.map {
            [.init($0.title ?? $0.rel, href: $0.href)]
        }
        page.links = others(["ogc"])
        return page
    }

    func conformance(_ document: FeatureDocuments.Conformance) -> FeatureMarkup {
        var page = markup(address.isEnglish ? "Conformance" : "符合的标准", [])
        page.rows = document.conformsTo.map { [.init($0)] }
        page.links = others(["conformance"])
        return page
    }

    func collections(_ document: FeatureDocuments.Collections) -> FeatureMarkup {
        var page = markup(address.isEnglish ? "Collections" : "图层", [])
        page.columns = address.isEnglish ? ["Collection", "Features"] : ["图层", "要素数"]
        page.rows = document.collections.map { collection in
            let href = address(["collections", collection.id], ["f": "html"])
            return [.init(collection.title, href: href), .init("\(collection.itemCount)")]
        }
        page.links = others(["collections"])
        return page
    }

    func collection(
        _ document: FeatureDocuments.Collection, _ collection: FeatureCollection
    ) -> FeatureMarkup {
        var page = markup(document.title, [toCollections])
        let parts = ["collections", document.id]
        let (columns, box) = (
            collection.layer.fields.map(\.column).joined(separator: ", "),
            document.extent?.spatial.bbox.first
        )
        page.rows = [
            [
                .init(
                    address.isEnglish ? "Features" : "要素",
                    href: address(parts + ["items"], ["f": "html"])),
                .init("\(document.itemCount)"),
            ],
            [.init(address.isEnglish ? "Columns" : "字段"), .init(columns)],
        ]
        if let box {
            let text = box.map { "\($0)" }.joined(separator: ", ")
            page.rows.append([.init(address.isEnglish ? "Box" : "范围"), .init(text)])
        }
        page.links = others(parts)
        return page
    }

    func items(
        _ found: FeaturePage, _ query: FeatureQuery, _ asked: [String: String]
    ) -> FeatureMarkup {
        let collection = query.collection
        var page = markup(address.title(collection), way(to: collection))
        let count = found.features.count
        page.sentences = [
            address.isEnglish
                ? "\(count) features on this page\(found.matched.map { ", \($0) in all" } ?? "")."
                : "本页\(count)条\(found.matched.map { "，共\($0)条" } ?? "")。"
        ]
        page.columns = ["id"] + collection.layer.fields.map(\.column)
        page.rows = found.features.map { feature in
            [.init(feature.key, href: href(feature, collection))]
                + feature.row.values.map { .init($0 ?? "") }
        }
        page.links =
            address.links(of: collection, asked, next: found.next).filter { $0.rel == "next" }
            + others(["collections", collection.id, "items"], asked)
        return page
    }

    func item(_ feature: Feature, _ collection: FeatureCollection) -> FeatureMarkup {
        var page = markup(feature.key, way(to: collection))
        page.rows = zip(collection.layer.fields, feature.row.values).map {
            [.init($0.column), .init($1 ?? "")]
        }
        if let place = feature.firstPlace {
            page.rows.append([
                .init(address.isEnglish ? "First place" : "首点"),
                .init("\(place.longitude), \(place.latitude)"),
            ])
        }
        page.links = others(["collections", collection.id, "items", feature.key])
        return page
    }

    private func way(to collection: FeatureCollection) -> [FeatureLink] {
        let title = address.title(collection)
        return [toCollections, step(["collections", collection.id], title, title)]
    }

    private func href(_ feature: Feature, _ collection: FeatureCollection) -> String {
        address(["collections", collection.id, "items", feature.key], ["f": "html"])
    }
}

extension FeatureAddress {
    /// The same in another language.
    fileprivate init(_ address: FeatureAddress, language: String) {
        self.init(origin: address.origin, language: language, isPage: address.isPage)
    }
}
