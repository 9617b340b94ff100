// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// What two members, a sector and a party propose at the fifth session and after it: filed, merged, turned down, sent back, sent up
    /// to the city, entered from paper, under review, and being written; and who judges the units.
    static let proposals: [DemoThread] = [
        seats, pipes, sponge, afterSchool, clinic, slogans, parking, river, benches, clue, newClue, nursery, judging,
    ]

    /// Term, session, bodies and members, as the registers have them before anybody proposes.
    private static let seats = DemoThread(
        "proposal-registers", room: 0, matter("名册", "提案要用的届次、机构和委员。"),
        [
            DemoStep(60, .register("term", .terms, ["name": "第十一届", "startsOn": .day(60)])),
            DemoStep(
                60,
                .register(
                    "plenary", .plenaries,
                    ["term": .entry("term"), "name": "第五次会议", "opensOn": .day(40), "closesOn": .day(36)]), hour: 10),
            DemoStep(60, .register("sector", .organs, ["kind": "sector", "name": "教育界"]), hour: 11),
            DemoStep(
                60, .register("committee", .organs, ["kind": "special_committee", "name": "提案委员会"]), hour: 12),
            DemoStep(59, .register("member", .members, member("weiyuan", room: 0))),
            DemoStep(59, .register("member2", .members, member("weiyuan2", room: 2)), hour: 10),
            DemoStep(
                59,
                .register(
                    "convener", .posts,
                    ["person": .person("weiyuan"), "organ": .entry("sector"), "post": "convener"]), hour: 11),
        ])

    private static func member(_ signIn: String, room: Int) -> [String: DemoStep.Value] {
        [
            "person": .person(signIn), "level": "own", "sector": .entry("sector"), "committee": .entry("committee"),
            "area": "990101001000", "party": "none", "ranked": "yes", "room": .room(room),
        ]
    }

    private static let pipes = DemoThread(
        "proposal-pipes", room: 0, matter("关于推进老旧小区雨水管网改造的提案", "雨水管网改造，先摸清再分批改。"),
        [
            DemoStep(
                45,
                .propose(
                    by: "weiyuan",
                    text(
                        "我县2000年前建成的小区共41个，其中雨污合流、雨水管径不足300毫米的有23个。去年7月以来，社区议事室收到积水类议题19件，涉及7个小区、约2600户。",
                        "一是管网权属不清，物业、街道、住建各管一段；二是清淤靠应急，没有年度计划；三是改造资金按小区申报，没有按积水点排序。",
                        "一、请县住房城乡建设局6月底前完成41个小区雨水管普查，公布积水点。\n二、请县住房城乡建设局会同清河街道办事处，按积水点排出三年改造清单。\n三、请清河街道办事处每年汛前清淤一次，公开时间和结果。",
                        unit: 0), from: nil)),
            DemoStep(44, .proposal(.invite, ["people": .people(["weiyuan2"])], by: "weiyuan")),
            DemoStep(43, .proposal(.sign, [:], by: "weiyuan2")),
            DemoStep(42, .proposal(.submit, [:], by: "weiyuan")),
            DemoStep(38, .proposal(.file, checked, by: "tian")),
            DemoStep(
                30,
                .proposal(
                    .review,
                    ["title": "关于推进老旧小区雨水管网改造的提案", "body": "我县2000年前建成的41个小区中，23个雨水管径不足。建议普查、排序、分批改造，每年汛前清淤。"],
                    by: "tian")),
            DemoStep(
                25,
                .proposal(
                    .chooseAsKey,
                    ["person": .person("lingdao"), "leader": "县委书记", "reason": "涉及7个小区、约2600户，要几个单位一起办。"],
                    by: "tian")),
            DemoStep(
                18,
                .proposal(
                    .supervise,
                    [
                        "means": "site_visit", "day": .day(18), "people": "顾怀远、沈知秋、县住房城乡建设局",
                        "words": "看了桂花苑两处积水点，商定先查清管径再排序。",
                    ], by: "lingdao"), hour: 15),
        ])

    private static let sponge = DemoThread(
        "proposal-sponge", room: 0, matter("关于加快老城区雨水管改造和海绵城市建设的提案", "绿地蓄水，管网排水。"),
        [
            DemoStep(
                44,
                .propose(
                    by: "weiyuan2",
                    text(
                        "老城区4处路口逢大雨积水，最深30厘米。", "雨水管细，绿地比路面高，雨水存不住也排不走。",
                        "请县住房城乡建设局改造4处路口的雨水管，把路旁绿地降到路面以下。", unit: 0), from: nil), hour: 14),
            DemoStep(43, .proposal(.submit, [:], by: "weiyuan2"), hour: 14),
            DemoStep(37, .proposal(.file, checked, by: "tian")),
            DemoStep(
                35,
                .proposal(
                    .merge,
                    ["proposal": .proposal("proposal-pipes"), "consent": "电话问过两位委员，都同意一起办，各自收答复。"], by: "tian")),
        ])

    private static let afterSchool = DemoThread(
        "proposal-after-school", room: 0, matter("关于规范小学课后托管的提案", "托管时间、场地和收费说清楚。"),
        [
            DemoStep(
                40,
                .propose(
                    by: "weiyuan",
                    text(
                        "全县12所小学有课后托管，其中5所到17点就结束，家长18点才下班。", "托管时间和下班时间差一小时，场地和老师都不够。",
                        "请县教育局把托管延到18点，场地不够的由街道社区补上。", unit: nil
                    ).merging(["kind": "sector", "body": .entry("sector")]) { $1 }, from: nil), hour: 14),
            DemoStep(39, .proposal(.submit, [:], by: "weiyuan")),
            DemoStep(33, .proposal(.file, checked, by: "tian")),
            DemoStep(
                28,
                .proposal(
                    .review, ["title": "关于规范小学课后托管的提案", "body": "建议把课后托管延到18点，场地不够的由街道社区补上。"], by: "tian")),
        ])

    private static let clinic = DemoThread(
        "proposal-clinic", room: 0, matter("关于在白塘镇增设夜间急诊的提案", "夜里看病要走四十公里。"),
        [
            DemoStep(
                5,
                .propose(
                    by: "weiyuan2",
                    text(
                        "白塘镇3万人，晚上8点以后没有急诊，最近的医院在40公里外。", "镇卫生院有房子和设备，缺夜班医生。", "请县卫生健康委员会从县医院轮派夜班医生。",
                        unit: nil), from: nil)),
            DemoStep(4, .proposal(.submit, [:], by: "weiyuan2")),
        ])

    private static let slogans = DemoThread(
        "proposal-slogans", room: 0, matter("关于进一步加强各项工作的提案", "没有具体的事。"),
        [
            DemoStep(
                20, .propose(by: "weiyuan", text("各项工作都有进展。", "认识还要提高。", "建议高度重视，统筹推进。", unit: nil), from: nil)),
            DemoStep(19, .proposal(.submit, [:], by: "weiyuan")),
            DemoStep(
                15,
                .proposal(
                    .turnDown,
                    ["ground": "empty", "redirect": "proposer", "explanation": "没有写具体的事和建议，请写明时间、地点和请谁做什么，再提。"],
                    by: "tian")),
        ])

    private static let parking = DemoThread(
        "proposal-parking", room: 0, matter("关于开放机关停车场的提案", "晚上和周末，机关院里空着。"),
        [
            DemoStep(
                12,
                .propose(
                    by: "weiyuan2", text("机关院里晚上车位空着，旁边小区停不下。", "院门晚上关着，没有人管。", "请机关事务中心晚上和周末开放。", unit: nil),
                    from: nil)),
            DemoStep(11, .proposal(.submit, [:], by: "weiyuan2")),
            DemoStep(9, .proposal(.sendBack, ["reason": "请补上有多少车位、附近缺多少，以及哪几个院子可以先开。"], by: "tian")),
        ])

    private static let river = DemoThread(
        "proposal-river", room: 0, matter("关于协调治理跨县河道的提案", "上游在邻县，要市里协调。"),
        [
            DemoStep(
                30,
                .propose(
                    by: "weiyuan",
                    text("柳溪上游18公里在邻县，去年断面水质有3个月不达标。", "两县各管一段，没有一起查的办法。", "请市生态环境局牵头，两县每季度一起巡查一次。", unit: nil),
                    from: nil), hour: 15),
            DemoStep(29, .proposal(.submit, [:], by: "weiyuan")),
            DemoStep(26, .proposal(.forward, [:], by: "tian")),
        ])

    private static let benches = DemoThread(
        "proposal-benches", room: 0, matter("关于在公交站增设座椅的提案", "老人等车没处坐。"),
        [
            DemoStep(
                2,
                .propose(
                    by: "weiyuan",
                    [
                        "clue": .clue("proposal-clue"), "situation": "全县公交站168处，有座椅的不到40处。", "oneMatter": "yes",
                        "disclosure": "open",
                    ], from: nil))
        ])

    /// What a resident left, which became the proposal on benches; and one that nobody has read.
    private static let clue = DemoThread(
        "proposal-clue", room: 0, matter("公交站要有座椅", "线索"),
        [
            DemoStep(6, .leaveClue("好多公交站没有座椅，老人站着等车半小时。能不能先给医院、菜场门口的站装上？")),
            DemoStep(4, .clue(.release, [:])),
        ])

    private static let newClue = DemoThread(
        "proposal-new-clue", room: 0, matter("图书馆晚上能不能开", "线索"),
        [DemoStep(1, .leaveClue("县图书馆下午五点半就关，上班的人去不了。希望周五周六晚上开到九点。"))])

    /// A party's, on sealed paper; a member speaks for it.
    private static let nursery = DemoThread(
        "proposal-nursery", room: 0, matter("关于办普惠托育园的提案", "三岁以下的孩子没处托。"),
        [
            DemoStep(
                8,
                .enterPaper(
                    text(
                        "全县3岁以下的孩子约4 100人，托育园3所，能收不到200人。", "民办的贵，公办的没有；幼儿园有空教室，没有托班。",
                        "请县教育局在4所公办幼儿园各开一个托班，收费和幼儿园一样。", unit: nil
                    ).merging([
                        "kind": "organisation", "organisation": .text(party), "contact": .person("weiyuan2"),
                        "handedIn": .day(8), "files": .original(of: party, by: "tian"),
                    ]) { $1 }), hour: 10),
            DemoStep(6, .proposal(.file, checked, by: "tian")),
        ])

    private static let party = "民进安澜县支部"

    /// A third party judges two units by a link of its own; of one it has said what it thinks, the other waits for whoever looks
    /// around.
    private static let judging = DemoThread(
        "commendation", room: 0, matter("评优", "好提案和先进承办单位。"),
        [
            DemoStep(4, .beginCommendation(.init(term: 11, session: 5))),
            DemoStep(
                4,
                .commendation(
                    .inviteEvaluator, ["evaluator": "县统计学会", "units": .units([0, 1]), "until": .day(-30)]), hour: 10),
            DemoStep(4, .handOutEvaluatorLink, hour: 11),
            DemoStep(
                2,
                .mark([
                    "unit": .unit(0), "points_organisation": "18", "points_contact": "23", "points_reply": "22",
                    "points_result": "27", "words": "面商做得细，有一件要到秋收以后才办得了。",
                ]), hour: 15),
        ])

    private static func matter(_ title: String, _ body: String) -> DemoMatter {
        DemoMatter(said: body, place: nil, title: title, body: body)
    }

    /// The three parts of a text, on one matter, open to everybody.
    private static func text(
        _ situation: String, _ analysis: String, _ advice: String, unit: Int?
    ) -> [String: DemoStep.Value] {
        var fields: [String: DemoStep.Value] = [
            "situation": .text(situation), "analysis": .text(analysis), "advice": .text(advice), "oneMatter": "yes",
            "disclosure": "open",
        ]
        if let unit { fields["units"] = .units([unit]) }
        return fields
    }

    /// All that the review goes through.
    private static let checked: [String: DemoStep.Value] = [
        "oneMatter": "yes", "threeParts": "yes", "ownCompetence": "yes", "noSecrets": "yes", "noPersons": "yes",
        "signed": "yes",
    ]
}
