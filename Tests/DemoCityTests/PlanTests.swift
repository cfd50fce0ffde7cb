import City
import Geo
import Testing

@testable import DemoCity

@Suite("Plan of a grown city")
struct PlanTests {
    private let plan: Plan

    init() throws { plan = try Cities.town.get() }

    @Test("Shigatse has exactly as many rows of every layer as were published of it")
    func counts() throws {
        let shigatse = try Cities.growShigatse()
        let counts: [(Layer, Int)] = [
            (.districts, 4), (.subdistricts, 9), (.communities, 43), (.unitGrids, 6_453),
            (.responsibilityGrids, 403), (.roadChiefSegments, 620), (.organizations, 90),
        ]
        for (layer, count) in counts { #expect(shigatse.rows(of: layer).count == count) }
    }

    @Test("the built-up part has the published area to half a percent")
    func area() {
        let polygons = plan.rows(of: .unitGrids).flatMap { $0.shape?.polygons ?? [] }
        let metres = polygons.reduce(0.0) { $0 + $1.shell.squareMetres }
        #expect(abs(metres / 1e6 - 8) < 0.04)
    }

    @Test(
        "the areas of what lies in a division sum to its own, exactly",
        arguments: [(Layer.unitGrids, Layer.communities, 12), (.communities, .subdistricts, 9)])
    func sums(children: Layer, parents: Layer, digits: Int) {
        var sums: [String: Int128] = [:]
        for row in plan.rows(of: children) {
            sums[String(row.text("code", in: children).prefix(digits)), default: 0] +=
                row.doubledArea
        }
        for row in plan.rows(of: parents) {
            #expect(sums[row.text("code", in: parents)] == row.doubledArea)
        }
    }

    @Test(
        "no level of the territory has a gap, an overlap or an invalid area",
        arguments: [Layer.districts, .subdistricts, .communities, .unitGrids])
    func seams(layer: Layer) {
        let shapes = plan.rows(of: layer).compactMap(\.shape)
        let areas = shapes.enumerated().map { (number: Int32($0), polygons: $1.polygons) }
        #expect(CoverageCheck(areas).faults().isEmpty)
        #expect(shapes.allSatisfy { $0.invalidity == nil })
    }

    @Test("every vertex of a grid lies in its district, and there are more than a rectangle has")
    func irregular() throws {
        let districts = plan.rows(of: .districts)
        let index = AreaIndex(
            districts.enumerated().map { (Int32($0), $1.shape?.polygons ?? []) })
        for row in plan.rows(of: .unitGrids) {
            let code = row.text("code", in: .unitGrids).prefix(6)
            let vertices = row.shape?.vertices ?? []
            #expect(vertices.count > 8)
            #expect(
                vertices.allSatisfy { place in
                    index.areas(at: place).contains {
                        districts[Int($0.number)].text("code", in: .districts) == code
                    }
                })
        }
    }

    @Test("every unit grid is a member of exactly one responsibility grid")
    func members() {
        let members = plan.rows(of: .responsibilityGrids).flatMap {
            $0.text("members", in: .responsibilityGrids).split(separator: ";").map(String.init)
        }
        #expect(members.sorted() == plan.unitGridCodes.sorted())
    }

    @Test("every segment has two or three chiefs in the order of their ranks")
    func chiefs() {
        var ranks: [String: [String]] = [:]
        for row in plan.rows(of: .posts) where row.text("role", in: .posts) == "chief" {
            ranks[row.text("target", in: .posts), default: []].append(row.text("rank", in: .posts))
        }
        #expect(ranks.count == 60)
        #expect(ranks.values.allSatisfy { [["1", "2"], ["1", "2", "3"]].contains($0) })
    }

    @Test("every component lies in its district and has a code of its own that says so")
    func components() {
        let index = AreaIndex(
            plan.rows(of: .districts).enumerated().map { (Int32($0), $1.shape?.polygons ?? []) })
        var codes: Set<String> = []
        plan.forEachComponent { component in
            let code = plan.code(of: component)
            let isNational =
                codes.insert(code).inserted && code.utf8.count == 17
                && code.hasPrefix(plan.districtCodes[Int(component.district)])
            let isInside = component.shape.vertices.allSatisfy {
                index.areas(at: $0).contains { $0.number == component.district }
            }
            #expect(isNational && isInside, "\(code)")
        }
    }

    @Test("components are of many categories, covers before all others")
    func mix() {
        #expect(plan.componentCategories.count == 96)
        var counts = Array(repeating: 0, count: 96)
        plan.forEachComponent(count: 20_000) { counts[Int($0.category)] += 1 }
        #expect(counts.count { $0 > 0 } > 90)
        #expect(counts[..<20].reduce(0, +) == 7_600)
    }

    @Test("a packed component makes the row of its number")
    func packed() {
        var codes: [String] = []
        plan.forEachComponent { codes.append(plan.code(of: $0)) }
        #expect(plan.rows(of: .components).map { $0.text("code", in: .components) } == codes)
    }

    @Test("the same seed grows the same rows, another seed others")
    func seeds() throws {
        let again = try Cities.grow(town: 1)
        for layer in Plan.layers { #expect(again.rows(of: layer) == plan.rows(of: layer)) }
        let other = try Cities.grow(town: 2)
        #expect(other.rows(of: .unitGrids) != plan.rows(of: .unitGrids))
        #expect(other.rows(of: .unitGrids).count == 420)
    }

    @Test("a month has 7,200 cases a year and square kilometre, all of them matters")
    func cases() {
        var count = 0
        plan.forEachCase { found in
            count += 1
            if !found.category.hasPrefix("matter/") { Issue.record("\(found.id)") }
        }
        #expect(count == 4_800)
    }
}
