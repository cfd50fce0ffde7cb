public import City
import CityStore

/// An edition as it is listed: with whether it can be undone.
public struct EditionState: Sendable, Encodable {
    /// The edition.
    public var edition: Edition
    /// Whether nothing later depends on it; `nil` if that is not known before somebody tries. What
    /// is undone passes the ordinary check, which can still refuse it.
    public var isUndoable: Bool?
    /// Why it cannot be undone and what to do, in English.
    public var whyNot: String?
    /// The same in Chinese.
    public var whyNotInChinese: String?

    private enum CodingKeys: String, CodingKey {
        case correction, isUndoable, whyNot, whyNotInChinese
    }

    /// Encodes the members of the edition and those of its undoing, what is not known as null.
    public func encode(to encoder: any Encoder) throws {
        try edition.encode(to: encoder)
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(edition.correction, forKey: .correction)
        try members.encode(isUndoable, forKey: .isUndoable)
        try members.encode(whyNot, forKey: .whyNot)
        try members.encode(whyNotInChinese, forKey: .whyNotInChinese)
    }
}

/// What differs between an edition and the one before it.
public struct EditionDifference: Sendable, Encodable {
    /// The edition.
    public var edition: Int
    /// How many rows differ in each way; empty if they were not looked at.
    public var counts: [String: Int]
    /// The rows, in the order of keys.
    public var rows: [RowDifference]
    /// Whether there are more rows than are told.
    public var isCut: Bool
}

extension CityOnDisk {
    /// How many changes are looked at to tell whether an edition can be undone.
    private static let undoLooks = 5000
    /// Of an edition with more changes the rows are not told one by one.
    static let mostCompared = 50_000

    /// Some editions, the newest first, each with whether it can be undone.
    public func editionStates(before number: Int?, limit: Int) throws -> [EditionState] {
        try register.editions(before: number, limit: limit).map { edition in
            var state = EditionState(edition: edition, isUndoable: true)
            do {
                if let obstacle = try register.obstacle(
                    toUndoing: edition, budget: Self.undoLooks)
                {
                    state.isUndoable = false
                    state.whyNot = "\(obstacle)"
                    state.whyNotInChinese = obstacle.undoingInChinese
                }
            } catch is UndoUnknown {
                state.isUndoable = nil
            }
            return state
        }
    }

    /// What an edition changed, row by row.
    ///
    /// - Parameter limit: how many rows are told at most.
    public func difference(of number: Int, limit: Int) throws -> EditionDifference {
        let found = try register.editions(before: number + 1, limit: 1).first
        guard let edition = found, edition.number == number, let layer = Layer.named(edition.layer)
        else {
            throw CityStoreError.noEdition(number, current: try register.currentEdition())
        }
        let changes = edition.newRows + edition.changedRows + edition.vanishedRows
        guard changes <= Self.mostCompared else {
            return EditionDifference(edition: number, counts: [:], rows: [], isCut: true)
        }
        let rows = try register.differences(in: layer, from: number - 1, to: number)
        return EditionDifference(
            edition: number,
            counts: Dictionary(rows.map { ($0.change.rawValue, 1) }, uniquingKeysWith: +),
            rows: Array(rows.prefix(limit)), isCut: rows.count > limit)
    }
}

extension CityStoreError {
    /// Why an edition cannot be undone, in Chinese; `nil` for any other error.
    fileprivate var undoingInChinese: String? {
        guard case .changedSince(let edition, let later, let layer, let key) = self else {
            return nil
        }
        let name = Layer.named(layer)?.chineseName ?? layer
        return """
            第\(edition)版不能撤销：第\(later)版又改动了其中的同一行，例如\(name)“\(key)”。\
            请先撤销第\(later)版，或按应有的内容重新交付。
            """
    }
}
