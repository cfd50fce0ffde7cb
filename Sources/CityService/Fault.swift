import City
import CityFiles
import CityStore
import Datum
import Geo

/// What kind of thing went wrong: terminal and HTTP each have their number for it.
public enum Fault: Hashable, Sendable {
    /// The request itself is wrong.
    case request
    /// What it refers to does not exist.
    case notFound
    /// The delivered data are wrong.
    case data
    /// An input file cannot be read.
    case noInput
    /// An output file cannot be made.
    case cannotCreate
    /// The city's files fail.
    case storage
    /// Somebody else was faster; try again.
    case conflict
    /// The address to listen on cannot be had.
    case unavailable
    /// Something that nobody thought of.
    case unknown

    /// The kind of an error.
    public init(_ error: any Error) {
        self =
            switch error {
            case let error as CityServiceError: Self.kind(of: error)
            case let error as CityStoreError: Self.kind(of: error)
            case let error as VectorFileError: Self.kind(of: error)
            case let error as WaiverError: Self.kind(of: error)
            case let error as TileArchiveError: Self.kind(of: error)
            case let error as FeatureQueryError: Self.kind(of: error)
            case is CoordinateError, is CodeError, is SearchError: .request
            case is UndoRefusal: .conflict
            case let error as MineError: error.isAboutWords ? .request : .notFound
            case is DatumError: .data
            case is HeaderError, is MappingError, is MapConfigurationError: .data
            default: .unknown
            }
    }

    private static func kind(of error: CityServiceError) -> Fault {
        switch error {
        case .noName, .unknownLayer, .notACoordinate, .unknownCategory, .placeOrCode,
            .axesSwapped, .unknownRole, .nothingToBound, .notAMoment, .momentPassed, .keySet,
            .noReferenceSystem, .shiftNotSaid, .unknownDemoCity, .notOfUnitGrids, .noCodesFor,
            .unknownMapLayer, .zoomsNotDrawn:
            .request
        case .member(_, let kind, _): kind
        case .unknownComponent, .unknownArea, .unknownDistrict, .unknownPerson, .noPosts: .notFound
        case .stepRefused, .noDeliveredFile, .emptyFile, .hopeless, .batchColumnMissing, .batchRows,
            .refused,
            .quoteOpen, .demoRefused, .nothingDrawn:
            .data
        case .alreadyPublished: .conflict
        case .noTextFile, .noPublishedData, .noMapLayers: .noInput
        case .notUTF8: .data
        case .cannotWrite, .fileExists: .cannotCreate
        case .portTaken: .unavailable
        }
    }

    private static func kind(of error: CityStoreError) -> Fault {
        switch error {
        case .noFile, .isFolder, .notADatabase, .notACity, .newerSchema: .noInput
        case .exists: .cannotCreate
        case .damaged, .inaccessible, .replaced: .storage
        case .busy, .editionMoved, .otherStaging: .conflict
        case .changedSince: .data
        case .noDelivery, .noToken, .noEdition: .notFound
        }
    }

    private static func kind(of error: FeatureQueryError) -> Fault {
        switch error {
        case .unknownCollection, .unknownFeature: .notFound
        case .unknownColumn, .notANumber, .notABox, .notAPeriod, .unknownSystem, .noPlaces,
            .notInSystem:
            .request
        }
    }

    private static func kind(of error: WaiverError) -> Fault {
        switch error {
        case .unknownRule, .noReason, .reasonIsPersonal: .request
        case .notAllowed: .data
        case .nothingFound, .noWaiver: .notFound
        }
    }

    private static func kind(of error: VectorFileError) -> Fault {
        switch error {
        case .noFile, .gone: .noInput
        case .emptyFile, .changed, .notAVectorFile, .drawing, .refused, .severalFormats,
            .unreadableTexts, .broken, .unmappable, .tooLong, .otherKind, .losses, .noRow:
            .data
        case .severalLayers, .noLayer, .unknownEncoding, .unknownFormat, .encodingNotPossible,
            .geometryNeeded:
            .request
        case .exists, .cannotWrite: .cannotCreate
        }
    }

    private static func kind(of error: TileArchiveError) -> Fault {
        switch error {
        case .exists, .cannotWrite: .cannotCreate
        case .notAnArchive: .noInput
        }
    }
}
