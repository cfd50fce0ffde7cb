/// A delivered row that is probably a registered one under a new code: in its place stands one of
/// its category that the delivery does not mention.
///
/// It is a question, not an answer: the row is new until somebody says otherwise.
public struct LikelyMatch: Hashable, Sendable, Encodable {
    /// The row in the surveyor's own file.
    public var row: Int
    /// Its key.
    public var key: String
    /// The key of the registered one.
    public var registeredKey: String
    /// How far apart they stand, in metres.
    public var metres: Double
    /// How sure it is that they are one, 0 … 1; see ``CategorySpacing/confidence(at:)``.
    public var confidence: Double
}
