// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension RegisterForm {
    static let people = RegisterForm(
        register: .people, title: "人员", measure: "名", table: "person",
        columns: [
            .words("number", "编号", "number", limit: 30, help: "工号、委员证号都可以，一人一个，不和别人重复。"),
            .words("name", "姓名", "name", limit: 30),
            .words("position", "工作单位和职务", "position", limit: 100, isRequired: false),
            .words("specialities", "专长", "specialities", limit: 100, isRequired: false, help: "用顿号分开，如：城市规划、法律。"),
            .words(
                "training", "培训记录", "training", limit: 200, isRequired: false,
                help: "如：2026年3月12日，召集人培训。召集人的要记。"),
        ],
        key: ["number"], label: "name", searched: ["number", "position", "specialities"], personName: "e.name")

    /// Members on all their axes; what is missing is shown, not refused, since a body may end after somebody joined it
    /// (BR-31).
    static let members = RegisterForm(
        register: .members, title: "委员", measure: "名", table: "membership",
        columns: [
            .entry("person", "人员", "person", of: .people),
            .choice("level", "层级", "level", DirectoryWording.memberLevels),
            .entry("sector", "界别", "sector", of: .organs, kinds: [.sector], isRequired: false),
            .entry(
                "committee", "专委会", "committee", of: .organs, kinds: [.specialCommittee], isRequired: false,
                help: "填主要的一个；还参加别的专委会、小组的，在“任职”里记为成员。"),
            .area("area", "联系区域", "area", isRequired: false),
            .choice("party", "党派", "party", DirectoryWording.parties),
            .entry("branch", "履职党支部", "branch", of: .organs, kinds: [.partyBranch], isRequired: false),
            .choice("ranked", "计分排名", "is_ranked", DirectoryWording.yesNo),
            .day("startsOn", "任职日期", "starts_on", isRequired: false),
            .day(
                "endsOn", "最后一天", "ends_on", isRequired: false, help: "到哪天为止是委员，如调走、辞职；过了这天自动停用。换届不用填，在“换届”里一次办。"),
            .entry("room", "编入哪个议事室", "room", of: .rooms, isRequired: false),
        ],
        key: ["person", "level"],
        label: RegisterStore.personName, searched: [], personName: RegisterStore.personName,
        problems: { values in
            var problems: [FieldProblem] = []
            if values["level"] == Membership.Level.own.rawValue {
                if values["sector"] == nil { problems.append(.init(field: "sector", sentence: "本级委员要有界别。")) }
                if values["committee"] == nil {
                    problems.append(.init(field: "committee", sentence: "本级委员要编入一个专委会。"))
                }
            }
            if values["area"] == nil { problems.append(.init(field: "area", sentence: "委员要有联系区域。")) }
            if values["branch"] != nil, values["party"] != "cpc" {
                problems.append(.init(field: "branch", sentence: "不是中共党员的委员不编入履职党支部。"))
            }
            return problems + ordered(values, "startsOn", "endsOn", isStrict: false, "最后一天不能早于任职日期。")
        })

    static let posts = RegisterForm(
        register: .posts, title: "任职", measure: "项", table: "organ_post",
        columns: [
            .entry("person", "人员", "person", of: .people),
            .entry("organ", "组织机构", "organ", of: .organs),
            .choice("post", "岗位", "post", DirectoryWording.posts),
            .words("title", "职务名称", "title", limit: 40, isRequired: false, help: "如：主任（镇党委副书记兼）。"),
            .day("startsOn", "任职日期", "starts_on", isRequired: false),
        ],
        key: ["person", "organ", "post"],
        label: RegisterStore.personAndOrganName,
        searched: ["title"], personName: RegisterStore.personName)
}
