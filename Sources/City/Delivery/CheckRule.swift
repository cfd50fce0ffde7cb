import Geo

/// One rule of the check: what it looks at, and what it says.
///
/// A rule looks at all rows at once and says each sentence once, so that it can find out once what
/// thousands of rows have in common.
protocol CheckRule: Sendable {
    /// What the rule finds; nothing for layers that it does not concern.
    func findings(in context: CheckContext) -> [Finding]

    /// Whether it speaks of where rows lie, so that it has nothing to say of a file whose places are
    /// all wrong for one reason.
    var asksForPlaces: Bool { get }
}

extension CheckRule {
    var asksForPlaces: Bool { false }
}

/// What a rule can look at.
struct CheckContext: Sendable {
    /// The delivered rows beside the registered ones.
    let comparison: Comparison
    /// What else is registered.
    let registered: Registered
    /// The registered rows that vanish.
    let vanished: [Int32]
    /// The day on which areas must cover the ground.
    let day: Day
    /// For each delivered row whether it is rejected; only the rules of the whole layer, which come
    /// last, can know.
    var isRejected: [Bool]
    /// The files in which the rows lie, if there are several.
    var members: MemberNumbering?

    var layer: Layer { comparison.layer }
    var delivered: RowTable { comparison.delivered }
    var texts: TextPool { comparison.texts }

    /// A finding about a delivered row, with its key and its place on the ground.
    func finding(
        _ rule: Finding.Rule, _ severity: Finding.Severity = .error, row: Int, english: String,
        chinese: String, group: String = ""
    ) -> Finding {
        Finding(
            rule, severity, row: delivered.numbers[row], key: texts[delivered.keys[row]],
            place: delivered.shapes.centre(row), english: english, chinese: chinese, group: group)
    }

    /// Calls with every delivered row that says something in a column.
    func forEachRow(saying column: String, _ visit: (_ row: Int, _ text: Int32) -> Void) {
        for (row, text) in delivered.column(column).enumerated() where text >= 0 {
            visit(row, text)
        }
    }

    /// The findings about the rows whose text in a column is at fault.
    ///
    /// - Parameter fault: what is wrong with a text, asked once for each different one.
    func findings(
        about column: String, _ rule: Finding.Rule, _ severity: Finding.Severity = .error,
        fault: (String) -> Sentence?
    ) -> [Finding] {
        var sentences: [Int32: Sentence?] = [:]
        var findings: [Finding] = []
        var last = (text: TextPool.none, sentence: Sentence?.none)
        forEachRow(saying: column) { row, text in
            if text != last.text {
                if let known = sentences[text] {
                    last = (text, known)
                } else {
                    last = (text, fault(texts[text]))
                    sentences.updateValue(last.sentence, forKey: text)
                }
            }
            guard let sentence = last.sentence else { return }
            findings.append(
                finding(
                    rule, severity, row: row, english: sentence.english,
                    chinese: sentence.chinese, group: sentence.group))
        }
        return findings
    }

    /// Whether a layer has a row of a key, registered or delivered.
    func isKnown(_ key: String, in layer: String) -> Bool {
        if registered.keys[layer]?.contains(key) == true { return true }
        guard layer == self.layer.name else { return false }
        let place = texts.known(key)
        return place >= 0 && ownKeys.contains(place)
    }

    private let ownKeys: Set<Int32>

    init(
        comparison: Comparison, registered: Registered, vanished: [Int32], day: Day
    ) {
        self.comparison = comparison
        self.registered = registered
        self.vanished = vanished
        self.day = day
        isRejected = Array(repeating: false, count: comparison.delivered.count)
        // Only layers that name themselves ask for their own keys.
        let namesItself =
            AreaKind(layer: comparison.layer) != nil
            || comparison.layer.fields.contains { $0.references == comparison.layer.name }
        ownKeys =
            namesItself
            ? Set(comparison.delivered.keys).union(comparison.registered.keys) : []
    }
}

/// What is wrong and what to do, in both languages, and what it has in common with its like.
struct Sentence: Sendable {
    var english: String
    var chinese: String
    var group = ""
}
