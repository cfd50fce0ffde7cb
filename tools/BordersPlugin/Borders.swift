import Foundation
import PackagePlugin

/// Keeps the borders between targets: a target imports what its line in the manifest names, and
/// nothing else, or the build fails.
///
/// SwiftPM itself lets a target import whatever its dependencies depend on. Runs before every
/// build, reads every source file and makes nothing.
@main
struct Borders: BuildToolPlugin {
    /// What comes with the toolchain and is open to all.
    private static let toolchain: Set = ["Swift", "Foundation", "Glibc", "Synchronization"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let module = target as? SwiftSourceModuleTarget else { return [] }
        let allowed = Self.toolchain.union(module.dependencies.flatMap(Self.modules))
        for file in module.sourceFiles where file.type == .source {
            let text = try String(contentsOf: file.url, encoding: .utf8)
            for (index, line) in text.components(separatedBy: "\n").enumerated() {
                guard let name = Self.imported(line), !allowed.contains(name) else { continue }
                Diagnostics.error(
                    "\(module.name) must not import \(name): its line in Package.swift does not name it.",
                    file: file.url.path, line: index + 1)
            }
        }
        return []
    }

    /// The modules that a dependency opens.
    private static func modules(_ dependency: TargetDependency) -> [String] {
        switch dependency {
        case .target(let target): [target.name]
        case .product(let product): [product.name] + product.targets.map(\.name)
        @unknown default: []
        }
    }

    /// The module that a line imports: `public import struct Geo.Box` imports Geo.
    private static func imported(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"),
            words[..<keyword].allSatisfy({ $0.hasPrefix("@") || levels.contains($0) })
        else { return nil }
        let rest = words[(keyword + 1)...].drop(while: { kinds.contains($0) })
        return rest.first?.split(separator: ".").first.map(String.init)
    }

    private static let levels: Set<Substring> = ["public", "package", "internal", "private"]
    private static let kinds: Set<Substring> = ["struct", "class", "enum", "func", "let", "var"]
}
