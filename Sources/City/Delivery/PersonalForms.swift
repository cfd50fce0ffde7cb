/// The forms of what belongs to people, and what only looks like it.
enum PersonalForms {
    // MARK: Telephone numbers

    /// How many of some texts hold a telephone number.
    ///
    /// Mobile numbers have 11 digits from 13 to 19 on, landlines an area code from 0 on. Codes of
    /// matters have 11 digits too, from 13 on in Hebei: they all begin with one division.
    static func telephones(among values: [String]) -> Int {
        let found = values.map(telephone)
        let numbers = Set(found.compactMap(\.self))
        let starts = Set(numbers.map { $0.prefix(4) })
        if numbers.count >= 3, starts.count == 1 { return 0 }
        return found.count { $0 != nil }
    }

    private static func telephone(in value: String) -> String? {
        runs(in: value).lazy.compactMap(telephone(ofRun:)).first
    }

    /// Runs of digits with what people write between them. With letters it is a code, with a full
    /// stop a number of metres.
    private static func runs(in value: String) -> [Substring] {
        let pieces = value.split { !isOfCode($0) && $0 != " " }
        var runs: [Substring] = []
        for piece in pieces {
            if piece.contains(where: \.isLetter) {
                runs += piece.split(separator: " ")
            } else {
                runs.append(piece)
            }
        }
        return runs.filter { run in !run.contains { $0.isLetter || $0 == "." } }
    }

    private static func isOfCode(_ character: Character) -> Bool {
        guard character.isASCII else { return false }
        return character.isNumber || character.isLetter || "+-.()".contains(character)
    }

    private static func telephone(ofRun run: Substring) -> String? {
        var digits = run.filter(\.isNumber)
        if run.contains("+"), digits.hasPrefix("86") { digits.removeFirst(2) }
        if digits.count == 13, digits.hasPrefix("861") { digits.removeFirst(2) }
        let start = digits.prefix(2).last ?? "0"
        if digits.count == 11, digits.first == "1", ("3"..."9").contains(start) { return digits }
        let isLandline = digits.first == "0" && (10...12).contains(digits.count)
        guard isLandline, run.contains("-") || run.contains(")") || run.contains(" ") else {
            return nil
        }
        return digits
    }

    // MARK: Identity numbers

    /// How many of some texts are identity numbers: 17 digits, a day of birth among them, and a
    /// check character. Source: GB 11643-1999, ISO 7064 MOD 11-2.
    static func identityNumbers(among values: [String]) -> Int {
        values.count { isIdentityNumber($0) }
    }

    private static func isIdentityNumber(_ value: String) -> Bool {
        let characters = Array(value.filter { $0 != " " }.uppercased().utf8)
        guard characters.count == 18 else { return false }
        let digits = characters.dropLast().map { Int($0) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return false }
        let year = digits[6..<10].reduce(0) { 10 * $0 + $1 }
        let month = 10 * digits[10] + digits[11]
        let day = 10 * digits[12] + digits[13]
        guard (1900...2100).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return false
        }
        // The weight of each place is 2 to the power of its distance from the end, modulo 11.
        let sum = digits.reduce(0) { ($0 + $1) * 2 % 11 }
        return Array("10X98765432".utf8)[sum % 11] == characters[17]
    }

    // MARK: Names

    /// How many of some texts are names of people: a common family name and one or two characters
    /// more, and five different ones at least. Names of places end as such.
    static func names(among values: [String]) -> Int {
        let names = values.filter(isName)
        let different = Set(names).count
        return different >= 5 ? names.count : 0
    }

    private static func isName(_ value: String) -> Bool {
        let characters = Array(value.filter { $0 != " " })
        guard (2...4).contains(characters.count),
            characters.allSatisfy({ $0.unicodeScalars.allSatisfy { (0x4E00...0x9FFF) ~= $0.value } }
            )
        else { return false }
        if places.contains(characters[characters.count - 1]) { return false }
        if doubles.contains(String(characters.prefix(2))) { return characters.count > 2 }
        return characters.count < 4 && families.contains(characters[0])
    }

    /// The hundred most frequent family names (Ministry of Public Security, report of 2020).
    private static let families = Set(
        """
        王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏\
        苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵\
        万覃武钱戴严莫孔向常
        """)
    private static let doubles: Set = ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟"]
    /// Last characters of places, organizations and things.
    private static let places = Set(
        """
        庄村店屯营沟河湾桥镇街道路巷里园苑城区县市局处所队站院厂场馆台寺山岭坡湖江楼门口社组段\
        井盖灯亭箱杆树栏牌柜池坛座椅器机阀栓塔泵管线线网格库棚公司部室中心校
        """)
}
