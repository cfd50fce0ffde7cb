public import City
import CityFiles
import CityStore
import DemoCity
import Foundation
import Geo

/// A city of a published size, grown from a seed and not yet on disk.
///
/// Everything enters the file as ordinary deliveries that pass the ordinary check.
public struct GrownCity: Sendable {
    private let plan: Plan

    /// The names of the cities that can be grown.
    public static var names: [String] { Preset.all.map(\.name) }

    /// Grows a city.
    ///
    /// - Parameters:
    ///   - name: one of ``names``.
    ///   - components: how many components; as many as were published if not told.
    ///   - folders: where the folder `gisdata` may be; the first that has the city is taken.
    /// - Throws: ``CityServiceError`` if there is no such city or its published data are missing.
    public init(_ name: String, seed: UInt64, components: Int?, gisdata folders: [String]) throws {
        guard let preset = Preset.named(name) else {
            throw CityServiceError.unknownDemoCity(name, known: Self.names)
        }
        try self.init(preset, seed: seed, components: components, gisdata: folders)
    }

    init(_ preset: Preset, seed: UInt64, components: Int?, gisdata folders: [String]) throws {
        let published = try PublishedFiles.read(preset.name, in: folders)
        plan = Plan(city: preset, seed: seed, components: components, published: published)
    }

    /// Writes the city into a new file, which appears complete or not at all.
    ///
    /// - Parameter progress: called now and then with the layer and how many of its rows are done.
    /// - Returns: the editions that its layers made.
    /// - Throws: ``CityServiceError/demoRefused(layer:line:)`` if a layer does not pass the check.
    public func create(
        path: String, progress: (_ layer: String, _ done: Int, _ total: Int?) -> Void
    ) throws -> [Edition] {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CityServiceError.fileExists(path)
        }
        let unfinished = path + ".growing"
        Self.remove(unfinished)
        do {
            let editions = try fill(unfinished, progress)
            // The last connection is closed: what it logged is in the file.
            try FileManager.default.moveItem(atPath: unfinished, toPath: path)
            return editions
        } catch let error as CocoaError {
            Self.remove(unfinished)
            throw error.code == .fileWriteFileExists
                ? CityServiceError.fileExists(path) : CityServiceError.cannotWrite(path)
        } catch {
            Self.remove(unfinished)
            throw error
        }
    }

    private func fill(
        _ path: String, _ progress: (String, Int, Int?) -> Void
    ) throws -> [Edition] {
        try CityOnDisk.create(
            path: path,
            settings: CitySettings(
                name: plan.preset.cityName, code: plan.preset.code, scheme: .national))
        let city = try CityOnDisk(path: path)
        for layer in Plan.layers { try deliver(layer, to: city.deliveries, progress) }
        return try city.editions()
    }

    private func deliver(
        _ layer: Layer, to deliveries: Deliveries, _ progress: (String, Int, Int?) -> Void
    ) throws {
        let total = layer == .components ? plan.components : nil
        guard total != 0 else { return }
        let summary = try deliveries.stage(
            PlannedRows(plan: plan, layer: layer, rowCount: total),
            of: "demo \(plan.preset.name)", as: layer
        ) { progress(layer.name, $0, $1) }
        let (report, outcome) = try deliveries.settle(summary)
        guard outcome == .refused else { return }
        let line = report.lines(file: summary.fileName).first ?? ""
        throw CityServiceError.demoRefused(layer: layer.name, line: line)
    }

    private static func remove(_ path: String) {
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + ending)
        }
        try? FileManager.default.removeItem(atPath: StagingFile.folder(ofRegister: path))
    }

    /// The city packed for questions without any file: for cities larger than a register is made
    /// for, of which no row but the packed one is ever held.
    public func index(on day: Day) -> CityIndex {
        let contents = CityContents(
            withoutComponents: CitySettings(
                name: plan.preset.cityName, code: plan.preset.code, scheme: .national),
            edition: 0, rows: plan.rows(of:))
        return CityIndex(contents, on: day) { take in
            plan.forEachRow(of: .components) { Component(row: $0).map(take) }
        }
    }

    /// A month of invented cases as a batch: `id,lon,lat,category,accuracy,time`.
    public func cases() -> String {
        var text = SeparatedText.line(["id", "lon", "lat", "category", "accuracy", "time"])
        plan.forEachCase { found in
            text += SeparatedText.line([
                found.id, Coordinate.degrees(found.place.longitude),
                Coordinate.degrees(found.place.latitude), found.category, String(found.accuracy),
                found.day,
            ])
        }
        return text
    }
}

/// The rows of a layer of a grown city, as a delivered file would have them.
private struct PlannedRows: RowSource {
    let plan: Plan
    let layer: Layer
    let rowCount: Int?

    func forEachBatch(
        into line: ReadingLine, _ visit: (SourceBatch) throws -> Void
    ) throws {
        var collector = SourceCollector()
        var number = 0
        try plan.forEachRow(of: layer) { row in
            number += 1
            try collector.add(
                number: number, values: row.values, geometry: row.shape?.planarGeometry, visit)
        }
        try collector.finish(visit)
    }
}
