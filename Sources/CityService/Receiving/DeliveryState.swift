public import City

/// Where a delivery stands, as it is told to whoever handed it in.
public struct DeliveryState: Hashable, Sendable {
    /// The steps of a delivery.
    public enum Step: String, Hashable, Sendable, CaseIterable, Encodable {
        /// It has come and others are read first.
        case waiting
        /// Its rows are read.
        case reading
        /// Its rows are staged and are being checked.
        case checking
        /// It waits unchecked.
        case staged
        /// It waits, and was checked.
        case checked
        /// It is an edition.
        case published
        /// It could not be read.
        case failed
    }

    /// The delivery's name.
    public var delivery: String
    /// The layer's name.
    public var layer: String
    /// The name of the delivered file, without its folder.
    public var fileName: String
    /// The step.
    public var step: Step
    /// When it came, was staged or was published, ISO 8601 in UTC.
    public var since: String
    /// How far the reading is.
    public var progress: ReadingProgress?
    /// What it is as an edition.
    public var edition: Edition?
    /// What is known about the staged rows as a whole.
    public var summary: DeliverySummary?
    /// What the check came to.
    public var outcome: CheckOutcome?
    /// The edition at which the city is.
    public var cityEdition: Int
    /// Why it could not be read.
    public var reason: String?

    init(
        _ delivery: String, layer: String, fileName: String, _ step: Step, since: String,
        cityEdition: Int
    ) {
        self.delivery = delivery
        self.layer = layer
        self.fileName = fileName
        self.step = step
        self.since = since
        self.cityEdition = cityEdition
    }

    /// Whether somebody published since it was checked, so that it is checked anew before it is
    /// published.
    public var isStale: Bool { outcome.map { $0.edition != cityEdition } ?? false }

    /// What somebody should know, in a sentence.
    public var note: String? {
        guard let outcome, isStale else { return nil }
        return """
            stale: checked against edition \(outcome.edition), city is at \(cityEdition). It is \
            checked again before it is published.
            """
    }
}

extension DeliveryState: Encodable {
    private enum CodingKeys: String, CodingKey {
        case delivery, layer, fileName, state, since, progress, edition, referenceSystem, encoding
        case isWhole, unusedHeaders, correction, checkedEdition, cityEdition, isStale, note, reason
        case account, differences, errors, warnings
    }

    /// Encodes every member, those that are not known as null.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(delivery, forKey: .delivery)
        try members.encode(layer, forKey: .layer)
        try members.encode(fileName, forKey: .fileName)
        try members.encode(step, forKey: .state)
        try members.encode(since, forKey: .since)
        try members.encode(progress, forKey: .progress)
        try members.encode(edition?.number, forKey: .edition)
        try members.encode(summary?.referenceSystem, forKey: .referenceSystem)
        try members.encode(summary?.encoding, forKey: .encoding)
        try members.encode((summary?.completeness).map { $0 == .layer }, forKey: .isWhole)
        try members.encode(summary?.unusedHeaders, forKey: .unusedHeaders)
        try members.encode(summary?.correction, forKey: .correction)
        try members.encode(cityEdition, forKey: .cityEdition)
        try members.encode(isStale, forKey: .isStale)
        try members.encode(note, forKey: .note)
        try members.encode(reason, forKey: .reason)
        try members.encode(outcome?.edition, forKey: .checkedEdition)
        try members.encode(try outcome?.account, forKey: .account)
        try members.encode(outcome?.differences, forKey: .differences)
        try members.encode(outcome?.errors, forKey: .errors)
        try members.encode(outcome?.warnings, forKey: .warnings)
    }
}
