import CityService
import Foundation
import TestSupport
import Testing

@testable import CityHTTP

@Suite("The manual")
struct ManualTests {
    private static let users = ["index", "dispatcher", "surveyor", "viewer"]
    private static let pages = ["zh", "en"].flatMap { language in users.map { "\(language)/\($0)" }
    }

    private func text(_ page: String) throws -> String {
        try String(contentsOfFile: Repository.path("tiles/help/\(page).html"), encoding: .utf8)
    }

    /// The pictures that the page shows.
    private func pictures(_ page: String) throws -> [String] {
        try text(page).matches(of: /src="\/map\/pictures\/([^"]+)"/).map { String($0.1) }
    }

    @Test("every page is served, and every link of it leads somewhere", arguments: pages)
    func links(page: String) async throws {
        var server = try TestServer()
        try server.restart(page: MapPage(files: PageFiles(folder: Repository.path("tiles"))))
        let text = try text(page)
        let links = text.matches(of: /href="([^"]+)"/).map { String($0.1) }
        #expect(links.count > 8)
        for link in links where link.hasPrefix("#") {
            #expect(text.contains("id=\"\(link.dropFirst())\""), "\(link)")
        }
        // The map itself and its lists are not part of the manual.
        let own = links.filter { $0.hasPrefix("/help") || $0.hasPrefix("/map/") || $0 == "/api" }
        for (link, reply) in zip(own, try await server.ask(own.map { Ask(uri: $0) })) {
            #expect(reply.status == 200, "\(link)")
        }
        let address = "/help/\(page.replacing("/index", with: ""))"
        #expect(try await server.ask(Ask(uri: address)).text == text)
    }

    @Test("nothing in a page needs what its policy forbids", arguments: pages)
    func policy(page: String) throws {
        let text = try text(page)
        for forbidden in [
            "<script", "<style", "style=", "onclick=", "onload=", "http://", "https://",
        ] {
            #expect(!text.contains(forbidden), "\(forbidden)")
        }
        #expect(text.contains("<html lang=\"\(page.hasPrefix("zh") ? "zh-CN" : "en")\">"))
    }

    @Test("both languages say the same: sections, commands, pictures", arguments: users)
    func languages(user: String) throws {
        let (chinese, english) = (try text("zh/\(user)"), try text("en/\(user)"))
        func shape(_ text: String) -> [String] {
            text.matches(of: /<(h2|h3|dt|tr|figure|pre|li)[ >]/).map { String($0.1) }
        }
        func sections(_ text: String) -> [String] {
            text.matches(of: /<h2 id="([^"]+)"/).map { String($0.1) }
        }
        func commands(_ text: String) -> [String] {
            text.matches(of: /\n?\$ ([^\n]+)/).map { String($0.1) }
        }
        #expect(sections(chinese) == sections(english))
        #expect(shape(chinese) == shape(english))
        #expect(commands(chinese) == commands(english))
        let names = try ["zh", "en"].map { language in
            try pictures("\(language)/\(user)").map { $0.replacing("-\(language).png", with: "") }
        }
        #expect(names[0] == names[1])
    }

    @Test("every picture is one that tools/maps/pictures takes, and none is heavy")
    func pictures() throws {
        let tool = try String(
            contentsOfFile: Repository.path("tools/maps/pictures"), encoding: .utf8)
        let names = try Self.pages.flatMap(pictures)
        #expect(names.count == 18)
        for name in names {
            let subject = name.prefix { $0 != "." }.dropLast(3)
            #expect(tool.contains("\"\(subject)\":"), "\(name)")
        }
        let folder = Repository.path("tiles/help/pictures")
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            #expect((facts[.size] as? Int ?? 0) < 200_000, "\(name)")
            #expect(names.contains(name), "\(name) is shown nowhere")
        }
    }
}
