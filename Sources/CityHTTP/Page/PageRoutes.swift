import CityService
import Foundation
import HTTPTypes
import NIOCore

/// The page, its files and its manual.
struct PageRoutes: Sendable {
    private let files: [String: Route.Tagged]
    private let missing: [String]

    init(_ page: MapPage) {
        let safety = PageSafety.page(page.configuration.baseMaps)
        files = page.files.files.reduce(into: [:]) { files, entry in
            guard let type = PageFileType.of(entry.key) else { return }
            files[entry.key] = Route.Tagged(entry.value, at: entry.key, type, safety)
        }
        missing = page.files.missing
    }

    /// The routes.
    ///
    /// - Parameter landing: answers programs that ask for `/`.
    func routes(landing: Route?) -> [Route] {
        [front(landing), own, icon] + folders + Self.manual { try file($0) }
    }

    private func front(_ landing: Route?) -> Route {
        let json = landing?.answers ?? []
        return Route(
            method: .get, path: "/", role: .public, bodyLimit: 0,
            summary: "The map, as a page; for programs the landing page of OGC API.",
            parameters: [
                .init(name: "f", summary: "json for programs, html for people.", example: "json")
            ], refusals: [404: "The files of the page are not there."],
            answers: [.init(type: PageFileType.of(".html") ?? "", schema: "Text")] + json
        ) { ask in
            if let landing, ask.isByProgram { return try await landing.reply(to: ask) }
            guard let file = files["page/index.html"] else {
                throw PageRefusal.noPage(missing: missing)
            }
            return .tagged(file)
        }
    }

    private var own: Route {
        Self.route("/map/{file}", "A file of the page.") { ask in
            let name = ask.path["file"] ?? ""
            return try file("page/\(name)", "help/\(name)")
        }
    }

    /// What browsers ask for beside anything that names no icon of its own.
    private var icon: Route {
        Self.route("/favicon.ico", "The icon of the page.") { _ in try file("page/icon.svg") }
    }

    private var folders: [Route] {
        [("vendor", "vendor"), ("pictures", "help/pictures")].map { address, folder in
            Self.route("/map/\(address)/{file}", "A file of the page.") { ask in
                try file("\(folder)/\(ask.path["file"] ?? "")")
            }
        } + [
            Self.route("/map/glyphs/{font}/{range}", "Letters of a font.") { ask in
                try file("glyphs/\(ask.path["font"] ?? "")/\(ask.path["range"] ?? "")")
            }
        ]
    }

    /// A route that answers with a file.
    static func route(
        _ path: String, _ summary: String,
        answer: @escaping @Sendable (Route.Ask) async throws -> Route.Reply
    ) -> Route {
        Route(
            method: .get, path: path, role: .public, bodyLimit: 0, summary: summary,
            refusals: [404: "There is no such file."],
            answers: Set(PageFileType.all.values).sorted().map {
                .init(type: $0, schema: "Bytes")
            }, answer: answer)
    }

    /// The first of some files that is there. A name is compared with those that were read, and so
    /// leads nowhere else.
    private func file(_ names: String...) throws -> Route.Reply {
        guard let file = names.lazy.compactMap({ files[$0] }).first else {
            throw PageRefusal.noFile
        }
        return .tagged(file)
    }
}

extension Route.Tagged {
    fileprivate init(
        _ file: PageFiles.File, at path: String, _ type: String, _ safety: HTTPFields
    ) {
        var headers = path.hasSuffix(".html") ? safety : PageSafety.file
        let isOthers = path.hasPrefix("vendor/") || path.hasPrefix("glyphs/")
        headers[.cacheControl] = isOthers ? "public, max-age=604800" : "no-cache"
        self.init(
            tag: file.tag, type: type, headers: headers, plain: ByteBuffer(bytes: file.bytes),
            gzipped: file.gzipped.map { ByteBuffer(bytes: $0) })
    }
}

extension Route.Ask {
    /// Whether a program asks for `/` rather than a person: by `f`, else by what is accepted.
    fileprivate var isByProgram: Bool {
        switch query["f"] {
        case "json": true
        case "html": false
        default: !Negotiation.wantsPage(headers[.accept])
        }
    }
}

extension Route {
    /// The reply of this route to somebody who asked at another address.
    func reply(to ask: Ask) async throws -> Reply {
        let reply = try await answer(ask)
        guard case .whole(let body) = reply else { return reply }
        return .other(.ok, [.contentType: answers[0].type], body)
    }
}
