// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// The keys of the campaigns.
    static let month = "month"
    static let week = "week"
    static let visits = "visits"

    /// A month that gathered sessions, weeks in which members walked, and a week of the sectors that is coming.
    static let campaigns = [
        DemoThread(
            month, room: 0, campaign("民生议事月"),
            [DemoStep(80, .campaign(kind: "month", theme: "办好家门口的事", from: 66, until: 47))]),
        DemoThread(
            visits, room: 0, campaign("进小区听意见"),
            [DemoStep(46, .campaign(kind: "other", theme: "家门口的烦心事", from: 44, until: 18))]),
        DemoThread(
            week, room: 0, campaign("界别协商周"),
            [DemoStep(19, .campaign(kind: "week", theme: "界别进社区", from: -6, until: -10))]),
    ]

    private static func campaign(_ name: String) -> DemoMatter {
        DemoMatter(said: "", place: nil, title: name, body: "")
    }

    /// Two matters of the year before: of one it has been said how it held, of the other the people are being asked again.
    static func lookedBack(on today: Day) -> [DemoThread] { [elevator(on: today), stream(on: today)] }

    /// How many working days ago the middle of June was, in the year before that of a day so many working days ago.
    static func juneBefore(_ daysAgo: Int, on today: Day) -> Int {
        let calendar = WorkCalendar.national
        var (day, count) = (today, 0)
        func back() {
            repeat { day = day.advanced(by: -1) } while !calendar.isWorkingDay(day)
            count += 1
        }
        while count < daysAgo { back() }
        let june = Day(year: day.year - 1, month: 6, day: 16)
        while day > june { back() }
        return count
    }

    private static func elevator(on today: Day) -> DemoThread {
        let matter = DemoMatter(
            said: "老楼没有电梯，六楼的老人半年没下过楼，看病要靠邻居背。", place: "杨柳苑小区9号楼", title: "9号楼加装电梯",
            body: "9号楼没有电梯，老人上下楼困难，希望加装电梯并商量好费用怎么分。",
            findings: "三个单元36户，60岁以上的有41人，坐轮椅的3人。低层8户担心采光和费用，说清楚以后6户愿意签字。",
            advice: "费用按楼层分摊，一二楼不出钱；先做一单元，做好了再谈另外两个单元。",
            opinions: [
                .init(.people, .objection, "我住一楼，电梯挡了窗，还要我出钱？"),
                .init(.people, .support, "我爸坐轮椅，哪怕多出一点我们也愿意。"),
                .init(.department, .information, "每台补助20万元，公示没有异议就能开工。"),
                .init(.member, .suggestion, "管护也要一起谈好：每年的电费、保养费谁来收。"),
            ],
            outcome: "一致同意：一单元先装，一二楼不分摊；物业代收管护费，每年公布一次账。")
        let tasks = [DemoTask("9号楼一单元加装电梯，定下管护办法", unit: 0, ["公示和开工", "电梯验收使用"])]
        let (session, chosen) = (juneBefore(30, on: today), 30)
        return DemoThread(
            "elevator", room: 0, matter,
            handled(matter, tasks, session, "电梯已验收使用，物业代收管护费，第一年的账贴在门厅。", [.solved, .solved, .partly, .solved])
                + [
                    DemoStep(chosen, .lookBack(reason: "去年大家最关心的一件，也是全县第一台加装的电梯，看看管护跟上了没有。")),
                    DemoStep(
                        chosen - 3,
                        .lookingBack(
                            .look,
                            looked("inspection", chosen - 3, "周明远、沈知秋", "坐了三趟，电梯好用；门厅的账只贴到去年，今年的还没有公布。")), hour: 15),
                    DemoStep(
                        chosen - 4,
                        .lookingBack(
                            .look,
                            looked("consultation", chosen - 4, "沈知秋、物业、住户代表5人", "物业当场答应一周内补贴今年的账；二单元有9户也想装。")), hour: 10
                    ),
                    DemoStep(chosen - 5, .lookingBack(.ask, [:])),
                ] + DemoArc.words(chosen - 6, [.solved, .solved, nil, .solved, .partly])
                + [
                    DemoStep(
                        chosen - 18,
                        .lookingBack(
                            .conclude,
                            ["grade": "held", "words": "电梯一直在用，管护费收得上来，今年的账已经补贴。成果保持住了；二单元的事另提议题。"]))
                ])
    }

    private static func stream(on today: Day) -> DemoThread {
        let matter = DemoMatter(
            said: "柳溪边上倒垃圾的人又多了，夏天路过要捂着鼻子。", place: "柳溪杨柳社区段", title: "柳溪边乱倒垃圾",
            body: "柳溪沿岸有人乱倒垃圾，希望清理并有人常管。", findings: "沿岸600米有垃圾堆11处，多是装修垃圾；最近的建筑垃圾点在四公里外。",
            advice: "清理以后设临时堆放点，装两个摄像头，请沿岸住户当巡河员。",
            opinions: [
                .init(.people, .information, "都是晚上开三轮车来倒的，白天看不到人。"),
                .init(.department, .support, "清理一周就能做完，临时堆放点街道出地方。"),
                .init(.member, .suggestion, "巡河员要有人换班，一个人盯不住。"),
            ], outcome: "一致同意：一周清完11处，设一个装修垃圾临时堆放点，每周两次巡河。")
        let tasks = [DemoTask("清理柳溪沿岸垃圾，设临时堆放点，安排巡河", unit: 2, ["11处清理完", "堆放点启用，巡河排好班"])]
        let (session, chosen) = (juneBefore(9, on: today), 9)
        return DemoThread(
            "stream", room: 0, matter,
            handled(matter, tasks, session, "清理11处，堆放点启用，巡河员6人排了班。", [.solved, nil, .solved, .solved])
                + [
                    DemoStep(chosen, .lookBack(reason: "环境的事最容易反弹，去年办得好，今年再去看。")),
                    DemoStep(
                        chosen - 3,
                        .lookingBack(
                            .look, looked("research", chosen - 3, "沈知秋", "走了全段，堆放点还在用；桥东新倒了两堆，问了四户，说巡河员上个月起少来了。")),
                        hour: 15),
                    DemoStep(chosen - 4, .lookingBack(.ask, [:])),
                ] + DemoArc.words(chosen - 5, [.partly, .solved]))
    }

    /// The way of the year before, up to the end.
    private static func handled(
        _ matter: DemoMatter, _ tasks: [DemoTask], _ session: Int, _ report: String, _ said: [OutcomeClass?]
    ) -> [DemoStep] {
        DemoArc.announced(session + 20, matter, supports: 2, room: 0, session: session)
            + DemoArc.held(session, matter) + DemoArc.dispatched(session, matter, tasks)
            + [
                DemoStep(session - 7, .item(0, .accept, [:])),
                DemoArc.progressed(session - 14, milestone: 1, "\(tasks[0].steps[0])。"),
                DemoArc.reported(session - 20, .solved, report), DemoStep(session - 22, .item(0, .verify, [:])),
            ] + DemoArc.words(session - 23, said)
            + [DemoStep(session - 34, .item(0, .close, [:])), DemoStep(session - 35, .session(.archive, [:], by: nil))]
    }

    private static func looked(
        _ means: String, _ daysAgo: Int, _ people: String, _ found: String
    ) -> [String: DemoStep.Value] {
        ["means": .text(means), "day": .day(daysAgo), "people": .text(people), "found": .text(found)]
    }
}
