/// The numbers that unit grids have within their communities.
///
/// A code of 15 digits is that of the community and a number of three. Source: Beijing's local
/// standard for unit grids; the length is confirmed by GB/T 47678.5-2026.
struct GridNumbers {
    /// The code of the community, 12 digits.
    static func community(of code: String) -> String { String(code.prefix(12)) }

    /// The number within the community, or `nil` if the code is none of a unit grid.
    static func number(of code: String) -> Int? {
        code.utf8.count == 15 ? Int(code.dropFirst(12)) : nil
    }

    /// The code of a number in a community.
    static func code(_ number: Int, in community: String) -> String {
        let digits = String(number)
        return community + String(repeating: "0", count: max(3 - digits.count, 0)) + digits
    }

    /// The numbers from 1 to the highest one that are not among some, as `2–8, 11`.
    static func missing(among numbers: Set<Int>) -> (text: String, count: Int) {
        guard let highest = numbers.max() else { return ("", 0) }
        var runs: [ClosedRange<Int>] = []
        for number in 1..<max(highest, 1) where !numbers.contains(number) {
            if let last = runs.last, last.upperBound == number - 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let texts = runs.map { run in
            let (first, last) = (code(run.lowerBound, in: ""), code(run.upperBound, in: ""))
            return run.count == 1 ? first : "\(first)–\(last)"
        }
        return (texts.joined(separator: ", "), runs.reduce(0) { $0 + $1.count })
    }
}

extension CheckContext {
    /// The communities, by code, in which the delivery brings new codes of unit grids; none where
    /// codes are free or of something else.
    var communitiesWithNewGrids: Set<String> {
        guard layer == .unitGrids, registered.settings.scheme == .national else { return [] }
        var communities: Set<String> = []
        for row in 0..<delivered.count where comparison.matches[row] < 0 && !isRejected[row] {
            let code = texts[delivered.keys[row]]
            if GridNumbers.number(of: code) != nil {
                communities.insert(GridNumbers.community(of: code))
            }
        }
        return communities
    }
}
