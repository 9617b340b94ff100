// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// The year's topics in “4+X” (A3-04): four fixed ones and two as they came up, each as far as it has come. The county's own
    /// room talks them over, which only a county with all its towns has.
    static let yearTopics: [DemoThread] =
        yearPlan
        + [estates, meals, sewage, drivers].map { thread in
            DemoThread(thread.key, room: DemoTenant.indexOfCountyRoom, thread.matter, thread.steps)
        }

    private static let yearPlan = [
        yearTopic("fixed-estates", "老旧小区长效管护", isFixed: true, "改造过的小区有人管、管得起"),
        yearTopic("fixed-meals", "农村老人助餐服务", isFixed: true, "村里的助餐点办得起、办得久"),
        yearTopic("fixed-sewage", "农村生活污水治理", isFixed: true, "设施建好了要转起来"),
        yearTopic("fixed-schools", "中小学课后服务", isFixed: true, "课后服务让家长放心"),
        yearTopic("flexible-drivers", "货车司机停车歇脚", isFixed: false, "过路司机有地方停、有口热水"),
        yearTopic("flexible-shafts", "窨井盖安全", isFixed: false, "一个井盖一个主人"),
    ]

    private static func yearTopic(_ key: String, _ name: String, isFixed: Bool, _ theme: String) -> DemoThread {
        DemoThread(
            key, room: 0, DemoMatter(said: "", place: nil, title: name, body: ""),
            [DemoStep(120, .yearTopic(isFixed: isFixed, theme: theme))])
    }

    /// Decided on by the Party committee, looked into, and announced in the form of the year's topics.
    private static func decided(
        _ raised: Int, _ matter: DemoMatter, _ number: Int, session: Int, campaign: String
    ) -> [DemoStep] {
        let room = DemoTenant.indexOfCountyRoom
        return DemoArc.pooled(raised, matter, supports: 2) + [
            DemoStep(raised - 4, .topic(.select, [:])), DemoStep(raised - 4, .topic(.proposeForPlan, [:])),
            DemoStep(
                raised - 4,
                .topic(
                    .recordPlanDecision,
                    [
                        "decision": "approved", "reference": .text("县委常委会会议纪要第\(number)号"), "day": .day(raised - 4),
                    ])),
        ] + DemoArc.looked(raised, matter, room: room)
            + DemoArc.convened(
                raised, room: room, session: session, form: ConsultationForm.fourPlusXCode, campaign: campaign,
                members: DemoTenant.membersOfYear.prefix(4).filter { $0 != DemoPeople.member(ofRoom: room) }
                    + [DemoPeople.member(ofRoom: room)])
    }

    /// Held with its papers out in time, and a leader of the government who tells and answers.
    private static func heldWithLeader(
        _ session: Int, _ matter: DemoMatter, who: String, told: String, answered: String
    ) -> [DemoStep] {
        DemoArc.held(session, matter, papers: 6) + [
            DemoStep(
                session,
                .session(
                    .noteLeader,
                    [
                        "side": "government", "who": .text(who), "presence": "present", "briefing": .text(told),
                        "response": .text(answered),
                    ], by: nil), hour: 15)
        ]
    }

    /// Gone all the way.
    private static let estates: DemoThread = {
        let matter = DemoMatter(
            said: "我们小区前年刚改造过，今年绿化又荒了，路灯坏了没人换，收物业费收不上来。", place: "全县48个改造过的老旧小区",
            title: "改造过的老旧小区谁来管", body: "老旧小区改造后管护跟不上，希望定下由谁管、钱从哪里来。", category: "housing",
            findings: "全县改造过的老旧小区48个，有物业的19个，物业费平均收缴率43%；29个小区改造后两年内设施损坏没有人修。",
            advice: "街道成立公益物业，先托底后提升；公共收益入账公开，改造和管护方案一起定。",
            opinions: [
                .init(.people, .information, "一个月二十块我愿意交，可交了没人来，就没有人再交。"),
                .init(.department, .support, "公益物业的启动经费，今年可以从改造结余里安排。"),
                .init(.expert, .suggestion, "公共收益要按季度公布，账清了费才收得上来。"),
                .init(.member, .suggestion, "以后没有管护方案的小区，先不排改造计划。"),
            ],
            outcome: "一致同意：组建街道公益物业托底29个没有物业的小区，公共收益按季度公布；今后改造项目随方案报管护办法。")
        let tasks = [DemoTask("组建街道公益物业，托底29个没有物业的老旧小区，公布公共收益账", unit: 0, ["公益物业挂牌", "29个小区签完服务协议"])]
        return DemoThread(
            "estates", room: 0, matter,
            decided(112, matter, 9, session: 90, campaign: "fixed-estates")
                + heldWithLeader(
                    90, matter, who: "副县长 陆行之", told: "全县已经改造48个小区，还有21个列在后三年的计划里。",
                    answered: "公益物业年底前挂牌，启动经费由财政先垫付。")
                + DemoArc.dispatched(90, matter, tasks)
                + [
                    DemoStep(83, .item(0, .accept, [:])),
                    DemoArc.progressed(76, milestone: 1, "两个街道的公益物业已经挂牌，招了维修工11人。"),
                    DemoArc.progressed(68, milestone: 2, "29个小区都签了服务协议。"),
                    DemoArc.reported(66, .solved, "公益物业托底29个小区，第一季度的公共收益账已经贴到各小区门口。"),
                    DemoStep(64, .item(0, .verify, [:])),
                ] + DemoArc.words(63, [.solved, .partly, .solved, .solved])
                + [DemoStep(52, .item(0, .close, [:])), DemoStep(50, .session(.archive, [:], by: nil))])
    }()

    /// What was agreed is under way.
    private static let meals: DemoThread = {
        let matter = DemoMatter(
            said: "村里的助餐点开了三个月就关了，说是亏钱，老人又回去吃剩饭。", place: "全县各村", title: "村里的助餐点怎样办得久",
            body: "农村助餐点开办容易维持难，希望有稳定的办法。", category: "elderly",
            findings: "全县开过农村助餐点64个，还在开的37个；停办的都是每天不足20人吃饭的小村，一顿饭成本9.6元，只收5元。",
            advice: "大村办厨房、小村设送餐点；村集体、慈善和用餐人三方分担，账目每月公布。",
            opinions: [
                .init(.people, .information, "我八十一了，走到镇上吃一顿饭要一个钟头。"),
                .init(.department, .information, "省里的补助按点给，不按人给，小村确实不够。"),
                .init(.expert, .suggestion, "两三个村合一个厨房，成本能降三成。"),
                .init(.member, .support, "我联系的企业愿意认捐六个点的米和油。"),
            ],
            outcome: "一致同意：全县设中心厨房12个，带动送餐点50个；补助改为按用餐人次，账目每月公布。")
        let tasks = [
            DemoTask("选定12个中心厨房，排出50个送餐点的路线", unit: 2, ["厨房和路线公示", "送餐全部开通"]),
            DemoTask("制定助餐补助按用餐人次发放的办法，开展食品安全检查", unit: 5, ["办法征求意见", "办法印发执行"]),
        ]
        return DemoThread(
            "meals-of-villages", room: 0, matter,
            decided(47, matter, 14, session: 25, campaign: "fixed-meals")
                + heldWithLeader(
                    25, matter, who: "副县长 江晓白", told: "县财政每年安排助餐补助320万元，今年已经拨付一半。",
                    answered: "按人次补助的办法两个月内出台，先在三个镇试行。")
                + DemoArc.dispatched(25, matter, tasks)
                + [
                    DemoStep(18, .item(0, .accept, [:])), DemoStep(17, .item(1, .accept, [:])),
                    DemoArc.progressed(9, milestone: 1, "12个中心厨房已经选定，名单和路线贴到各村公示。"),
                ])
    }()

    /// Announced, and its papers are being written.
    private static let sewage: DemoThread = {
        let matter = DemoMatter(
            said: "村口那个污水处理站建好就没见转过，管子里的水还是往河里淌。", place: "全县各村", title: "农村污水站建好了怎样转起来",
            body: "农村污水处理设施建成后运行不正常，希望明确运行和经费。", category: "farming",
            findings: "抽查污水站31座，正常运行17座，停运9座，没有通电的5座；没有一个村有专人看管。",
            advice: "以镇为单位打包托管，按达标天数付费，运行情况挂到村口。")
        return DemoThread(
            "sewage", room: 0, matter, decided(14, matter, 21, session: -8, campaign: "fixed-sewage"))
    }()

    /// A topic that came up in the year.
    private static let drivers: DemoThread = {
        let matter = DemoMatter(
            said: "跑长途的到咱县想停下睡会儿，货车一停就被贴单子，热水都打不到一口。", place: "省道沿线", title: "过路货车司机没处停、没处歇",
            body: "省道沿线没有货车停车歇脚的地方，司机疲劳驾驶，希望设几处驿站。", category: "roads",
            findings: "沿线42公里没有一处货车停车点；凌晨到天亮路边停货车平均67辆，去年因疲劳驾驶发生事故11起。",
            advice: "用物流园和收费站旁的闲置场地设3处司机驿站，有车位、热水、厕所和充电。",
            opinions: [
                .init(.people, .information, "不是我们不想停，是没有地方敢停。"),
                .init(.department, .support, "收费站旁有两块闲置地，手续由我们办。"),
                .init(.expert, .suggestion, "驿站要放在导航上，不然司机找不到。"),
                .init(.member, .suggestion, "管理交给物流园，收一点停车费就能维持。"),
            ],
            outcome: "一致同意：两个月内建成3处司机驿站，车位不少于90个，标到导航上，由物流园日常管理。")
        let tasks = [DemoTask("在省道沿线建成3处货车司机驿站，标到导航上", unit: 1, ["场地平整、划好车位", "三处全部开放"])]
        return DemoThread(
            "drivers", room: 0, matter,
            decided(72, matter, 12, session: 50, campaign: "flexible-drivers")
                + heldWithLeader(
                    50, matter, who: "副县长 陆行之", told: "省道日均过境货车2300辆，夜间占四成。",
                    answered: "场地由县里协调，三处一次建成，不分批。")
                + DemoArc.dispatched(50, matter, tasks)
                + [
                    DemoStep(43, .item(0, .accept, [:])),
                    DemoArc.progressed(37, milestone: 1, "三处场地都平整好了，划车位96个。"),
                    DemoArc.progressed(31, milestone: 2, "三处全部开放，导航上能搜到。"),
                    DemoArc.reported(30, .solved, "3处驿站开放，车位96个，热水、厕所、充电齐全，夜里有人值守。"),
                    DemoStep(28, .item(0, .verify, [:])),
                ] + DemoArc.words(27, [.solved, .solved, .solved]) + [DemoStep(15, .item(0, .close, [:]))])
    }()
}
