import City

/// What is to be done with a file that was sent: written down beside it, so that it outlives the
/// server.
struct DeliveryJob: Hashable, Sendable, Codable {
    var delivery: String
    var layer: String
    var file: SafeFileName
    var receivedAt: String
    var reading: Deliveries.Reading
    /// Why it could not be read, if it could not.
    var failure: String?

    init(
        _ layer: Layer, _ file: SafeFileName, _ reading: Deliveries.Reading, receivedAt: String
    ) {
        delivery = Deliveries.newName(in: layer)
        self.layer = layer.name
        self.file = file
        self.receivedAt = receivedAt
        self.reading = reading
        self.reading.delivery = delivery
    }
}

/// How far the reading of a file is.
public struct ReadingProgress: Hashable, Sendable, Encodable {
    /// How many rows are read.
    public var rows: Int
    /// How many there are, if that is known.
    public var total: Int?
    /// How many are read in a second.
    public var rowsPerSecond: Int?
    /// How many seconds the rest will take at this speed.
    public var secondsLeft: Int?

    /// Progress after some seconds of reading.
    init(rows: Int, total: Int?, seconds: Double) {
        self.rows = rows
        self.total = total
        guard rows > 0, seconds > 0 else { return }
        let speed = Double(rows) / seconds
        rowsPerSecond = Int(speed)
        secondsLeft = total.map { Int((Double(max($0 - rows, 0)) / speed).rounded(.up)) }
    }

    /// Encodes every member, those that are not known as null.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(rows, forKey: .rows)
        try members.encode(total, forKey: .total)
        try members.encode(rowsPerSecond, forKey: .rowsPerSecond)
        try members.encode(secondsLeft, forKey: .secondsLeft)
    }

    private enum CodingKeys: String, CodingKey {
        case rows, total, rowsPerSecond, secondsLeft
    }
}
