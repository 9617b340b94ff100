// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What committee, Party and government keep of their working together.
extension RegisterForm {
    /// Experts, hometown worthies and advisers (A1-17): suggested for sessions whose topics speak of their fields.
    static let experts = RegisterForm(
        register: .experts, title: "专家", measure: "名", table: "expert",
        columns: [
            .entry("person", "人员", "person", of: .people),
            .entry("pool", "哪个专家、人才库", "pool", of: .organs, kinds: [.expertPool]),
            .words("fields", "领域", "fields", limit: 100, help: "用顿号分开，如：物业、电梯、停车。议题里说到这些词，就提示请他。"),
            .day("startsOn", "聘任日期", "starts_on"),
            .day("endsOn", "聘期到", "ends_on", isRequired: false),
            .words(
                "record", "参加过什么", "record", limit: 200, isRequired: false,
                help: "只记聘任以前的。往后参加会议的自动计，别的由秘书、召集人、提案工作人员在台账“专家履职”里记。"),
        ],
        key: ["person", "pool"],
        label: RegisterStore.personName, searched: ["fields"], personName: RegisterStore.personName,
        problems: { ordered($0, "startsOn", "endsOn", isStrict: false, "聘期不能早于聘任日期。") })

    /// What experts did beside sessions (A1-17), kept by those for whom they did it; the sessions that they came to are counted.
    static let contributions = RegisterForm(
        register: .contributions, title: "专家履职", measure: "次", table: "expert_contribution",
        columns: [
            .entry("person", "哪位专家", "person", of: .people),
            .choice("contribution", "哪一类", "kind", DirectoryWording.contributionKinds),
            .words("contributionName", "做了什么", "name", limit: 60, help: "如：论证老桥改造方案。在本系统里开的会不用记，签了到就算。"),
            .day("heldOn", "哪天", "held_on"),
            .words("contributionResult", "结果", "result", limit: 300, isRequired: false),
        ],
        key: ["person", "contributionName", "heldOn"],
        label: RegisterStore.personName, searched: ["name"], personName: RegisterStore.personName)

    /// Which post sits in on which meeting of Party and government (A1-02); who went follows from the post.
    static let observations = RegisterForm(
        register: .observations, title: "列席", measure: "次", table: "observation",
        columns: [
            .entry("organ", "哪个机构", "organ", of: .organs),
            .choice("post", "哪个岗位列席", "post", DirectoryWording.posts),
            .entry("person", "谁去的", "person", of: .people, isRequired: false),
            .choice("meeting", "哪类会议", "meeting", DirectoryWording.meetings),
            .words("meetingName", "会议名称", "name", limit: 60),
            .day("heldOn", "哪天", "held_on"),
            .day("invitedOn", "哪天接到邀请", "invited_on", isRequired: false),
            .choice("attended", "到会了没有", "attended", DirectoryWording.yesNo, isRequired: false),
            .words("notes", "听到什么、说了什么", "notes", limit: 300, isRequired: false),
            .words("followUp", "后来怎么办的", "follow_up", limit: 200, isRequired: false),
        ],
        key: ["organ", "post", "person", "meeting", "heldOn"], keyGrownBy: ["organ", "post"],
        label: RegisterStore.observerName, searched: ["name"],
        problems: { ordered($0, "invitedOn", "heldOn", isStrict: false, "开会不能早于接到邀请的那天。") })

    /// Members who are asked to appraise a major matter (A1-03): a line for each member and matter.
    static let appraisals = RegisterForm(
        register: .appraisals, title: "重大事项论证", measure: "人次", table: "appraisal",
        columns: [
            .words("matter", "什么事项", "matter", limit: 60),
            .entry("unit", "哪个单位请的", "unit", of: .units, isRequired: false),
            .entry("person", "哪位委员", "person", of: .people),
            .day("heldOn", "哪天", "held_on"),
            .words("opinion", "提了什么意见", "opinion", limit: 300, isRequired: false),
            .words("report", "论证结论", "report", limit: 300, isRequired: false),
        ],
        key: ["matter", "person"],
        label: RegisterStore.personName, searched: ["matter"], personName: RegisterStore.personName)

    /// Leaders of Party and government who take part in consultations (A1-04).
    static let leaders = RegisterForm(
        register: .leaders, title: "领导参加协商", measure: "次", table: "leader_participation",
        columns: [
            .entry("person", "哪位领导", "person", of: .people),
            .choice("side", "党委还是政府", "side", DirectoryWording.leaderSides),
            .words(
                "consultation", "哪场协商", "name", limit: 60, help: "在本系统里开的会，由秘书、召集人在那场会上“记领导参加”；这里记别处开的。"),
            .day("heldOn", "哪天", "held_on"),
            .words("briefing", "通报了什么", "briefing", limit: 300, isRequired: false),
            .words("response", "怎样回应的", "response", limit: 300, isRequired: false),
        ],
        key: ["person", "consultation", "heldOn"],
        label: RegisterStore.personName, searched: ["name"], personName: RegisterStore.personName)

    /// Who leads, supports, hosts, takes part and benefits, for each room (A1-06); its page tells it.
    static let parties = RegisterForm(
        register: .parties, title: "议事室的五方", measure: "项", table: "room_party",
        columns: [
            .entry("room", "议事室", "room", of: .rooms),
            .choice("partyKind", "哪一方", "party", DirectoryWording.partyKinds),
            .words("partyName", "是谁", "name", limit: 60, help: "如：清河街道党工委。"),
        ],
        key: ["room", "partyKind", "partyName"], label: "name", searched: [])

    /// What members and special committees did that leaves no other record: it counts for what the county asks of them (BR-30).
    static let activities = RegisterForm(
        register: .activities, title: "履职活动", measure: "次", table: "duty_activity",
        columns: [
            .choice("activity", "哪一类", "kind", DirectoryWording.activityKinds),
            .entry("person", "哪位委员", "person", of: .people, isRequired: false),
            .entry("organ", "哪个专委会", "organ", of: .organs, kinds: [.specialCommittee], isRequired: false),
            .words("activityName", "做了什么", "name", limit: 60, help: "如：走访桥头组三户人家。"),
            .day("heldOn", "哪天", "held_on"),
            .words("people", "联系了几人", "people", limit: 3, isRequired: false, help: "走访联系群众填人数，如：3。别的两类不填。"),
            .words("activityResult", "结果", "record", limit: 300, isRequired: false),
        ],
        key: ["activity", "person", "organ", "activityName", "heldOn"],
        label: RegisterStore.personOrOrganName, searched: ["name"],
        problems: { values in
            let isOfCommittee = values["activity"] == DutyActivityKind.serviceActivity.rawValue
            var problems: [FieldProblem] = []
            if isOfCommittee != (values["person"] == nil) {
                problems.append(
                    .init(field: "person", sentence: isOfCommittee ? "服务活动是专委会的，不填委员。" : "请选是哪位委员。"))
            }
            if isOfCommittee != (values["organ"] != nil) {
                problems.append(
                    .init(field: "organ", sentence: isOfCommittee ? "请选是哪个专委会。" : "这一类是委员的，不填专委会。"))
            }
            let isOfPeople = values["activity"] == DutyActivityKind.contact.rawValue
            let people = values["people"].flatMap { text in
                text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
            }
            if isOfPeople, people.map(DutyActivityKind.peopleRange.contains) != true {
                problems.append(.init(field: "people", sentence: "请填联系了几人，用数字，1到999。"))
            } else if !isOfPeople, values["people"] != nil {
                problems.append(.init(field: "people", sentence: "只有走访联系群众填人数。"))
            }
            return problems
        })

    /// Who took part in which training (A4-11): a line for each of them, so that the list of those who came is imported as it is.
    static let trainings = RegisterForm(
        register: .trainings, title: "专题培训", measure: "人次", table: "training",
        columns: [
            .choice("trainingKind", "哪一类", "kind", DirectoryWording.trainingKinds),
            .words(
                "trainingName", "培训名称", "name", limit: 60,
                help: "如：提案怎么写。同一场的，每人一行，名称、日期写得一样；人多的，把签到名单做成表导入。"),
            .day("heldOn", "哪天", "held_on"),
            .entry("person", "谁参加", "person", of: .people),
        ],
        key: ["trainingKind", "trainingName", "heldOn", "person"],
        label: RegisterStore.personName, searched: ["name"], personName: RegisterStore.personName)
}
