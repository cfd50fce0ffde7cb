import Geo

/// Places delivered geometries on the lattice and says what is wrong with them.
struct ShapeReader: Sendable {
    let rule: GeometryRule

    /// The shape of a geometry whose positions are degrees in CGCS2000.
    func shape(
        of degrees: PlanarGeometry, row: Int, _ findings: inout [Finding]
    ) -> Shape? {
        do throws(SnapProblem) {
            let shape = try Shape(snapping: degrees)
            if let problem = rule.problem(with: shape) {
                findings.append(
                    Finding(
                        .geometryInvalid, row: row, place: shape.vertices.first,
                        english: problem.english, chinese: problem.chinese,
                        group: problem.english))
            } else if let fault = shape.invalidity {
                findings.append(
                    Finding(
                        .geometryInvalid, row: row, place: fault.place,
                        english: "\(fault.english) at \(fault.place). Redraw it there.",
                        chinese: "图形在\(fault.place)处\(fault.chinese)，请重绘。",
                        group: fault.english))
            }
            return shape
        } catch {
            findings.append(error.finding(row: row))
            return nil
        }
    }

    /// What is said of a geometry that has no place in CGCS2000.
    func notConvertible(_ error: any Error, row: Int) -> Finding {
        Finding(
            .geometryInvalid, row: row, english: "\(error)",
            chinese: "坐标无法转换到2000国家大地坐标系：\(error)", group: "convert")
    }
}

extension GeometryRule {
    /// What is wrong with the kind of a shape, if anything.
    fileprivate func problem(with shape: Shape) -> (english: String, chinese: String)? {
        switch (self, shape) {
        case (.none, _), (.any, _), (.area, .area), (.line, .lines): nil
        case (.point, .points(let places)) where places.count == 1: nil
        case (.point, _): ("The geometry is not one point.", "图形不是单个点。")
        case (.area, _): ("The geometry is not a polygon.", "图形不是面。")
        case (.line, _): ("The geometry is not a line.", "图形不是线。")
        }
    }
}

extension Invalidity {
    fileprivate var english: String {
        switch self {
        case .selfCrossing: "The polygon crosses itself"
        case .selfTouching: "A ring of the polygon touches itself"
        case .holeOutside: "A hole lies outside its polygon"
        case .partsOverlap: "Two parts cover the same ground"
        case .interiorCut: "Touching holes cut the polygon in two"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .selfCrossing: "自相交"
        case .selfTouching: "自接触"
        case .holeOutside: "内环在外环之外"
        case .partsOverlap: "各部分重叠"
        case .interiorCut: "被相接的内环割断"
        }
    }
}

extension SnapProblem {
    fileprivate func finding(row: Int) -> Finding {
        switch self {
        case .empty:
            Finding(
                .geometryInvalid, row: row, english: "The row's geometry is empty.",
                chinese: "该行的图形为空，请补测。", group: "empty")
        case .offTheGlobe(let error):
            Finding(
                .geometryInvalid, row: row, english: "\(error)",
                chinese: "坐标超出经纬度范围，请检查坐标顺序和坐标系。", group: "globe")
        case .collapsed(let position):
            Finding(
                .geometryInvalid, row: row,
                english: """
                    A ring or line near \(position.x),\(position.y) is smaller than 1 cm and \
                    vanishes. Delete it or redraw it.
                    """,
                chinese: "在\(position.x),\(position.y)附近有小于1厘米的环或线，请删除或重绘。",
                group: "collapsed")
        }
    }
}
