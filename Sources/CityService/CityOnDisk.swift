public import City
import CityStore
import Foundation
import Geo

/// A city's files, and the verbs that work on them.
///
/// ```swift
/// let city = try CityOnDisk(path: "cambridge.db")
/// let report = try city.live().answer(request)
/// ```
public struct CityOnDisk: Sendable {
    let register: Register

    /// Opens the city of a file.
    ///
    /// - Throws: an error that says what is wrong with the file; nothing is changed.
    public init(path: String) throws { register = try Register(path: path) }

    /// Makes an empty city.
    public static func create(path: String, settings: CitySettings) throws {
        guard !settings.name.isEmpty else { throw CityServiceError.noName }
        _ = try AreaCode(settings.code, kind: .responsibilityGrid, scheme: settings.scheme)
        try Register.create(path: path, settings: settings)
    }

    /// Where the file is.
    public var path: String { register.path }

    /// The city's name, code and code scheme.
    public func settings() throws -> CitySettings { try register.settings() }

    /// The published editions, oldest first.
    public func editions() throws -> [Edition] { try register.editions() }

    /// The way in.
    public var deliveries: Deliveries { Deliveries(register: register) }

    /// The city as reports show it, at its current edition.
    public func asChecked() throws -> CheckedCity {
        let settings = try register.settings()
        var outline: [Polygon] = []
        for layer in [Layer.districts, .subdistricts, .communities] where outline.isEmpty {
            outline = try register.rows(of: layer).flatMap { $0.shape?.polygons ?? [] }
        }
        return CheckedCity(
            name: settings.name, code: settings.code, edition: try register.currentEdition(),
            checkedAt: Date().formatted(.iso8601), outline: outline)
    }

    /// The way out.
    public var export: Export { Export(register: register) }

    /// The current edition, or an earlier one, ready for questions.
    ///
    /// - Parameter notice: told in a sentence what nobody has to act upon.
    public func live(
        asOf edition: Int? = nil, notice: @escaping LiveCity.Notice = { _ in }
    ) throws -> LiveCity {
        try LiveCity(register: register, asOf: edition, notice: notice)
    }

    /// Who may ask.
    public func access() throws -> Access {
        Access(ledger: try Ledger(ofRegister: register.path))
    }

    /// What is wrong with the file, as far as it can be told; empty if all is well.
    public func faults() throws -> [String] { try register.integrityFaults() }
}
