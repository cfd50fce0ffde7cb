import City
import Foundation
import Geo

/// Draws the map of the findings.
struct MapDrawing {
    let map: FindingMap

    func write(_ page: inout MarkupStream) {
        page.section(Bilingual("问题分布图", "Where the findings are")) { page in
            let size = "0 0 \(MapFrame.width) \(map.frame.height)"
            page.element(
                "svg", ("class", "map"), ("viewBox", size), ("role", "img"),
                ("aria-label", "问题分布图 map of the findings")
            ) { page in
                drawOutline(&page)
                if let dots = map.dots { draw(dots, &page) } else { drawSquares(&page) }
                drawScale(&page)
            }
            writeLegend(&page)
        }
    }

    private func drawOutline(_ page: inout MarkupStream) {
        let path = map.outline.flatMap(\.rings).map(map.frame.path).joined()
        if !path.isEmpty { page.empty("path", ("class", "outline"), ("d", path)) }
    }

    /// Errors are drawn last, so that no warning hides one.
    private static let order: [Finding.Severity] = [.warning, .error]

    private func draw(_ dots: [FindingMap.Dot], _ page: inout MarkupStream) {
        for severity in Self.order {
            page.element("g", ("class", severity.rawValue)) { page in
                for dot in dots where dot.severity == severity {
                    page.dot(dot.x, dot.y, radius: "5", title: Self.title(dot))
                }
            }
        }
    }

    private static func title(_ dot: FindingMap.Dot) -> String {
        (dot.row.map { "第\($0)行 " } ?? "") + dot.rule.rawValue
    }

    private func drawSquares(_ page: inout MarkupStream) {
        let squares = map.filledSquares
        let most = log(Double(squares.map(\.square.count).max() ?? 1) + 1)
        for severity in Self.order {
            page.element("g", ("class", severity.rawValue)) { page in
                for (x, y, square) in squares
                where (square.errors > 0) == (severity == .error) {
                    let tenths = Int(20 + 35 * log(Double(square.count) + 1) / most)
                    page.dot(
                        x, y, radius: "\(tenths / 10).\(tenths % 10)",
                        title: "\(square.errors) + \(square.warnings)")
                }
            }
        }
    }

    private func drawScale(_ page: inout MarkupStream) {
        let length = Int(map.frame.scaleBar / map.frame.metresPerUnit)
        let y = map.frame.height - 16
        page.empty(
            "path", ("class", "scale"), ("d", "M16 \(y - 8)V\(y)H\(16 + length)V\(y - 8)"))
    }

    private func writeLegend(_ page: inout MarkupStream) {
        let scale = Digits.metres(map.frame.scaleBar)
        page.legend()
        page.note(Bilingual("比例尺线段长\(scale)，上北下南。", "The bar is \(scale); north is up."))
        if map.dots == nil {
            let side = Digits.metres(map.metresOfSide)
            page.note(
                Bilingual(
                    "每点汇总边长\(side)方格内的问题，越大越多；含错误的为红色。",
                    "A dot stands for a square of \(side): the larger the more findings, red if "
                        + "any is an error."))
        }
        if map.beside > 0 {
            let count = Digits.grouped(map.beside)
            page.note(
                Bilingual("另有\(count)条在图幅之外。", "Beyond the edges of this map: \(count)."))
        }
        if map.withoutPlace > 0 {
            let count = Digits.grouped(map.withoutPlace)
            page.note(Bilingual("另有\(count)条没有位置。", "Without a place: \(count)."))
        }
    }
}

extension MarkupStream {
    fileprivate mutating func dot(_ x: Int, _ y: Int, radius: String, title: String) {
        element("circle", ("cx", "\(x)"), ("cy", "\(y)"), ("r", radius)) { page in
            page.element("title") { $0.text(title) }
        }
    }
}
