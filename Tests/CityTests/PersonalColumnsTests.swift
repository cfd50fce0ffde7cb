import City
import Foundation
import TestSupport
import Testing

@Suite("Personal columns")
struct PersonalColumnsTests {
    private func kinds(_ headers: [String], _ rows: [[String?]] = []) -> [String: PersonalColumns
        .Kind]
    {
        let columns = PersonalColumns(headers: headers, rows: rows).columns
        return Dictionary(uniqueKeysWithValues: columns.map { ($0.header, $0.kind) })
    }

    private func kind(of values: [String]) -> PersonalColumns.Kind? {
        PersonalColumns(headers: ["f1"], rows: values.map { [$0] }).columns.first?.kind
    }

    @Test("headers say names, telephone and identity numbers in Chinese, English and first letters")
    func headers() {
        #expect(
            kinds(["姓名", "责任人", "养护联系人", "责任人姓名", "ZRR", "LinkMan"]).values.allSatisfy {
                $0 == .name
            })
        #expect(kinds(["姓名", "责任人", "养护联系人", "责任人姓名", "ZRR", "LinkMan"]).count == 6)
        #expect(
            kinds(["联系电话", "手机号", "Mobile_No", "责任人电话", "LXDH", "tel"])
                .filter { $0.value == .telephone }.count == 6)
        #expect(
            kinds(["身份证号码", "证件号", "IDCard", "SFZH"]).filter { $0.value == .identityNumber }.count
                == 4)
    }

    @Test("the columns of every layer, in every vocabulary, are not personal by their headers")
    func ownHeaders() {
        for layer in Layer.all where layer != .people {
            for field in layer.fields {
                let headers = [field.column] + field.aliases
                #expect(kinds(headers).isEmpty, "\(layer.name).\(field.column)")
            }
        }
    }

    @Test("values say it where the header does not")
    func values() {
        #expect(kind(of: ["13800138000", "15912345678", "18600001111"]) == .telephone)
        #expect(kind(of: ["024-23456789", "(024) 23456789", "+86 138 0013 8000"]) == .telephone)
        #expect(kind(of: ["井盖破损，联系13800138000"]) == .telephone)
        // Made up numbers with right check characters; see the oracle below.
        #expect(kind(of: ["11010519491231002X", "440524188001010014"]) != .telephone)
        #expect(kind(of: ["11010519491231002X"]) == .identityNumber)
        let names = ["张伟", "王芳", "李小明", "赵敏", "欧阳锋", "刘洋", "陈静", "杨光", "周杰", "吴亚男"]
        #expect(kind(of: names) == .name)
    }

    @Test("check characters agree with the weights of the standard")
    func checkCharacters() {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let marks = Array("10X98765432")
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let head = "990101"
            let day =
                "19\(Int.random(in: 10...99, using: &generator))0\(Int.random(in: 1...9, using: &generator))1\(Int.random(in: 0...9, using: &generator))"
            let rest = "\(Int.random(in: 100...999, using: &generator))"
            let digits = (head + day + rest).compactMap(\.wholeNumberValue)
            let right = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
            #expect(kind(of: [head + day + rest + String(marks[right])]) == .identityNumber)
            let wrong = marks[(right + 1) % 11]
            #expect(kind(of: [head + day + rest + String(wrong)]) == nil)
        }
    }

    @Test("codes, days, credit codes, places, classes and coordinates are no people")
    func others() {
        let many: [[String]] = [
            (0..<50).map { "1301020100100\(1000 + $0)" },
            (0..<50).map { "1301020101\(100_000 + $0)" },
            (0..<50).map { "130102010\(10 + $0)" },
            ["2026-03-01", "20260301", "2026/3/1"],
            ["91210100MA0P4XXXX1", "911301007006002359"],
            (0..<50).map { "13412\(100 + $0).\(345_678 + $0)" },
            (0..<50).map { "\(4_134_121_000 + $0)" },
            ["张庄", "李村", "王家店", "马家沟", "黄河路", "高家庄", "周口", "石桥", "方城", "白塔", "江宁区", "孙家湾"],
            Array(repeating: "路灯", count: 30) + Array(repeating: "石墩", count: 30),
            ["金属井盖", "高杆灯", "石墩", "花坛", "垃圾箱", "公厕", "行道树", "雨水箅子", "路名牌", "电话亭"],
            ["01001", "01002", "02101"], ["SW", "DL"], ["0.1", "120.0003"],
        ]
        for values in many { #expect(kind(of: values) == nil, "\(values[0])") }
    }

    @Test("the sentences name the column and its numbers, never a value")
    func sentences() throws {
        let columns = PersonalColumns(
            headers: ["f1", "电话"], rows: [["13800138000", nil], ["15912345678", "x"]]
        ).columns
        #expect(columns.map(\.evidence) == [.values(2, of: 2), .header])
        for column in columns {
            #expect(
                column.english.contains(column.header) && column.chinese.contains(column.header))
            #expect(!column.english.contains("138") && !column.chinese.contains("138"))
        }
    }
}
