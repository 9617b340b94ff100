// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

extension RegisterForm {
    /// Areas as a tree by their codes (rules.md C.9); codes that no table of the state knows may be the tenant's own.
    static let areas = RegisterForm(
        register: .areas, title: "区域", measure: "个", table: "area",
        columns: [
            .area("code", "区划代码", "code", help: "12位数字；上级由代码的前几位看出。代码不能改，换代码请停用旧的、新增一个。"),
            .words("name", "名称", "name", limit: 60),
            .day("startsOn", "从哪天起用", "starts_on", isRequired: false),
            .day("endsOn", "用到哪天", "ends_on", isRequired: false),
        ],
        key: ["code"], label: "name", searched: ["code"], fixed: { _, _ in [] },
        id: { values in values["code"].flatMap { Int64($0) }.map { DirectoryEntry.ID($0) } },
        problems: { ordered($0, "startsOn", "endsOn", isStrict: false, "“用到哪天”不能早于“从哪天起用”。") })

    static let units = RegisterForm(
        register: .units, title: "承办单位", measure: "个", table: "handling_unit",
        columns: [
            .words("name", "名称", "name", limit: 60),
            .words("shortName", "简称", "short_name", limit: 20, isRequired: false),
            .choice("unitKind", "类别", "kind", DirectoryWording.unitKinds, isRequired: false),
            .words(
                "creditCode", "统一社会信用代码", "credit_code", limit: 18, isRequired: false, help: "18位，可不填。"),
            .words(
                "letterMark", "提案答复函的发文代字", "letter_mark", limit: 20, isRequired: false,
                help: "如：安建提复。签发答复时按年自动编号，如：安建提复〔2026〕3号；不填的，由单位自己编号。"),
            .entry(
                "officer", "经办人", "officer", of: .people, isRequired: false,
                help: "先录人员。名册里写了，安全管理员按名册给职务，他才办得了事。"),
            .entry(
                "secondOfficer", "第二经办人", "second_officer", of: .people, isRequired: false,
                help: "经办人不在时接手的人。"),
        ],
        key: ["name"], label: "name", searched: ["short_name"],
        problems: { values in
            var problems: [FieldProblem] = []
            if let code = values["creditCode"], CreditCode(code) == nil {
                problems.append(.init(field: "creditCode", sentence: "“统一社会信用代码”不对：要18位，最后一位是校验码，请核对。"))
            }
            if values["secondOfficer"] != nil, values["secondOfficer"] == values["officer"] {
                problems.append(.init(field: "secondOfficer", sentence: "“第二经办人”要是另一个人。"))
            }
            if let mark = values["letterMark"], !mark.allSatisfy(\.isLetter) {
                problems.append(.init(field: "letterMark", sentence: "发文代字只写字，不写年份、括号和序号，如：安建提复。"))
            }
            return problems
        })

    static let rooms = RegisterForm(
        register: .rooms, title: "议事室", measure: "间", table: "room",
        columns: [
            .words("name", "名称", "name", limit: 60),
            .area("area", "所在区域", "area"),
            .choice("level", "级别", "level", DirectoryWording.roomLevels),
            .words("address", "地址", "address", limit: 100),
            .entry("convener", "召集人", "convener", of: .people, isRequired: false),
            .entry("secretary", "秘书", "secretary", of: .people, isRequired: false),
            .words(
                "host", "依托单位", "host", limit: 60, isRequired: false, help: "企业、商会、界别的名称；企业、界别议事室要填。"),
            .words("hours", "开放时间", "hours", limit: 60, isRequired: false, help: "如：工作日9:00–17:00。"),
            .choice("opinions", "收集社情民意", "takes_opinions", DirectoryWording.yesNo, isRequired: false),
            .choice("membersHome", "委员之家", "is_members_home", DirectoryWording.yesNo, isRequired: false),
            .choice("library", "书香政协", "has_library", DirectoryWording.yesNo, isRequired: false),
            .choice("place", "有场所", "has_place", DirectoryWording.yesNo, isRequired: false),
            .choice("sign", "有标识", "has_sign", DirectoryWording.yesNo, isRequired: false),
            .choice("rules", "有制度", "has_rules", DirectoryWording.yesNo, isRequired: false),
            .choice("procedure", "有程序", "has_procedure", DirectoryWording.yesNo, isRequired: false),
        ],
        key: ["name", "area"], label: "name", searched: ["address", "host"],
        fixed: { _, now in
            let random = Random.bytes(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return [
                (column: "created_at", value: "\(now.milliseconds)"),
                (column: "token", value: "\(Room.Token(random: random).text)"),
            ]
        })
}
