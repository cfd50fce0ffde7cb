import Foundation

/// How Chinese characters are read, in pinyin without tones.
///
/// Source: the transliteration of ICU, which follows kMandarin of Unihan, with the second readings
/// that occur in names of roads and places.
enum Pinyin {
    /// The readings of each of some characters; of what is no Chinese character none.
    ///
    /// - Complexity: O(characters), some microseconds each.
    static func readings(of scalars: [Unicode.Scalar]) -> [[[UInt8]]] {
        // One call for all: a line each, so that no character is read by its neighbours.
        let lines = scalars.map { isHan($0) ? String($0) : "" }.joined(separator: "\n")
        let latin = (lines.applyingTransform(.toLatin, reverse: false) ?? "")
            .split(separator: "\n", omittingEmptySubsequences: false)
        return scalars.enumerated().map { place, scalar in
            guard isHan(scalar) else { return [] }
            let first = latin.count == scalars.count ? plain(latin[place]) : []
            return unique([first].flatMap { spellings($0) } + (others[scalar] ?? []))
        }
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIdeographic
    }

    /// A syllable without its tone; ü is v here, as it is typed.
    private static func plain(_ syllable: Substring) -> [UInt8] {
        syllable.decomposedStringWithCanonicalMapping.unicodeScalars.reduce(into: []) {
            if $1.value == 0x308, $0.last == UInt8(ascii: "u") {
                $0[$0.count - 1] = UInt8(ascii: "v")
            } else if $1.isASCII, $1.properties.isAlphabetic {
                $0.append(UInt8(ascii: $1))
            }
        }
    }

    /// A syllable as it is typed: with v, with u or with yu for ü.
    private static func spellings(_ syllable: [UInt8]) -> [[UInt8]] {
        guard !syllable.isEmpty, let place = syllable.firstIndex(of: UInt8(ascii: "v")) else {
            return syllable.isEmpty ? [] : [syllable]
        }
        var other = syllable
        other[place] = UInt8(ascii: "u")
        return [syllable, other]
    }

    private static func unique(_ readings: [[UInt8]]) -> [[UInt8]] {
        readings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The readings of characters that names read in several ways.
    private static let others: [Unicode.Scalar: [[UInt8]]] = {
        var others: [Unicode.Scalar: [[UInt8]]] = [:]
        for entry in several.split(whereSeparator: \.isNewline) {
            let words = entry.split(separator: " ")
            guard let scalar = words.first?.unicodeScalars.first else { continue }
            others[scalar] = words.dropFirst().flatMap { spellings(Array($0.utf8)) }
        }
        return others
    }()

    private static let several = """
        行 hang xing
        重 chong zhong
        长 chang zhang
        長 chang zhang
        乐 le yue
        樂 le yue
        都 du dou
        车 che ju
        厦 sha xia
        朝 chao zhao
        曾 zeng ceng
        单 dan shan
        大 da dai
        会 hui kuai
        调 diao tiao
        藏 cang zang
        传 chuan zhuan
        弹 dan tan
        系 xi ji
        角 jiao jue
        降 jiang xiang
        解 jie xie
        尉 wei yu
        率 lv shuai
        参 can shen
        宿 su xiu
        校 xiao jiao
        省 sheng xing
        泊 bo po
        番 fan pan
        万 wan mo
        薄 bao bo
        柏 bai bo
        陂 bei po pi
        埔 pu bu
        堡 bao pu bu
        圩 xu wei
        涌 yong chong
        栅 zha shan
        蚌 bang beng
        六 liu lu
        浒 hu xu
        洞 dong tong
        尾 wei yi
        巷 xiang hang
        翟 zhai di
        召 zhao shao
        乾 qian gan
        沈 shen chen
        种 zhong chong
        盛 sheng cheng
        莘 xin shen
        查 cha zha
        贾 jia gu
        屯 tun zhun
        佛 fo fu
        蔚 wei yu
        牟 mu mou
        铅 qian yan
        歙 she xi
        句 ju gou
        氏 shi zhi
        筠 yun jun
        汤 tang shang
        提 ti di
        扎 zha za
        绿 lv lu
        区 qu ou
        便 bian pian
        度 du duo
        还 huan hai
        差 cha chai
        什 shi shen
        """
}
