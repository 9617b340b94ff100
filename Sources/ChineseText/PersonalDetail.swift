// SPDX-License-Identifier: Apache-2.0

/// Something in a text that points at one person: a number, a door, a name.
///
/// What is found is offered to somebody who looks; only a person's number is refused where a wording is for the public.
/// Numbers are found in any width and with gaps; names only where the text itself says that one comes.
package struct PersonalDetail: Hashable, Sendable {
    /// What points at the person.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case mobile, landline
        /// 居民身份证号码, with the right check digit (GB 11643), or called so.
        case identityCard = "identity_card"
        /// By its check digit (ISO/IEC 7812).
        case bankCard = "bank_card"
        /// A flat in a building.
        case door
        case name
    }

    package let kind: Kind
    package let range: Range<String.Index>

    /// All that a text holds, in its order; none overlaps another.
    package static func found(in text: String) -> [PersonalDetail] {
        (numbers(in: text) + doors(in: text) + names(in: text)).sorted { $0.range.lowerBound < $1.range.lowerBound }
            .reduce(into: []) { kept, next in
                if kept.last.map({ $0.range.upperBound <= next.range.lowerBound }) ?? true { kept.append(next) }
            }
    }

    /// The text with a word in place of each detail.
    package static func masked(_ text: String, as word: (Kind) -> String) -> String {
        var masked = ""
        var place = text.startIndex
        for detail in found(in: text) {
            masked += text[place..<detail.range.lowerBound] + word(detail.kind)
            place = detail.range.upperBound
        }
        return masked + text[place...]
    }

    // MARK: - Numbers

    private static func numbers(in text: String) -> [PersonalDetail] {
        var details: [PersonalDetail] = []
        var run = DigitRun(text.startIndex)
        func close() {
            let kind = kind(of: run.digits) ?? (isCalledIdentity(run, in: text) ? .identityCard : nil)
            if let kind { details.append(.init(kind: kind, range: run.start..<run.end)) }
        }
        for index in text.indices {
            let next = text.index(after: index)
            if let digit = digit(text[index], atEndOf: run.digits) {
                if run.digits.isEmpty { run.start = index }
                run.digits.append(digit)
                (run.end, run.isAfterGap) = (next, false)
            } else if !run.digits.isEmpty, !run.isAfterGap, gaps.contains(text[index]) {
                run.isAfterGap = true
            } else {
                close()
                run = DigitRun(next)
            }
        }
        close()
        return details
    }

    /// Digits that belong together, with single gaps between.
    private struct DigitRun {
        var digits: [UInt8] = []
        var start: String.Index
        var end: String.Index
        var isAfterGap = false

        init(_ index: String.Index) { (start, end) = (index, index) }
    }

    private static let gaps: Set<Character> = [" ", "-", "－", "—", "\u{3000}", "·"]
    private static let ten: UInt8 = 10

    /// The value of a digit of either width; ten for the X that ends an identity card's number.
    private static func digit(_ character: Character, atEndOf digits: [UInt8]) -> UInt8? {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
        switch scalar.value {
        case 0x30...0x39: return UInt8(scalar.value - 0x30)
        case 0xFF10...0xFF19: return UInt8(scalar.value - 0xFF10)
        case 0x58, 0x78, 0xFF38, 0xFF58: return digits.count == 17 ? ten : nil
        default: return nil
        }
    }

    private static func kind(of digits: [UInt8]) -> Kind? {
        if digits.count == 13, digits.starts(with: [8, 6]) {
            return kind(of: Array(digits.dropFirst(2))) == .mobile ? .mobile : nil
        }
        if digits.count == 11, digits[0] == 1, digits[1] >= 3 { return .mobile }
        if digits.count == 18, isIdentityCard(digits) { return .identityCard }
        if (16...19).contains(digits.count), !digits.contains(ten), isBankCard(digits) { return .bankCard }
        if (10...12).contains(digits.count), digits[0] == 0 { return .landline }
        return nil
    }

    /// Whether the text says itself that an identity card's number comes: a slip of the pen makes it no other number.
    private static func isCalledIdentity(_ run: DigitRun, in text: String) -> Bool {
        [15, 18].contains(run.digits.count) && text[..<run.start].suffix(8).contains("身份证")
    }

    private static func isIdentityCard(_ digits: [UInt8]) -> Bool {
        var weight = 1
        var sum = 0
        for digit in digits.reversed() {
            sum += Int(digit) * weight
            weight = weight * 2 % 11
        }
        return sum % 11 == 1
    }

    private static func isBankCard(_ digits: [UInt8]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, next in
            let value = Int(next.element) * (next.offset % 2 == 1 ? 2 : 1)
            return sum + value / 10 + value % 10
        }
        return sum % 10 == 0
    }

    // MARK: - Doors and names

    /// `3号楼2单元502室`: from the building on; a room that stands alone may be an office. A number that does not say that it is a
    /// room stands right behind its building, and counts nothing: `3幢和45幢之间`, `8号楼加装电梯12户不同意` and `3号楼12路公交` are no
    /// doors.
    private static func doors(in text: String) -> [PersonalDetail] {
        let scalars = text.unicodeScalars
        // Nearly all texts name no building, and a look for one takes longer than all else that is done to a text.
        guard scalars.contains(where: { "楼栋幢元".unicodeScalars.contains($0) }),
            scalars.contains(where: { ("0"..."9").contains($0) || ("０"..."９").contains($0) })
        else { return [] }
        let door =
            /[0-9０-９A-Za-z一二三四五六七八九十]{1,4}(?:号楼|栋|幢|单元)(?:[^，。；！？\s]{0,8}?[0-9０-９]{2,4}(?:室|号房)|(?:第?[0-9０-９一二三四五六七八九十]{1,3}(?:单元|门|梯|楼|层))?[-－—]?(?:[0-9０-９]{3,4}户|[0-9０-９]{2,4}(?![0-9０-９盏个名辆棵台条块层年月日米次件元户人间幢栋座单组路趟点度天周岁])))/
        return text.matches(of: door).map { .init(kind: .door, range: $0.range) }
    }

    private static func names(in text: String) -> [PersonalDetail] {
        guard text.unicodeScalars.contains(where: { $0 == "叫" || $0 == "名" || $0 == "系" }) else { return [] }
        return text.matches(of: /(?:我叫|名叫|姓名|联系人)(?:是|为)?[:：\s]?(\p{Han}{2,3})/).compactMap { match in
            let name = match.output.1
            // 「我叫了三次」 is no name.
            guard let first = name.first, surnames.contains(first) else { return nil }
            return .init(kind: .name, range: name.startIndex..<name.endIndex)
        }
    }

    /// The surnames of nine in ten.
    private static let surnames = Set(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤")
}
