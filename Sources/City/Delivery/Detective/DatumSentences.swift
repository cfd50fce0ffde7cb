/// The sentences of a suspicion: what, by which numbers, and what to do.
extension DatumSuspicion {
    var english: String {
        "\(examinedEnglish) \(fitEnglish)\(shiftEnglish) \(adviceEnglish)"
    }

    var chinese: String {
        "\(examinedChinese)\(fitChinese)\(shiftChinese)\(adviceChinese)"
    }

    /// A distance for people: decimetres where they matter, kilometres where metres do not.
    private static func english(_ metres: Double) -> String {
        let (number, isFar) = rounded(metres)
        return "\(number) \(isFar ? "km" : "m")"
    }

    private static func chinese(_ metres: Double) -> String {
        let (number, isFar) = rounded(metres)
        return "\(number)\(isFar ? "公里" : "米")"
    }

    private static func rounded(_ metres: Double) -> (number: String, isFar: Bool) {
        let tenths = (metres * 10).rounded() / 10
        if tenths < 10 { return ("\(tenths)", false) }
        let isFar = metres >= 10_000
        return ("\(Int((isFar ? metres / 1000 : metres).rounded()))", isFar)
    }

    // MARK: English

    private var examinedEnglish: String {
        let compared =
            switch evidence {
            case .keys: "compared with registered rows of the same code"
            case .neighbours: "compared with the nearest registered rows of their category"
            case .outline: "compared with the city's outline"
            }
        return "\(supportingRows) of \(examinedRows) rows \(compared) \(suspect.english)"
    }

    private var fitEnglish: String {
        let reading = correction.english
        guard let correctedMetres else {
            return "read \(reading) they lie in the city, as declared they do not."
        }
        let after = "read \(reading) \(Self.english(correctedMetres))"
        guard let declaredMetres else {
            return "as declared they have no place, \(after) from where they are registered."
        }
        return """
            as declared they lie \(Self.english(declaredMetres)) from where they are registered, \
            \(after).
            """
    }

    private var shiftEnglish: String {
        guard let shift, evidence != .outline else { return "" }
        let (east, north) = (shift.middle.east, shift.middle.north)
        let way =
            "\(Self.english(abs(east))) \(east < 0 ? "west" : "east") and "
            + "\(Self.english(abs(north))) \(north < 0 ? "south" : "north")"
        let spread = Self.english(shift.spread)
        let pattern =
            switch shift.pattern {
            case .constant: "the same everywhere to \(spread)"
            case .varying:
                """
                varying by \(spread) from place to place as that shift does, to \
                \(Self.english(shift.spreadBeside))
                """
            case .scattered: "give or take \(spread)"
            }
        return " The file lies \(way) of what is registered, \(pattern)."
    }

    private var adviceEnglish: String {
        let rows = firstRows.map(String.init).joined(separator: ", ")
        switch (isMixed, correction.options) {
        case (true, let options?):
            return """
                The others lie as declared: deliver these (rows \(rows) …) in a file of their own \
                with \(options).
                """
        case (true, nil):
            return """
                The others lie as declared: deliver these (rows \(rows) …) in a file of their own, \
                without the shift.
                """
        case (false, let options?):
            return """
                Accept with --accept-correction, or say the reference system with \(options).
                """
        case (false, nil):
            return "Accept with --accept-correction, or deliver them without the shift."
        }
    }

    // MARK: Chinese

    private var examinedChinese: String {
        let compared =
            switch evidence {
            case .keys: "与已登记的同代码对象比较"
            case .neighbours: "与最近的同类已登记对象比较"
            case .outline: "与城市范围比较"
            }
        return "\(compared)，\(examinedRows)行中有\(supportingRows)行\(suspect.chinese)"
    }

    private var fitChinese: String {
        guard let correctedMetres else {
            return "\(correction.chinese)则位于城市范围内，按声明的坐标系则不在。"
        }
        let after = "\(correction.chinese)则相距\(Self.chinese(correctedMetres))。"
        guard let declaredMetres else { return "按声明的坐标系无法定位，\(after)" }
        return "按声明的坐标系相距\(Self.chinese(declaredMetres))，\(after)"
    }

    private var shiftChinese: String {
        guard let shift, evidence != .outline else { return "" }
        let (east, north) = (shift.middle.east, shift.middle.north)
        let way =
            "向\(east < 0 ? "西" : "东")\(Self.chinese(abs(east)))、"
            + "向\(north < 0 ? "南" : "北")\(Self.chinese(abs(north)))"
        let spread = Self.chinese(shift.spread)
        let pattern =
            switch shift.pattern {
            case .constant: "各处一致，相差约\(spread)"
            case .varying:
                "各处变化约\(spread)，与该偏移的规律相符，余差\(Self.chinese(shift.spreadBeside))"
            case .scattered: "离散约\(spread)"
            }
        return "文件相对已登记位置\(way)，\(pattern)。"
    }

    private var adviceChinese: String {
        let rows = firstRows.map(String.init).joined(separator: "、")
        switch (isMixed, correction.options) {
        case (true, let options?):
            return "其余行符合声明：请将这些行（第\(rows)行等）单独成文件，以\(options)交付。"
        case (true, nil):
            return "其余行符合声明：请将这些行（第\(rows)行等）去除偏移后单独交付。"
        case (false, let options?):
            return "如属实，请用--accept-correction接受更正，或用\(options)注明坐标系。"
        case (false, nil):
            return "如属实，请用--accept-correction接受更正，或交付未偏移的坐标。"
        }
    }
}

extension DatumSuspect {
    fileprivate var english: String {
        switch self {
        case .gcj02: "look shifted as public maps are, GCJ-02:"
        case .bd09: "look shifted as Baidu's maps are, BD-09:"
        case .unshifted: "look as if they were not shifted, though declared so:"
        case .swappedAxes: "look written with their axes in the other order:"
        case .wrongZone: "look as if they were of another Gauss-Krüger zone:"
        case .missingZonePrefix: "lack the number of the zone in front of the easting:"
        case .unexpectedZonePrefix: "have a number of a zone in front of the easting:"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .gcj02: "疑似GCJ-02（火星坐标）偏移："
        case .bd09: "疑似BD-09（百度坐标）偏移："
        case .unshifted: "声明为偏移坐标，但疑似未偏移："
        case .swappedAxes: "坐标轴顺序疑似颠倒："
        case .wrongZone: "疑似属于另一高斯-克吕格投影带："
        case .missingZonePrefix: "东坐标前疑似缺少带号："
        case .unexpectedZonePrefix: "东坐标前疑似多出带号："
        }
    }
}

extension DatumCorrection {
    private var axes: (english: String, chinese: String)? {
        guard swapsAxes else { return nil }
        return isNorthingFirst
            ? ("northing first", "北坐标在前") : ("easting first", "东坐标在前")
    }

    fileprivate var english: String {
        let system = (referenceSystem ?? mapShift).map { "as \($0)" }
        return [system, axes?.english].compactMap { $0 }.joined(separator: ", ")
    }

    fileprivate var chinese: String {
        let system = (referenceSystem ?? mapShift).map { "按\($0)" }
        let axes = self.axes.map { "按\($0.chinese)" }
        return [system, axes].compactMap { $0 }.joined(separator: "、") + "读取"
    }
}
