import City

/// The organizations of the city: its own, those of its districts, the subdistrict offices.
struct OrganizationChart: Sendable {
    /// An organization by its columns.
    struct Entry: Sendable {
        var code: String
        var name: String
        var level: String
        var parent: Int?
    }

    /// All organizations; the first is the city's management bureau.
    private(set) var entries: [Entry] = []
    private var cityNumbers: [Bureau: Int] = [:]
    private var districtNumbers: [[Bureau: Int]] = []
    private var offices: [Int] = []

    init(_ preset: Preset, _ ground: Ground, _ names: TerritoryNames) {
        for bureau in Bureau.ofCity.prefix(preset.cityOrganizations) {
            cityNumbers[bureau] = entries.count
            entries.append(
                Entry(
                    code: "\(preset.code)-\(bureau.rawValue)",
                    name: preset.cityName + bureau.name, level: "市级",
                    parent: entries.isEmpty ? nil : 0))
        }
        let count = preset.districtOrganizations - preset.subdistricts
        let shares = Apportionment.shares(
            of: count, by: names.districts.map { _ in 1 })
        for (district, share) in zip(names.districts, shares) { add(share, to: district) }
        for (piece, title) in zip(ground.subdistricts, names.subdistricts) {
            offices.append(entries.count)
            entries.append(
                Entry(
                    code: "\(title.code)-JB", name: names.districts[piece.parent].name + title.name,
                    level: "街道", parent: districtNumbers[piece.parent][.management]))
        }
    }

    private mutating func add(_ count: Int, to district: TerritoryNames.Title) {
        var numbers: [Bureau: Int] = [:]
        for bureau in Bureau.ofDistrict.prefix(count) {
            numbers[bureau] = entries.count
            entries.append(
                Entry(
                    code: "\(district.code)-\(bureau.rawValue)", name: district.name + bureau.name,
                    level: "区级", parent: cityNumbers[bureau] ?? 0))
        }
        districtNumbers.append(numbers)
    }

    /// The number of a bureau of the city.
    func city(_ bureau: Bureau) -> Int { cityNumbers[bureau] ?? 0 }

    /// The number of a bureau of a district, or of the city's where the district has none.
    func district(_ district: Int, _ bureau: Bureau) -> Int {
        districtNumbers[district][bureau] ?? city(bureau)
    }

    /// The number of a subdistrict's office.
    func office(_ subdistrict: Int) -> Int { offices[subdistrict] }

    /// The code of an organization.
    subscript(_ number: Int) -> String { entries[number].code }

    /// The rows of the layer.
    var rows: [LayerRow] {
        let form = Form(.organizations, "code", "name", "level", "parent")
        return entries.map {
            form.row($0.code, $0.name, $0.level, $0.parent.map { entries[$0].code })
        }
    }
}
