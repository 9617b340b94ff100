// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// Notices of the county's office (传达部署): one that everybody has answered, one on which somebody is silent after being
    /// reminded, and one that has just gone out.
    static let notices = [passedOn, checkDrains, askForTopics]

    private static func notice(_ title: String, _ text: String) -> DemoMatter {
        DemoMatter(said: "", place: nil, title: title, body: text)
    }

    private static func answered(
        _ place: DemoPeople.Place, by signIn: String, signed: Int, reported: Int, _ words: String
    ) -> [DemoStep] {
        [
            DemoStep(signed, .answerNotice(place, .sign, [:], by: signIn), hour: 10),
            DemoStep(
                reported,
                .answerNotice(place, .report, ["day": .day(reported), "words": .text(words)], by: signIn), hour: 16),
        ]
    }

    private static let passedOn = DemoThread(
        "notice-spirit", room: 0,
        notice(
            "传达全县民生实事推进会精神",
            "县委召开民生实事推进会，要求把群众身边的小事办实。请各议事室、有关单位组织学习一次，结合手头的议题说说怎样落实，期限前回报学习情况。"),
        [
            DemoStep(
                40,
                .deploy([
                    "kind": "convey", "to": "chosen", "rooms": .rooms([0, 2]), "units": .units([0]), "dueOn": .day(33),
                ]))
        ]
            + answered(.room(0), by: "mishu", signed: 39, reported: 36, "召集楼组长、党员26人学了一次，商定先把楼道照明和停车两件事议起来。")
            + answered(.room(2), by: "mishu3", signed: 39, reported: 34, "街道班子和各社区书记一起学，把会议要求列进了下月的协商安排。")
            + answered(.unit(0), by: "zhujian", signed: 38, reported: 35, "局务会传达，请各科室把手上的协商事项过一遍，逾期的说明原因。"))

    private static let checkDrains = DemoThread(
        "notice-drains", room: 0,
        notice(
            "部署汛期前排查小区排水",
            "汛期快到了。请各议事室会同物业走一遍小区的排水口，群众反映过的先看；有关单位把管网清淤的安排说清楚。能当场解决的当场解决，要商量的立议题，期限前回报。"),
        [
            DemoStep(
                15,
                .deploy([
                    "kind": "deploy", "to": "chosen", "rooms": .rooms([0, 2]), "units": .units([0, 1]),
                    "dueOn": .day(5),
                ]))
        ]
            + answered(.room(0), by: "mishu", signed: 14, reported: 9, "和物业走了四个小区，清了7个堵的排水口，还有一处要住建局来看。")
            + answered(.unit(0), by: "zhujian", signed: 14, reported: 8, "老城区管网分三段清淤，月底前清完，进度每周贴在街道公告栏。")
            + [
                DemoStep(
                    9, .answerNotice(.room(0), .link, ["record": .topic(wholeLoop)], by: "mishu"), hour: 17),
                DemoStep(13, .answerNotice(.unit(1), .sign, [:], by: "jiaotong"), hour: 11),
                DemoStep(4, .remindSilent),
            ])

    private static let askForTopics = DemoThread(
        "notice-topics", room: 0,
        notice(
            "请各议事室报下半年想协商的课题",
            "每个议事室报一到三件：群众最关心、议得出结果、有单位能办的优先。写清楚是哪几个小区、牵涉哪些单位，期限前回报。"),
        [
            DemoStep(
                2, .deploy(["kind": "deploy", "to": "chosen", "rooms": .rooms([0, 2]), "dueOn": .day(-6)])),
            DemoStep(1, .answerNotice(.room(0), .sign, [:], by: "mishu"), hour: 10),
        ])
}
