import City

/// A text of the program's own in its two languages.
struct Bilingual: Hashable {
    var chinese: String
    var english: String

    init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }
}

extension Finding.Severity {
    /// What people call it.
    var title: Bilingual {
        switch self {
        case .error: Bilingual("错误", "error")
        case .warning: Bilingual("警告", "warning")
        case .info: Bilingual("说明", "note")
        }
    }
}

extension RowChange {
    /// What people call it.
    var title: Bilingual {
        switch self {
        case .new: Bilingual("新增", "new")
        case .moved: Bilingual("移位", "moved")
        case .retyped: Bilingual("改类", "retyped")
        case .reowned: Bilingual("改权属", "reowned")
        case .changed: Bilingual("改属性", "changed")
        case .unchanged: Bilingual("未变", "unchanged")
        case .vanished: Bilingual("消失", "vanished")
        }
    }
}

extension Finding.Rule {
    /// What people call it.
    var title: Bilingual {
        switch self {
        case .fieldMissing: Bilingual("必填项缺失", "a mandatory field is empty")
        case .valueForm: Bilingual("取值格式不符", "a value of the wrong form")
        case .codeForm: Bilingual("编码不符合规则", "a code against the scheme")
        case .codeDuplicate: Bilingual("编码重复", "a code that stands twice")
        case .codeCategory: Bilingual("编码与类别不一致", "code and category differ")
        case .codeDistrict: Bilingual("编码与所在区县不符", "a code of another district")
        case .attributeMissing: Bilingual("标准规定的属性缺失", "an attribute of the standard is empty")
        case .valueDomain: Bilingual("取值不在值域内", "a value outside the list")
        case .dateFuture: Bilingual("日期在今天之后", "a day that is yet to come")
        case .categoryMapped: Bilingual("旧类别按新类别入库", "an older category taken as its successor")
        case .categoryStated: Bilingual("类别取自文件名或编码", "the category taken from name or code")
        case .personalColumn: Bilingual("疑含个人信息的字段", "a column that seems personal")
        case .dimensionsDropped: Bilingual("高程或量测值未入库", "heights or measures not taken in")
        case .categoryUnknown: Bilingual("类别未登记", "an unknown category")
        case .organizationUnknown: Bilingual("单位未登记", "an unknown organization")
        case .referenceMissing: Bilingual("引用对象未登记", "something named is not registered")
        case .parentMissing: Bilingual("上级区域未登记", "the administering area is unknown")
        case .geometryMissing: Bilingual("缺少空间位置", "no geometry")
        case .geometryInvalid: Bilingual("图形无效", "an invalid geometry")
        case .geometryOutside: Bilingual("超出城市范围", "outside the city")
        case .datumSuspected: Bilingual("疑似坐标系有误", "a wrong reference system")
        case .gridGap: Bilingual("网格有空白", "a gap between areas")
        case .gridOverlap: Bilingual("网格重叠", "areas overlap")
        case .personCodePersonal: Bilingual("人员代码含个人信息", "a personal number as a code")
        case .timeOrder: Bilingual("起止时间颠倒", "something ends before it begins")
        case .partitionOverlap: Bilingual("包区重叠", "partitions overlap")
        case .rowUnreadable: Bilingual("无法读取的行", "an unreadable row")
        }
    }
}

/// Numbers as people read them.
enum Digits {
    /// A whole number with its thousands parted: `780,000`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A number with one decimal, if that is not 0.
    private static func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// A distance: centimetres below a metre, kilometres from one on.
    static func metres(_ metres: Double) -> String {
        switch metres {
        case ..<1: "\(Int((metres * 100).rounded())) cm"
        case ..<10: "\(tenths(metres)) m"
        case ..<1000: "\(Int(metres.rounded())) m"
        case ..<100_000: "\(tenths(metres / 1000)) km"
        default: "\(grouped(Int(min(metres / 1000, 1e6).rounded()))) km"
        }
    }
}
