/// A reason why features cannot be asked for.
public enum FeatureQueryError: Error, Hashable, Sendable {
    /// There is no such collection.
    case unknownCollection(String)
    /// The collection has no feature of this key.
    case unknownFeature(String, collection: String)
    /// The collection has no such column, or does not show it.
    case unknownColumn(String, known: [String])
    /// A column of numbers is compared with a text.
    case notANumber(String, of: String)
    /// `bbox` is no box.
    case notABox(String)
    /// `datetime` is neither a moment nor a period.
    case notAPeriod(String)
    /// The reference system is none that is spoken.
    case unknownSystem(String)
    /// A collection without places is asked for another reference system.
    case noPlaces(collection: String)
    /// The reference system has no place for what was found.
    case notInSystem(String)
}

extension FeatureQueryError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unknownCollection(let name):
            "There is no collection \"\(name.prefix(80))\". `/collections` lists them."
        case .unknownFeature(let key, let collection):
            "\(collection) has no feature \"\(key.prefix(80))\"."
        case .unknownColumn(let name, let known):
            """
            The collection has no column \(name.prefix(80)). There are \
            \(known.joined(separator: ", ")).
            """
        case .notANumber(let text, let column):
            "\(column) is \"\(text.prefix(80))\"; a number is expected."
        case .notABox(let text):
            """
            bbox is "\(text.prefix(80))"; expected are four numbers, the lower corner and the upper \
            one, or six with heights, in the order of axes that bbox-crs names.
            """
        case .notAPeriod(let text):
            """
            datetime is "\(text.prefix(80))"; expected is 2026-03-01, 2026-03-01T08:30:00+08:00, or \
            two of them with / between, the earlier one first, or .. in place of one.
            """
        case .unknownSystem(let text):
            """
            "\(text.prefix(80))" is no reference system of this server. `/collections` lists them, \
            for example \(FeatureSystem.storage.uri).
            """
        case .noPlaces(let collection):
            "\(collection) has no places, so there is no reference system to choose. Leave it out."
        case .notInSystem(let uri):
            """
            Some of the features have no place in \(uri): it is made for another part of the \
            country. Choose the zone of the city, or degrees.
            """
        }
    }
}
