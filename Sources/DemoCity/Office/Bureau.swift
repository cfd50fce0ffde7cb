/// What an organization is there for, in the city or in a district.
enum Bureau: String, CaseIterable, Sendable {
    case management = "CG", construction = "JS", upkeep = "SZ", parks = "YL", cleaning = "HW"
    case lamps = "LD", drains = "PS", police = "GA", traffic = "JJ", grids = "ZW", water = "SW"
    case housing = "FC", environment = "HJ", land = "ZR", market = "SC", transport = "JT"
    case emergency = "YJ", health = "WJ", education = "JY", civil = "MZ", culture = "WL"
    case fire = "XF", planning = "FG", complaints = "XX"
    case waterCompany = "GS", drainCompany = "PG", gasCompany = "RQ", heatCompany = "GR"
    case powerCompany = "GD", telecomCompany = "DX", towerCompany = "TT", cableCompany = "GB"

    /// Those of the city; the first ones are there even where a city has few.
    static let ofCity: [Bureau] = [
        .management, .construction, .grids, .waterCompany, .drainCompany, .gasCompany,
        .heatCompany, .powerCompany, .telecomCompany, .towerCompany, .cableCompany, .water,
        .police, .traffic, .transport, .housing, .parks, .upkeep, .environment, .land, .emergency,
        .health, .education, .civil, .culture, .market, .fire,
    ]

    /// Those of a district; the first ones are there even where a district has few.
    static let ofDistrict: [Bureau] = [
        .management, .construction, .upkeep, .parks, .cleaning, .lamps, .drains, .police, .traffic,
        .grids, .water, .housing, .environment, .land, .market, .transport, .emergency, .health,
        .education, .civil, .culture, .fire, .planning, .complaints,
    ]

    /// The name behind that of the city or district. Companies are called examples, as they are.
    var name: String {
        switch self {
        case .management: "城市管理局"
        case .construction: "住房和城乡建设局"
        case .upkeep: "市政设施养护中心"
        case .parks: "园林绿化服务中心"
        case .cleaning: "环境卫生服务中心"
        case .lamps: "路灯管理所"
        case .drains: "排水管理所"
        case .police: "公安局"
        case .traffic: "交通警察队"
        case .grids: "城市运行管理服务中心"
        case .water: "水务局"
        case .housing: "房产服务中心"
        case .environment: "生态环境局"
        case .land: "自然资源局"
        case .market: "市场监督管理局"
        case .transport: "交通运输局"
        case .emergency: "应急管理局"
        case .health: "卫生健康局"
        case .education: "教育局"
        case .civil: "民政局"
        case .culture: "文化和旅游局"
        case .fire: "消防救援队"
        case .planning: "发展和改革局"
        case .complaints: "信访局"
        case .waterCompany: "示例供水公司"
        case .drainCompany: "示例排水公司"
        case .gasCompany: "示例燃气公司"
        case .heatCompany: "示例供热公司"
        case .powerCompany: "示例供电公司"
        case .telecomCompany: "示例通信公司"
        case .towerCompany: "示例铁塔公司"
        case .cableCompany: "示例广电网络公司"
        }
    }
}
