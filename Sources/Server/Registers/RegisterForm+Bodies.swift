// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension RegisterForm {
    /// Committees, sectors, work committees, duty groups, branches, pools: one kind of thing, a body with posts.
    static let organs = RegisterForm(
        register: .organs, title: "组织机构", measure: "个", table: "organ",
        columns: [
            .choice("kind", "类别", "kind", DirectoryWording.organKinds),
            .words("name", "名称", "name", limit: 60),
            .area("area", "所在区域", "area", isRequired: false, help: "工委、履职小组填乡镇（街道）的12位代码。"),
            .choice("groupKind", "履职小组的类别", "group_kind", DirectoryWording.groupKinds, isRequired: false),
            .entry(
                "committee", "党支部依托的专委会", "committee", of: .organs, kinds: [.specialCommittee], isRequired: false,
                help: "依托专委会设的履职党支部要填，先录专委会；支部书记由这个专委会的主任担任。"),
        ],
        key: ["name"], label: "name", searched: [],
        problems: { values in
            var problems: [FieldProblem] = []
            if values["kind"] == Organ.Kind.workCommittee.rawValue, values["area"] == nil {
                problems.append(.init(field: "area", sentence: "工委要填它是哪个乡镇（街道）的。"))
            }
            if values["kind"] != Organ.Kind.dutyGroup.rawValue, values["groupKind"] != nil {
                problems.append(.init(field: "groupKind", sentence: "只有履职小组才分这几类。"))
            }
            if values["kind"] != Organ.Kind.partyBranch.rawValue, values["committee"] != nil {
                problems.append(.init(field: "committee", sentence: "只有履职党支部才依托专委会。"))
            }
            return problems
        })

    /// Which committee keeps in touch with which unit, town or sector (A1-05), and with which room (A2-01).
    static let counterparts = RegisterForm(
        register: .counterparts, title: "对口联系", measure: "项", table: "counterpart",
        columns: [
            .entry("organ", "专委会", "organ", of: .organs),
            .entry("unit", "联系的单位", "unit", of: .units, isRequired: false),
            .area("area", "联系的乡镇（街道）", "area", isRequired: false),
            .entry("sector", "联系的界别", "sector", of: .organs, kinds: [.sector], isRequired: false),
            .entry("room", "联系的议事室", "room", of: .rooms, isRequired: false),
        ],
        key: ["organ", "unit", "area", "sector", "room"],
        label: RegisterStore.organName, searched: [],
        problems: { values in
            let named = ["unit", "area", "sector", "room"].filter { values[$0] != nil }
            guard named.count != 1 else { return [] }
            return [.init(field: named.last ?? "unit", sentence: "单位、乡镇、界别、议事室，四个里只填一个。")]
        })

    static let terms = RegisterForm(
        register: .terms, title: "届", measure: "届", table: "term",
        columns: [
            .words("name", "名称", "name", limit: 20, help: "如：第十五届。"),
            .day("startsOn", "开始日期", "starts_on"),
            .day("endsOn", "届满日期", "ends_on", isRequired: false),
        ],
        key: ["name"], label: "name", searched: [],
        problems: { ordered($0, "startsOn", "endsOn", isStrict: true, "届满日期要在开始日期之后。") })

    static let plenaries = RegisterForm(
        register: .plenaries, title: "全体会议", measure: "次", table: "plenary",
        columns: [
            .entry("term", "届", "term", of: .terms),
            .words("name", "名称", "name", limit: 30, help: "如：第三次会议。"),
            .day("opensOn", "开幕日期", "opens_on"),
            .day("closesOn", "闭幕日期", "closes_on"),
        ],
        key: ["term", "name"], label: "name", searched: [],
        problems: { ordered($0, "opensOn", "closesOn", isStrict: false, "闭幕日期不能早于开幕日期。") })

    /// Days, weeks and months that gather sessions on a theme (A2-20), and the topics of a year (A3-04).
    static let campaigns = RegisterForm(
        register: .campaigns, title: "主题活动", measure: "项", table: "campaign",
        columns: [
            .words("name", "名称", "name", limit: 40, help: "如：民生专题协商议事月。"),
            .choice("kind", "类别", "kind", DirectoryWording.campaignKinds),
            .words("theme", "主题", "theme", limit: 100, isRequired: false),
            .day("startsOn", "开始日期", "starts_on"),
            .day("endsOn", "结束日期", "ends_on"),
            .choice("slot", "“4+X”的题目", "slot", DirectoryWording.slotKinds, isRequired: false),
        ],
        key: ["name"], label: "name", searched: [],
        problems: { values in
            let order = ordered(values, "startsOn", "endsOn", isStrict: false, "结束日期不能早于开始日期。")
            guard order.isEmpty, values["slot"] != nil, let first = values["startsOn"], let last = values["endsOn"],
                first.prefix(4) != last.prefix(4)
            else { return order }
            return [.init(field: "endsOn", sentence: "“4+X”的题目是一年的，开始和结束要在同一年。")]
        })

    /// Two days that stand in order, where both are there.
    static func ordered(
        _ values: DirectoryEntry.Values, _ first: String, _ second: String, isStrict: Bool, _ sentence: String
    ) -> [FieldProblem] {
        guard let from = values[first].flatMap({ Day($0) }), let until = values[second].flatMap({ Day($0) }),
            isStrict ? until <= from : until < from
        else { return [] }
        return [.init(field: second, sentence: sentence)]
    }
}
