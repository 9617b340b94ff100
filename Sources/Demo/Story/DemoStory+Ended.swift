// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// Matters that went all the way: solved, partly solved and gone on to a second round, reopened, not agreed on.
    static let ended: [DemoThread] = [lamps, lampsAgain, market, marketSecondRound, parking, square]

    private static let lamps: DemoThread = {
        let matter = DemoMatter(
            said: "3号楼和7号楼之间的路灯坏了半年，晚上黑漆漆的，老人摔过两次。电话打过好几次，都说不归自己管。", place: "杨柳苑小区",
            title: "3号楼和7号楼之间路灯坏了半年", body: "两楼之间路灯损坏半年，夜间出行不安全，已有老人摔倒，希望修好并明确谁来管。", category: "safety",
            findings: "11盏灯坏了7盏，其中4盏线路老化。灯杆是2009年小区交付时装的，没有移交，物业和街道都没有维护经费。",
            advice: "先抢修，再把灯杆移交街道统一维护，费用列入明年预算。",
            opinions: [
                .init(.people, .information, "我妈去年冬天在那里摔了，缝了五针。晚上八点以后老人都不敢下楼。"),
                .init(.department, .support, "灯杆移交手续我们可以办，线路改造纳入本年度小区整治。"),
                .init(.grassroots, .suggestion, "抢修等不起，先装6盏太阳能灯过渡。"),
                .init(.member, .suggestion, "移交以后要公布报修电话，坏了48小时内修好。"),
            ],
            outcome: "一致同意：先装太阳能灯过渡，一个半月内修好11盏路灯；灯杆移交清河街道办事处维护，公布报修电话，48小时内修复。")
        let tasks = [
            DemoTask(
                "修好3号楼至7号楼之间11盏路灯，更换老化线路", unit: 0, ["装好6盏太阳能灯过渡", "完成线路更换，11盏灯全部点亮"])
        ]
        return DemoThread(
            "lamps", room: 0, matter,
            DemoArc.announced(81, matter, supports: 3, room: 0, session: 60, campaign: month)
                + DemoArc.held(60, matter)
                + DemoArc.led(
                    60, .government, "副县长 景明川", briefing: "全县没有移交的小区灯杆有460根，今年先移交120根。",
                    response: "杨柳苑的11根排在第一批，抢修不等移交。")
                + DemoArc.dispatched(60, matter, tasks)
                + [
                    DemoStep(52, .item(0, .accept, [:])),
                    DemoStep(
                        51,
                        .item(
                            0, .superviseJointly,
                            ["partyPerson": .person("lingdao"), "committee": "县政协副主席 柏国梁"])),
                    DemoArc.progressed(49, milestone: 1, "6盏太阳能灯已装好，社区晚上去看过。"),
                    DemoArc.progressed(42, milestone: 2, "线路换完，11盏灯全部点亮。"),
                    DemoArc.reported(38, .solved, "更换线路260米，11盏路灯全部修好；灯杆已移交街道，报修电话贴在单元门口。"),
                    DemoStep(36, .item(0, .verify, [:])),
                ] + DemoArc.words(35, [.solved, .solved, .solved, nil, .solved, .solved, .partly])
                + [
                    DemoStep(24, .item(0, .sign, ["words": "夜里去看过，11盏灯都亮。"])),
                    DemoStep(
                        24,
                        .item(
                            0, .signFor, ["side": "committee", "paper": "联合督办会签单，柏国梁签字"]), hour: 16),
                    DemoStep(22, .session(.archive, [:], by: nil)),
                    DemoStep(18, .nominate(reason: "四十天修好11盏灯，把没人管的灯杆交给了管得了的人。")),
                ]
                + [("县政协副主席 柏国梁", "5"), ("县委督查室副主任 邵文远", "4")].map { judge, points in
                    DemoStep(
                        12,
                        .contest(
                            .judge,
                            [
                                "judge": .text(judge), "topic": "5", "research": .text(points), "effect": .text(points),
                            ]))
                } + [
                    DemoStep(
                        9,
                        .contest(
                            .publish, ["award": "model", "words": "从摸黑走路到报修有人接，一件小事理清了谁来管。"])),
                    DemoStep(
                        3,
                        .contest(
                            .visit,
                            ["day": .day(3), "people": "石桥镇议事室一行6人", "record": "晚上看了灯，问了移交手续怎么办。"]), hour: 19),
                ])
    }()

    /// A near-double of the lamps, with a submitter of its own.
    private static let lampsAgain: DemoThread = {
        let matter = DemoMatter(
            said: "小区中间那条路晚上一盏灯都不亮，上晚班回来只能开手机手电。", place: "杨柳苑小区7号楼旁", title: "小区中间那条路晚上没有灯",
            body: "小区中间道路夜间无照明，希望尽快修好。", category: "safety")
        return DemoThread(
            "lamps2", room: 0, matter,
            [
                DemoStep(79, .raise(isHeld: false), hour: 19),
                DemoStep(76, .topic(.merge, ["topic": .topic("lamps")])),
            ])
    }()

    private static let market: DemoThread = {
        let matter = DemoMatter(
            said: "农贸市场早上占道，救护车进不来。上个月有人犯病，担架抬出来走了十分钟。", place: "清河农贸市场北口",
            title: "农贸市场早上占道，救护车进不来", body: "早市占道，急救车辆无法进入，希望规范摊位，留出消防和急救通道。", category: "roads",
            findings: "早上六点到八点半，北口两侧有地摊41个，通道最窄处1.9米。卖菜的多是附近村里的老人，市场里的摊位他们租不起。",
            advice: "划出便民摊位和3.5米的通道，早市限时，摊位费减免。",
            opinions: [
                .init(.people, .objection, "我就卖自家的菜，一早上挣三四十块，赶走了我去哪里？"),
                .init(.people, .information, "那天担架就是从我店门口抬过去的，真的耽误不起。"),
                .init(.department, .suggestion, "西侧空地可以划30个便民摊位，八点半以前不收费。"),
                .init(.member, .support, "通道要画线、装桩，光靠人劝管不住。"),
            ],
            outcome: "一致同意：西侧空地设便民摊位，早上八点半前免费；北口留出3.5米通道，画线装桩，每天有人值守。")
        let tasks = [
            DemoTask("在市场西侧空地设30个便民摊位，早上八点半前免费", unit: 2, ["完成空地平整和画线", "摊主全部登记进场"]),
            DemoTask("北口留出3.5米通道，画线并装可移动的隔离桩", unit: 1, ["完成画线", "隔离桩装好，交给市场值守"]),
        ]
        return DemoThread(
            "market", room: 2, matter,
            DemoArc.announced(85, matter, supports: 2, room: 2, session: 63, campaign: month) + DemoArc.held(63, matter)
                + DemoArc.dispatched(63, matter, tasks)
                + [
                    DemoStep(55, .item(0, .accept, [:])), DemoStep(55, .item(1, .accept, [:])),
                    DemoArc.progressed(50, item: 0, milestone: 1, "空地平整好了，画了30个摊位。"),
                    DemoArc.progressed(48, item: 1, milestone: 1, "通道画线完成。"),
                    DemoArc.reported(42, item: 0, .partly, "30个摊位画好，登记进场26户；还有6户嫌位置偏，没有进场，继续劝导。"),
                    DemoArc.reported(41, item: 1, .solved, "通道画线、装桩完成，救护车实测通过。"),
                    DemoStep(39, .item(0, .verify, [:])), DemoStep(39, .item(1, .verify, [:])),
                ] + DemoArc.words(38, item: 0, [.partly, .partly, .solved, nil, .unsolved])
                + DemoArc.words(38, item: 1, [.solved, .solved, nil, .solved])
                + [
                    DemoStep(30, .session(.archive, [:], by: nil)), DemoStep(27, .item(0, .close, [:])),
                    DemoStep(27, .item(1, .close, [:])),
                    DemoStep(
                        15, .nextRound("market2", changes: "通道通了，可天冷以后西侧风大，一半摊主又回到北口。这一轮商量给便民摊位搭棚，和雨雪天怎么办。")),
                ])
    }()

    /// Goes on from ``market``: it has been selected, and a session is on the calendar.
    private static let marketSecondRound: DemoThread = {
        let matter = DemoMatter(
            said: "", place: "清河农贸市场北口", title: "农贸市场便民摊位搭棚", body: "")
        return DemoThread(
            "market2", room: 2, matter,
            [DemoStep(13, .topic(.select, [:])), DemoStep(11, .plan(daysAgo: -15))])
    }()

    private static let parking: DemoThread = {
        let matter = DemoMatter(
            said: "停车位不够，晚上回来转三圈，绿化带都被压秃了。旁边学校的停车场晚上空着。", place: "杨柳苑小区", title: "小区夜间停车位不够",
            body: "夜间停车紧张，车辆占压绿化，希望统筹周边错时停车。", category: "roads",
            findings: "小区有车位210个，夜间停车约330辆。隔壁小学停车场有车位64个，晚上和周末空着。",
            advice: "同小学商量错时共享，刷牌进出，早上七点前开走。",
            opinions: [
                .init(.people, .suggestion, "愿意交点钱，只要晚上有地方停。"),
                .init(.grassroots, .support, "社区可以登记车牌，签承诺书。"),
                .init(.department, .information, "学校担心早上有车不走，影响学生进校。"),
            ],
            outcome: "一致同意：小学停车场晚七点至早七点对登记车辆开放，社区登记，街道装道闸。")
        let tasks = [
            DemoTask("小学停车场夜间错时开放，装道闸，登记车牌", unit: 2, ["登记车牌，签承诺书", "道闸装好，开始试用"])
        ]
        return DemoThread(
            "parking", room: 0, matter,
            DemoArc.announced(78, matter, supports: 2, room: 0, session: 56, campaign: month) + DemoArc.held(56, matter)
                + DemoArc.dispatched(56, matter, tasks)
                + [
                    DemoStep(48, .item(0, .accept, [:])),
                    DemoArc.progressed(45, milestone: 1, "登记车牌97个，都签了承诺书。"),
                    DemoArc.reported(40, .solved, "道闸已装好，停车场晚上开放，能停60辆。"),
                    DemoStep(38, .item(0, .verify, [:])),
                ] + DemoArc.words(37, [.solved, .solved, .solved, .unsolved, .partly, nil])
                + [
                    DemoStep(32, .session(.archive, [:], by: nil)), DemoStep(26, .item(0, .close, [:])),
                    DemoStep(
                        7,
                        .item(0, .reopen, ["reason": "开学以后道闸坏了没有人修，停车场又锁上了，住户反映等于没有解决。"])),
                ])
    }()

    private static let square: DemoThread = {
        let matter = DemoMatter(
            said: "广场舞到晚上十点还在放音乐，家里有中考的孩子。希望定个时间，大家都舒服。", place: "滨河广场", title: "滨河广场晚上十点还有音响",
            body: "希望给广场活动定一个结束时间和音量，大家都舒服。", category: "neighbours",
            findings: "每晚有四支队伍，最晚到22:10。临广场的3幢楼测得62到68分贝，超过夜间标准。",
            advice: "分场地、分时段，音箱朝河边放，九点半结束。",
            opinions: [
                .init(.people, .objection, "我们跳了八年了，夏天九点半天才凉快。"),
                .init(.people, .suggestion, "不是不让跳，期末和中考那一个月早点收就行。"),
                .init(.grassroots, .information, "四支队伍只来了两支的代表。"),
            ],
            outcome: "没有谈成：两支队伍没有派人来，到会的对结束时间也说不到一起。社区继续分头做工作，有了新的情况再议。")
        return DemoThread(
            "square", room: 0, matter,
            DemoArc.announced(70, matter, supports: 1, room: 0, session: 49, campaign: month)
                + DemoArc.held(49, matter, isConsensus: false) + DemoArc.issued(49, matter)
                + [DemoStep(40, .session(.archive, [:], by: nil))])
    }()
}
