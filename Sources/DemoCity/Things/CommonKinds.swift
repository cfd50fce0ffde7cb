extension ComponentMix {
    /// A common kind before its name is looked up.
    struct Entry: Sendable {
        var code: String
        var weight: Double
        var trade: Trade
        var setting: Setting
        var outlay: Outlay = .point
    }

    /// The common kinds with their weights; the proportions are invented, their order is not:
    /// there are more covers of drains than of anything else.
    static let common: [Entry] = covers + street + green

    private static let covers: [Entry] = [
        Entry(code: "01002", weight: 14, trade: .drains, setting: .carriageway),
        Entry(code: "01003", weight: 12, trade: .drains, setting: .carriageway),
        Entry(code: "01001", weight: 9, trade: .water, setting: .carriageway),
        Entry(code: "01007", weight: 8, trade: .telecom, setting: .kerb),
        Entry(code: "01005", weight: 5, trade: .power, setting: .kerb),
        Entry(code: "01011", weight: 4, trade: .gas, setting: .carriageway),
        Entry(code: "01010", weight: 4, trade: .heat, setting: .carriageway),
        Entry(code: "01006", weight: 3, trade: .lamps, setting: .kerb),
        Entry(code: "01017", weight: 1.6, trade: .power, setting: .kerb),
        Entry(code: "01015", weight: 1, trade: .traffic, setting: .kerb),
        Entry(code: "01008", weight: 0.9, trade: .cable, setting: .kerb),
        Entry(code: "01012", weight: 0.8, trade: .police, setting: .kerb),
        Entry(code: "01018", weight: 0.8, trade: .cleaning, setting: .parcel),
        Entry(code: "01023", weight: 0.6, trade: .unknown, setting: .carriageway),
        Entry(code: "01009", weight: 0.5, trade: .telecom, setting: .kerb),
        Entry(code: "01014", weight: 0.4, trade: .parks, setting: .parcel),
        Entry(code: "01019", weight: 0.4, trade: .mains, setting: .carriageway),
        Entry(code: "01020", weight: 0.1, trade: .transit, setting: .kerb),
        Entry(code: "01021", weight: 0.1, trade: .gas, setting: .parcel),
        Entry(code: "01022", weight: 0.1, trade: .unknown, setting: .kerb),
    ]

    private static let street: [Entry] = [
        Entry(code: "01037", weight: 12, trade: .lamps, setting: .kerb),
        Entry(code: "01004", weight: 11, trade: .drains, setting: .carriageway),
        Entry(code: "02010", weight: 5, trade: .traffic, setting: .kerb),
        Entry(code: "03005", weight: 4, trade: .cleaning, setting: .kerb),
        Entry(code: "01030", weight: 3.6, trade: .power, setting: .kerb),
        Entry(code: "02017", weight: 2.6, trade: .traffic, setting: .kerb, outlay: .line),
        Entry(code: "01050", weight: 2.2, trade: .police, setting: .kerb),
        Entry(code: "01031", weight: 1.6, trade: .telecom, setting: .kerb),
        Entry(code: "02021", weight: 1.5, trade: .roads, setting: .kerb),
        Entry(code: "02012", weight: 1.3, trade: .signs, setting: .kerb),
        Entry(code: "02014", weight: 1.2, trade: .traffic, setting: .kerb),
        Entry(code: "01013", weight: 1.1, trade: .water, setting: .kerb),
        Entry(code: "02004", weight: 0.9, trade: .transit, setting: .kerb),
        Entry(code: "01027", weight: 0.8, trade: .telecom, setting: .kerb),
        Entry(code: "01028", weight: 0.8, trade: .power, setting: .kerb),
        Entry(code: "03008", weight: 0.8, trade: .signs, setting: .kerb),
        Entry(code: "02025", weight: 0.7, trade: .signs, setting: .kerb, outlay: .area),
        Entry(code: "01054", weight: 0.6, trade: .power, setting: .parcel),
        Entry(code: "01060", weight: 0.5, trade: .lamps, setting: .kerb),
        Entry(code: "03006", weight: 0.5, trade: .signs, setting: .kerb),
        Entry(code: "03001", weight: 0.4, trade: .cleaning, setting: .parcel),
        Entry(code: "02001", weight: 0.4, trade: .traffic, setting: .parcel, outlay: .area),
        Entry(code: "01046", weight: 0.4, trade: .signs, setting: .parcel),
        Entry(code: "01075", weight: 0.4, trade: .signs, setting: .parcel),
        Entry(code: "01048", weight: 0.3, trade: .power, setting: .parcel),
    ]

    private static let green: [Entry] = [
        Entry(code: "04002", weight: 9, trade: .parks, setting: .kerb),
        Entry(code: "04011", weight: 2.4, trade: .parks, setting: .kerb),
        Entry(code: "04013", weight: 1.8, trade: .parks, setting: .parcel, outlay: .area),
        Entry(code: "04007", weight: 1.2, trade: .parks, setting: .parcel),
        Entry(code: "04008", weight: 0.9, trade: .parks, setting: .kerb, outlay: .line),
        Entry(code: "04005", weight: 0.7, trade: .parks, setting: .kerb, outlay: .area),
        Entry(code: "04003", weight: 0.6, trade: .parks, setting: .parcel),
        Entry(code: "04006", weight: 0.2, trade: .parks, setting: .parcel),
    ]
}
