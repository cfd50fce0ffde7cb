import CProj
import Foundation
import Geo

/// A PROJ transformation with the context it lives in: for one thread at a time.
///
/// PROJ reports through return values and an error number in the context; everything that asks it
/// goes through this class. Pipelines are kept per thread, under their definition, because making
/// one takes milliseconds and PROJ's objects must not be shared between threads.
final class ProjPipeline {
    /// What makes a pipeline: a source system, or an explicit pipeline.
    struct Definition: Hashable, Sendable {
        var source: String
        var pipeline: String?
    }

    private let context: OpaquePointer
    private let transformation: OpaquePointer
    /// The grid of a transverse Mercator system, if the source is one.
    let grid: Grid?
    /// Whether the source counts metres.
    let isProjected: Bool

    /// What tells a zone: the middle meridian in degrees and the false easting in metres.
    struct Grid: Hashable {
        var meridian: Double
        var falseEasting: Double
    }

    /// The pipeline of a definition for this thread.
    static func ofThread(_ definition: Definition) throws(DatumError) -> ProjPipeline {
        let dictionary = Thread.current.threadDictionary
        let key = "wangge.datum.pipelines"
        var pipelines = dictionary[key] as? [Definition: ProjPipeline] ?? [:]
        if let known = pipelines[definition] { return known }
        let made = try ProjPipeline(definition)
        // A city works with a handful of systems; whoever asks with all of EPSG fills no memory.
        if pipelines.count >= 32 { pipelines.removeAll() }
        pipelines[definition] = made
        dictionary[key] = pipelines
        return made
    }

    private init(_ definition: Definition) throws(DatumError) {
        guard let context = proj_context_create() else {
            throw .unknownSystem(definition.source)
        }
        proj_log_level(context, PJ_LOG_NONE)
        proj_context_set_enable_network(context, 0)
        do throws(DatumError) {
            let made = try Self.make(definition, in: context)
            transformation = made.transformation
            grid = made.grid
            isProjected = made.isProjected
            self.context = context
        } catch {
            proj_context_destroy(context)
            throw error
        }
    }

    deinit {
        proj_destroy(transformation)
        proj_context_destroy(context)
    }

    private typealias Made = (transformation: OpaquePointer, grid: Grid?, isProjected: Bool)

    private static func make(
        _ definition: Definition, in context: OpaquePointer
    ) throws(DatumError) -> Made {
        if let text = definition.pipeline {
            guard let given = proj_create(context, text) else { throw .badPipeline(text) }
            return (given, nil, true)
        }
        guard let source = proj_create(context, definition.source), proj_is_crs(source) != 0 else {
            throw .unknownSystem(definition.source)
        }
        defer { proj_destroy(source) }
        let name = proj_get_name(source).map { String(cString: $0) } ?? definition.source
        let datum = datumName(of: source, context)
        // The old Chinese datums have only regional or secret parameters; PROJ would take the
        // nearest regional set without a word.
        for old in ["Xian 1980", "Beijing 1954", "New Beijing"] where datum.contains(old) {
            throw .noParameters(name)
        }
        // CGCS2000 and WGS 84 are realisations of one frame that agree within centimetres; EPSG
        // has no transformation between them, so whatever leads to either is taken.
        let target = datum.contains("China 2000") ? "EPSG:4490" : "EPSG:4326"
        guard let transformation = transformation(from: source, to: target, context) else {
            throw .noParameters(name)
        }
        return (transformation, grid(of: source, context), isProjected(source))
    }

    private static func transformation(
        from source: OpaquePointer, to target: String, _ context: OpaquePointer
    ) -> OpaquePointer? {
        guard let target = proj_create(context, target) else { return nil }
        defer { proj_destroy(target) }
        let found = "ALLOW_BALLPARK=NO".withCString { option in
            var options: [UnsafePointer<CChar>?] = [option, nil]
            return proj_create_crs_to_crs_from_pj(context, source, target, nil, &options)
        }
        guard let found else { return nil }
        defer { proj_destroy(found) }
        return proj_normalize_for_visualization(context, found)
    }

    private static func datumName(of source: OpaquePointer, _ context: OpaquePointer) -> String {
        guard let geodetic = proj_crs_get_geodetic_crs(context, source) else { return "" }
        defer { proj_destroy(geodetic) }
        guard let datum = proj_crs_get_datum_forced(context, geodetic) else { return "" }
        defer { proj_destroy(datum) }
        return proj_get_name(datum).map { String(cString: $0) } ?? ""
    }

    private static func isProjected(_ source: OpaquePointer) -> Bool {
        switch proj_get_type(source) {
        case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: false
        default: true
        }
    }

    private static func grid(of source: OpaquePointer, _ context: OpaquePointer) -> Grid? {
        guard let operation = proj_crs_get_coordoperation(context, source) else { return nil }
        defer { proj_destroy(operation) }
        var method: UnsafePointer<CChar>?
        proj_coordoperation_get_method_info(context, operation, &method, nil, nil)
        guard let method, String(cString: method) == "Transverse Mercator" else { return nil }
        func parameter(_ name: String) -> Double? {
            let index = proj_coordoperation_get_param_index(context, operation, name)
            var value = 0.0
            let isFound = proj_coordoperation_get_param(
                context, operation, index, nil, nil, nil, &value, nil, nil, nil, nil, nil, nil)
            return isFound != 0 ? value : nil
        }
        guard let meridian = parameter("Longitude of natural origin"),
            let easting = parameter("False easting")
        else { return nil }
        return Grid(meridian: meridian, falseEasting: easting)
    }

    /// Converts positions in place, forward to degrees or back.
    ///
    /// - Returns: the first position without a place, by its index, or `nil` if all have one.
    func transform(_ positions: inout [Position], forward: Bool) -> Int? {
        var coordinates = positions.map { PJ_COORD(xyzt: PJ_XYZT(x: $0.x, y: $0.y, z: 0, t: 0)) }
        proj_errno_reset(transformation)
        proj_trans_array(
            transformation, forward ? PJ_FWD : PJ_INV, coordinates.count, &coordinates)
        for (index, coordinate) in coordinates.enumerated() {
            guard coordinate.xy.x.isFinite, coordinate.xy.y.isFinite else { return index }
            positions[index] = Position(x: coordinate.xy.x, y: coordinate.xy.y)
        }
        return nil
    }
}
