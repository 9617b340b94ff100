// SPDX-License-Identifier: Apache-2.0

import Domain

/// Proposals that units have had: one closed to everybody's content, with one that was merged into it; one whose proposer was not
/// satisfied; one that waits for a word; one that lies unsigned; and one that a unit tried to give back.
extension DemoStory {
    static let replies: [DemoThread] = [lamps, crossing, shelters, library, wells, lanes]

    private static let lamps = DemoThread(
        "proposal-lamps", room: 0, matter("关于更换背街小巷路灯的提案", "小巷路灯换成节能灯。"),
        begun(
            by: "weiyuan", "全县背街小巷路灯1 200盏，坏了310盏，最久的坏了两年。", "坏灯没人报，报了不知道归谁修。",
            "请县住房城乡建设局两个月内修好坏灯，灯杆上贴报修电话；请清河街道办事处每月巡一次。")
            + [
                DemoStep(
                    36,
                    .proposal(.assign, ["lead": .unit(0), "coHandlers": .units([2])], by: "tian")),
                DemoStep(35, .handle(unit: 0, .signFor, [:])),
                DemoStep(34, .handle(unit: 2, .signFor, [:])),
                DemoStep(
                    28,
                    .handle(
                        unit: 2, .giveOpinion,
                        signed(28, ["text": "街道每月10日巡一次，坏灯当天报。"], by: "办事处主任罗清扬"))),
                contacted(24, unit: 0, "meeting", "和沈知秋、陆南乔两位委员座谈，商定先修学校周边。"),
            ]
            + answered(22, unit: 0, "A", "310盏坏灯已全部修好，灯杆贴了报修电话，街道每月巡查。")
            + [
                DemoStep(18, .opine(by: "weiyuan", .satisfied, "晚上去看过，都亮了。")),
                DemoStep(
                    17,
                    .opine(by: "weiyuan2", .satisfied, nil), hour: 10),
                DemoStep(15, .proposal(.close, [:], by: "tian")),
            ], signedBy: "weiyuan2")

    private static let crossing = DemoThread(
        "proposal-crossing", room: 0, matter("关于在实验小学门口设过街信号灯的提案", "孩子过马路要等车让。"),
        begun(
            by: "weiyuan2", "实验小学门口高峰一小时过车900辆，没有信号灯，只有斑马线。", "车速快，家长护送占了一条道。",
            "请县交通运输局装按钮信号灯，上下学时段限速30公里。")
            + [
                DemoStep(36, .proposal(.assign, ["lead": .unit(1)], by: "tian"), hour: 10),
                DemoStep(35, .handle(unit: 1, .signFor, [:]), hour: 10),
                contacted(30, unit: 1, "phone", "电话问了陆南乔委员，他希望今年就装。"),
            ]
            + answered(28, unit: 1, "C", "今年没有资金，先划减速标线。")
            + [
                DemoStep(22, .opine(by: "weiyuan2", .dissatisfied, "标线没有用，孩子还是不敢过。")),
                contacted(12, unit: 1, "site_visit", "分管局长到校门口看了放学，和陆南乔委员当面商定装灯。", withLeader: true),
                DemoStep(6, .handle(unit: 1, .draft, reply("B", "已列入明年一季度计划，春季开学前装好；在这以前放学时派人值守。"))),
            ])

    private static let shelters = DemoThread(
        "proposal-shelters", room: 0, matter("关于给农村客运站加雨棚的提案", "下雨天等车没处躲。"),
        begun(
            by: "weiyuan", "全县农村客运站47个，有雨棚的12个。", "站牌归公司，棚归镇里，谁都没有钱。", "请县交通运输局排出三年计划，每年加12个。")
            + [
                DemoStep(35, .proposal(.assign, ["lead": .unit(1)], by: "tian"), hour: 14),
                DemoStep(34, .handle(unit: 1, .signFor, [:]), hour: 14),
                // The stations on the road to the city are the city's: it went up, too, and is handled here all the same.
                DemoStep(25, .proposal(.forward, [:], by: "tian")),
                contacted(18, unit: 1, "visit", "到委员工作室走访，看了三个站点的照片。"),
                DemoStep(
                    5,
                    .proposal(
                        .receiveResult,
                        [
                            "filed": "yes", "number": "市政协第112号",
                            "words": "市政协立案交办，市交通运输局答应把省道上的9个站一起加棚。",
                        ], by: "tian")),
            ]
            + answered(8, unit: 1, "B", "列入三年计划，今年先加12个，名单附后。"))

    private static let library = DemoThread(
        "proposal-library", room: 0, matter("关于延长县图书馆夜间开放的提案", "下班去，门已经关了。"),
        begun(by: "weiyuan2", "县图书馆17点半关门，周末一样。", "上班的人只有周末能去。", "请把周五到周日的闭馆时间改到21点。")
            + [
                // Nobody has signed for it: its lamp is red, and the office has reminded the unit.
                DemoStep(30, .proposal(.assign, ["lead": .unit(2)], by: "tian")),
                DemoStep(
                    10,
                    .handle(unit: 2, .remind, ["text": "这件提案早该签收了，请今天签收，或者说明该由谁办。"])),
            ])

    private static let wells = DemoThread(
        "proposal-wells", room: 0, matter("关于给村里机井装计量表的提案", "浇地用水没有数。"),
        begun(by: "weiyuan", "全县机井820眼，装表的90眼。", "不知道用了多少，也不知道漏了多少。", "请先给产粮村的机井装表。")
            + [
                DemoStep(34, .proposal(.assign, ["lead": .unit(0)], by: "tian"), hour: 10),
                DemoStep(
                    32,
                    .handle(unit: 0, .requestReturn, ["reason": "机井归水利管。", "suggested": "县水利局"])),
                DemoStep(31, .handle(unit: 0, .uphold, ["reason": "县里没有单设水利局，水利在住建局。"])),
                contacted(20, unit: 0, "phone", "电话和沈知秋委员说了打算。"),
                DemoStep(
                    12,
                    .handle(unit: 0, .askExtension, ["months": "5", "reason": "要等秋收以后才能下井装表。"])),
            ])

    private static let lanes = DemoThread(
        "proposal-lanes", room: 0, matter("关于划出外卖和快递停车点的提案", "车停在盲道上。"),
        begun(by: "weiyuan2", "县城3条商业街，中午外卖车停在人行道上约200辆。", "没有地方停，罚了又停。", "请在路口划停车点，分开高峰和平时。")
            + [
                DemoStep(33, .proposal(.assign, ["separate": .units([0, 1])], by: "tian"), hour: 10),
                DemoStep(32, .handle(unit: 0, .signFor, [:]), hour: 10),
                DemoStep(32, .handle(unit: 1, .signFor, [:]), hour: 11),
                contacted(26, unit: 0, "meeting", "和陆南乔委员、两家平台座谈。"),
            ]
            + answered(20, unit: 0, "A", "3条街划了14处停车点。"))

    // MARK: - Steps that every proposal goes through

    /// Written, signed by another if there is one, handed in, and filed before the session.
    private static func begun(
        by signIn: String, _ situation: String, _ analysis: String, _ advice: String
    ) -> [DemoStep] {
        [
            DemoStep(
                46,
                .propose(
                    by: signIn,
                    [
                        "situation": .text(situation), "analysis": .text(analysis), "advice": .text(advice),
                        "oneMatter": "yes", "disclosure": "open",
                    ], from: nil), hour: 15),
            DemoStep(41, .proposal(.submit, [:], by: signIn), hour: 15),
            DemoStep(
                37,
                .proposal(
                    .file,
                    [
                        "oneMatter": "yes", "threeParts": "yes", "ownCompetence": "yes", "noSecrets": "yes",
                        "noPersons": "yes", "signed": "yes",
                    ], by: "tian"), hour: 15),
        ]
    }

    private static func contacted(
        _ day: Int, unit: Int, _ means: String, _ words: String, withLeader: Bool = false
    ) -> DemoStep {
        DemoStep(
            day,
            .handle(
                unit: unit, .contact,
                [
                    "means": .text(means), "day": .day(day), "words": .text(words), "leader": withLeader ? "yes" : "no",
                    "agreed": "yes",
                ]))
    }

    private static func reply(_ outcome: String, _ text: String) -> [String: DemoStep.Value] {
        ["outcome": .text(outcome), "text": .text(text), "disclosure": "open"]
    }

    private static func signed(
        _ day: Int, _ fields: [String: DemoStep.Value], by signer: String
    ) -> [String: DemoStep.Value] {
        fields.merging(["signer": .text(signer), "principal": "yes", "day": .day(day)]) { $1 }
    }

    /// Drafted, checked by the office, and sent.
    private static func answered(_ day: Int, unit: Int, _ outcome: String, _ text: String) -> [DemoStep] {
        [
            DemoStep(day + 2, .handle(unit: unit, .draft, reply(outcome, text))),
            DemoStep(day + 1, .handle(unit: unit, .check, [:])),
            DemoStep(day, .handle(unit: unit, .send, signed(day, [:], by: "局长")), hour: 11),
        ]
    }

    private static func matter(_ title: String, _ body: String) -> DemoMatter {
        DemoMatter(said: body, place: nil, title: title, body: body)
    }
}

extension DemoThread {
    /// A thread whose proposal another member signs, between its writing and its handing in.
    fileprivate init(
        _ key: String, room: Int, _ matter: DemoMatter, _ steps: [DemoStep], signedBy other: String
    ) {
        self.init(
            key, room: room, matter,
            steps + [
                DemoStep(45, .proposal(.invite, ["people": .people([other])], by: "weiyuan"), hour: 15),
                DemoStep(44, .proposal(.sign, [:], by: other), hour: 16),
            ])
    }
}
