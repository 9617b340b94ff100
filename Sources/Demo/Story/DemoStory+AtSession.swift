// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// Matters that have just been talked over, or are being talked over: one session for each step on the way out.
    static let atSession: [DemoThread] = [rubbish, canteen, benches, fitness]

    /// The minutes stand, and an item is written down; the outcome is due.
    private static let rubbish: DemoThread = {
        let matter = DemoMatter(
            said: "垃圾桶撤了以后，早上七点前和晚上七点后没地方扔垃圾，上夜班的人怎么办？", place: "清河新村", title: "垃圾投放时间不照顾上夜班的人",
            body: "定时投放后，夜班居民无法投放垃圾，希望设误时投放点。", category: "environment",
            findings: "小区有夜班职工约70户。撤桶点位5个，误时投放点一个也没有，绿化带里垃圾袋明显增多。",
            advice: "设两处误时投放点，装照明和摄像头，由物业每天清运两次。",
            opinions: [
                .init(.people, .information, "我凌晨四点下班，总不能把垃圾带进屋里捂到七点。"),
                .init(.grassroots, .suggestion, "误时点放在南门岗亭边上，有人看着。"),
                .init(.department, .support, "清运加一班没有问题。"),
            ],
            outcome: "一致同意：南门和东门各设一处误时投放点，二十四小时开放，每天清运两次。")
        return DemoThread(
            "rubbish", room: 2, matter,
            DemoArc.announced(28, matter, supports: 1, room: 2, session: 7) + DemoArc.held(7, matter)
                + broadcast(on: 7) + DemoArc.minuted(5, matter)
                + [
                    DemoStep(
                        4,
                        .session(
                            .object, ["participant": .participant(.people), "text": "我说的是凌晨四点，纪要里写成了早上六点。"], by: nil)
                    ),
                    DemoStep(4, .session(.object, ["text": "照明和摄像头我在会上提过，请写进结论。"], by: .member), hour: 11),
                ] + DemoArc.minuted(3, matter)
                + DemoArc.drafted(
                    3, [DemoTask("南门、东门各设一处误时投放点，装照明和摄像头", unit: 2, ["两处投放点建好", "清运加班次并公示"])])
                + [DemoStep(2, .session(.confirmMinutes, [:], by: nil))])
    }()

    /// The minutes lie open to objections.
    private static let canteen: DemoThread = {
        let matter = DemoMatter(
            said: "老人助餐点周末不开，我妈一个人在家吃不上热饭。", place: "杨柳社区助餐点", title: "老人助餐点能不能周末也开",
            body: "助餐点周末不营业，独居老人吃不上热饭，希望周末也开。", category: "elderly", findings: "登记用餐的老人86位，独居31位。周末关门是因为只有两名厨师。",
            advice: "周末开半天，由志愿者帮厨，中午送餐上门。",
            opinions: [
                .init(.people, .information, "周末我妈就吃两顿方便面。"),
                .init(.member, .suggestion, "先从独居的31位老人做起。"),
                .init(.grassroots, .support, "社区可以排志愿者，每次四个人。"),
            ],
            outcome: "一致同意：周六、周日中午开放，先服务31位独居老人，由志愿者送餐上门。")
        return DemoThread(
            "canteen", room: 0, matter,
            DemoArc.announced(26, matter, supports: 2, room: 0, session: 5) + DemoArc.held(5, matter)
                + DemoArc.minuted(3, matter)
                + [DemoStep(2, .session(.object, ["text": "送餐上门的钱由谁出没有写清楚，请补上。"], by: .member))])
    }()

    /// The session is over and its minutes are late.
    private static let benches: DemoThread = {
        let matter = DemoMatter(
            said: "河边步道一公里没有一张椅子，老人走累了没地方坐。", place: "清河步道", title: "健身步道长椅太少，走一圈没地方歇",
            body: "步道沿线没有座椅，建议每两百米设一处。", category: "culture", findings: "步道全长3.2公里，现有座椅2处，都在起点。",
            advice: "每两百米设一处，靠背带扶手，六处加雨棚。",
            opinions: [
                .init(.people, .suggestion, "要有扶手，老人好撑着站起来。"),
                .init(.department, .information, "河道管理范围内不能打深基础，用成品椅。"),
            ],
            outcome: "一致同意：沿步道设14处带扶手的成品椅，其中6处加雨棚。")
        return DemoThread(
            "benches", room: 2, matter,
            DemoArc.announced(27, matter, supports: 1, room: 2, session: 6) + DemoArc.held(6, matter))
    }()

    /// Opened yesterday, and people are still talking.
    private static let fitness: DemoThread = {
        let matter = DemoMatter(
            said: "公园里的健身器材坏了好几个，螺丝露在外面，孩子玩的时候划破手。", place: "滨河公园", title: "公园健身器材损坏",
            body: "多件健身器材损坏，有尖锐部件外露，希望维修更换。", category: "culture", findings: "24件器材坏了9件，3件有尖角外露，已先用胶带封住。铭牌上的维修电话是空号。",
            advice: "坏的先拆，能修的修，明确一家单位管到底。",
            opinions: [
                .init(.people, .information, "我孙子的手就是在秋千边上划的。"),
                .init(.department, .suggestion, "先把3件拆掉，其余一周内报修。"),
            ])
        return DemoThread(
            "fitness", room: 2, matter,
            DemoArc.announced(22, matter, room: 2, session: 1) + DemoArc.readied(2, matter) + DemoArc.opened(1, matter))
    }()
}
