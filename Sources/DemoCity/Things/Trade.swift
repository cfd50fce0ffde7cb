/// Who has to do with things of a kind: the competent department, the owner and the maintainer.
struct Trade: Sendable {
    /// An organization by whose it is.
    enum Party: Sendable {
        case city(Bureau)
        case district(Bureau)
        case office
        case nobody
    }

    var competent: Party
    var owner: Party
    var maintainer: Party

    static let water = Trade(
        competent: .district(.water), owner: .city(.waterCompany), maintainer: .city(.waterCompany))
    static let drains = Trade(
        competent: .district(.construction), owner: .district(.drains),
        maintainer: .district(.drains))
    static let mains = Trade(
        competent: .city(.water), owner: .city(.drainCompany), maintainer: .city(.drainCompany))
    static let power = Trade(
        competent: .district(.construction), owner: .city(.powerCompany),
        maintainer: .city(.powerCompany))
    static let lamps = Trade(
        competent: .district(.management), owner: .district(.management),
        maintainer: .district(.lamps))
    static let telecom = Trade(
        competent: .city(.grids), owner: .city(.telecomCompany), maintainer: .city(.towerCompany))
    static let cable = Trade(
        competent: .city(.grids), owner: .city(.cableCompany), maintainer: .city(.cableCompany))
    static let gas = Trade(
        competent: .district(.construction), owner: .city(.gasCompany),
        maintainer: .city(.gasCompany))
    static let heat = Trade(
        competent: .district(.construction), owner: .city(.heatCompany),
        maintainer: .city(.heatCompany))
    static let police = Trade(
        competent: .district(.police), owner: .district(.police), maintainer: .city(.telecomCompany)
    )
    static let traffic = Trade(
        competent: .district(.traffic), owner: .district(.traffic), maintainer: .district(.upkeep))
    static let parks = Trade(
        competent: .district(.management), owner: .district(.parks), maintainer: .district(.parks))
    static let cleaning = Trade(
        competent: .district(.management), owner: .district(.cleaning),
        maintainer: .district(.cleaning))
    static let roads = Trade(
        competent: .district(.construction), owner: .district(.upkeep),
        maintainer: .district(.upkeep))
    static let transit = Trade(
        competent: .city(.transport), owner: .city(.transport), maintainer: .district(.upkeep))
    static let signs = Trade(
        competent: .district(.management), owner: .office, maintainer: .office)
    static let housing = Trade(
        competent: .district(.housing), owner: .office, maintainer: .district(.housing))
    static let unknown = Trade(
        competent: .district(.management), owner: .nobody, maintainer: .nobody)
}
