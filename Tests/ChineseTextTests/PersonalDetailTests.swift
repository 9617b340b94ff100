// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChineseText

@Suite("What in a text points at one person")
struct PersonalDetailTests {
    private func found(_ text: String) -> [String] {
        PersonalDetail.found(in: text).map { "\($0.kind.rawValue) \(text[$0.range])" }
    }

    @Test(
        "numbers are found in any width and with gaps",
        arguments: [
            ("打我电话13812345678。", ["mobile 13812345678"]),
            ("１３８ １２３４ ５６７８", ["mobile １３８ １２３４ ５６７８"]),
            ("+86 138-1234-5678", ["mobile 86 138-1234-5678"]),
            ("座机0513-81234567，找老李", ["landline 0513-81234567"]),
            ("身份证11010519491231002X", ["identity_card 11010519491231002X"]),
            ("身份证号码是110105194912310021", ["identity_card 110105194912310021"]),
            ("身份证110105491231002", ["identity_card 110105491231002"]),
            ("卡号 6222 0210 0111 2233 444 别外传", []),
            ("卡号4111 1111 1111 1111", ["bank_card 4111 1111 1111 1111"]),
        ])
    func numbers(_ text: String, _ expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test(
        "what is no number of a person stays",
        arguments: [
            "拨打12345没有人管", "去年7月到现在已有4次", "2026年3月5日上午9点", "花了13800元", "路灯编号138123456789012",
            "流水号110105194912310021", "身份证办了20次没办成", "省道S204线12公里处", "订单12812345678",
        ])
    func others(_ text: String) {
        #expect(found(text) == [])
    }

    @Test("a flat is found, a building and an office are not")
    func doors() {
        #expect(found("我住桂花苑3号楼2单元502室，漏水") == ["door 3号楼2单元502室"])
        #expect(found("杨柳苑小区9号楼漏水") == [])
        #expect(found("在居委会101室开会") == [])
        #expect(found("5栋502家里漏水") == ["door 5栋502"])
        #expect(found("修好3号楼至7号楼之间11盏路灯") == [], "what is counted is no door")
        #expect(found("3号楼有120个车位") == [])
        #expect(found("3号楼东边那间502室漏水") == ["door 3号楼东边那间502室"])
        #expect(found("12栋3单元1002漏水，5栋502户也漏") == ["door 12栋3单元1002", "door 5栋502户"])
        #expect(found("3幢和45幢之间积水，27栋28单元办证要跑23趟") == [])
        #expect(found("8号楼加装电梯12户不同意，18号楼12路公交没了") == [])
    }

    @Test("a name is found where the text says that one comes")
    func names() {
        #expect(found("我叫王建国，住在村东头") == ["name 王建国"])
        #expect(found("联系人：李梅 13912345678") == ["name 李梅", "mobile 13912345678"])
        #expect(found("我叫了三次都没有人来") == [])
        #expect(found("我是三组的") == [])
    }

    @Test("masked, a text keeps everything else and holds none of them any more")
    func masked() {
        let text = "我叫王建国，住3栋502室，电话138 1234 5678，路灯不亮。"
        let masked = PersonalDetail.masked(text) { _ in "（略）" }
        #expect(masked == "我叫（略），住（略），电话（略），路灯不亮。")
        #expect(PersonalDetail.found(in: masked) == [])
        #expect(PersonalDetail.masked("路灯不亮") { _ in "（略）" } == "路灯不亮")
    }
}
