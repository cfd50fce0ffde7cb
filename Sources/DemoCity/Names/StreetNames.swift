/// Names of streets that no city has: an animal and what it does, with an ordinal once all pairs
/// are used.
enum StreetNames {
    private static let animals = [
        "鲸", "鹿", "鹤", "狐", "萤", "蝉", "鲤", "雁", "鸥", "鹭", "獾", "貂", "鹮", "鲟", "獭", "鹛",
        "蝶", "鹊", "狸", "鲲", "鸾", "麒", "鹏", "蛙",
    ]
    private static let doings = [
        "歌", "梦", "影", "跃", "栖", "鸣", "吟", "舞", "翔", "眠", "语", "归", "戏", "渡", "望", "游",
        "憩", "笑", "隐", "行",
    ]

    /// The name of a street by its number.
    ///
    /// - Parameter ending: what kind of street it is: 大街, 路, 街.
    static func name(_ number: Int, ending: String) -> String {
        let pairs = animals.count * doings.count
        // Steps that share no divisor with the number of pairs visit all of them.
        let pair = (number * 197 + 31) % pairs
        let ordinal = number / pairs
        let name = animals[pair % animals.count] + doings[pair / animals.count]
        return name + (ordinal == 0 ? "" : Digits.inChinese(ordinal + 1)) + ending
    }
}

/// Names and numbers of people who do not exist.
enum PersonNames {
    private static let surnames = Array(
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章")
    private static let stems = Array("甲乙丙丁戊己庚辛壬癸")
    private static let branches = Array("子丑寅卯辰巳午未申酉戌亥")

    /// 赵某甲子: no name that anybody has.
    static func name(_ number: Int) -> String {
        let surname = surnames[number * 7 % surnames.count]
        return "\(surname)某\(stems[number % 10])\(branches[number / 10 % 12])"
    }

    /// Eleven digits that begin with 1000, which no telephone has.
    static func telephone(_ number: Int) -> String {
        "1000" + Digits.padded(number * 7_919 % 10_000_000, 7)
    }
}
