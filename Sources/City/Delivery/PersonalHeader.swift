/// What headers say about people.
enum PersonalHeader {
    private static let names = [
        "姓名", "责任人", "联系人", "负责人", "经办人", "养护人", "管理人", "管理员", "网格员",
        "采集员", "普查员", "巡查员", "路长", "户主", "法人", "fullname", "linkman", "contactname",
    ]
    private static let telephones = [
        "电话", "手机", "联系方式", "联络方式", "telephone", "phone", "mobile", "contactno",
    ]
    private static let identities = ["身份证", "证件号", "idcard", "identitycard", "identityno"]
    /// The first letters of the Chinese words, which mean nothing inside other words.
    private static let short: [String: PersonalColumns.Kind] = [
        "xm": .name, "zrr": .name, "lxr": .name, "fzr": .name, "zrrxm": .name, "lxrxm": .name,
        "dh": .telephone, "sj": .telephone, "lxdh": .telephone, "sjh": .telephone,
        "sjhm": .telephone, "dhhm": .telephone, "zrrdh": .telephone, "lxrdh": .telephone,
        "tel": .telephone, "sfz": .identityNumber, "sfzh": .identityNumber,
        "sfzhm": .identityNumber,
    ]
    /// A code of a person, an organization or a segment is no person.
    private static let others = [
        "编号", "编码", "代码", "标识", "单位", "部门", "图层", "路段", "code", "类型", "性质",
    ]

    /// What of a person a column holds by its header, if anything.
    static func kind(of header: String) -> PersonalColumns.Kind? {
        let word = header.lowercased().filter { $0.isLetter || $0.isNumber }
        if let kind = short[word.filter(\.isLetter)] { return kind }
        if identities.contains(where: word.contains) { return .identityNumber }
        if telephones.contains(where: word.contains) { return .telephone }
        // 养护单位联系人 is a person, 责任人编号 a code.
        let plain = word.filter(\.isLetter)
        if names.contains(where: plain.hasSuffix) || word.contains("姓名") { return .name }
        if others.contains(where: word.contains) { return nil }
        return names.contains(where: word.contains) ? .name : nil
    }
}
