// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// Matters that have come no further than the secretary's desk, and what was decided there.
    static let atTheDesk: [DemoThread] = [
        irrigation, hospitalBus, truckers, flooding, roofLeak, highway, signboard, oldWell, kitchenSmoke,
        parcelHut,
    ]

    private static let irrigation = DemoThread(
        "irrigation", room: 4, irrigationMatter,
        [
            DemoStep(34, .raise(isHeld: false), hour: 12),
            DemoStep(32, .topic(.ask, ["question": "请问附近还有别的住户受影响吗？大约多少户？"])),
            DemoStep(30, .topic(.answer, ["answer": "三组、四组都有，大概四十几户。"]), hour: 19),
            DemoStep(
                29,
                .topic(.review, ["title": .text(irrigationMatter.title), "body": .text(irrigationMatter.body)])),
            DemoStep(29, .topic(.pool, ["category": "farming"]), hour: 10),
            DemoStep(
                28,
                .topic(
                    .mediate,
                    [
                        "day": .day(28), "parties": "三组和四组的用水户，村调解员主持",
                        "record": "说好清淤以前按天轮流放水，单日三组、双日四组。", "outcome": "part",
                    ]), hour: 16),
            DemoStep(27, .support, hour: 12), DemoStep(26, .support, hour: 18), DemoStep(24, .support, hour: 7),
        ])

    private static let irrigationMatter = DemoMatter(
        said: "灌溉渠淤了两年，插秧的时候上游有水下游没水，年年为这个吵架。", place: "石桥村三组", title: "灌溉渠淤积，下游插秧没有水",
        body: "渠道淤积两年，下游插秧期缺水，希望清淤并商定放水次序。", category: "farming")

    private static let hospitalBus: DemoThread = {
        let matter = DemoMatter(
            said: "镇上到县医院的公交两小时一班，老人看病要等一上午。", place: "柳溪镇", title: "镇上到县医院的公交班次太少", body: "镇至县医院公交两小时一班，希望在上午加密。",
            category: "roads")
        return DemoThread(
            "hospitalbus", room: 3, matter,
            DemoArc.pooled(40, matter, supports: 2) + [DemoStep(37, .topic(.relate, ["topic": .topic("bus")]))])
    }()

    /// Asked something, and the submitter wants it erased meanwhile.
    private static let truckers = DemoThread(
        "truckers", room: 5,
        DemoMatter(
            said: "货车司机在国道边没有地方停车休息，也没有热水和厕所。", place: "白塘镇国道服务点", title: "货车司机没有歇脚的地方",
            body: "国道沿线缺少货车停车休息点，希望提供热水和厕所。", category: "roads"),
        [
            DemoStep(9, .raise(isHeld: false), hour: 22),
            DemoStep(6, .topic(.ask, ["question": "请问大概是哪一段路、什么时候最难停车？"])),
            DemoStep(3, .askErasure, hour: 21),
        ])

    /// Its first answer is overdue.
    private static let flooding = DemoThread(
        "flooding", room: 1,
        DemoMatter(
            said: "我们小区一下大雨就积水，最深的时候到小腿，3号楼和5号楼的老人出不了门。去年7月到现在已经有四次。希望看看雨水管是不是堵了，或者加一个排水口。",
            place: "桂花苑小区3号楼门口", title: "桂花苑小区雨天积水，老人出门要蹚水",
            body: "小区一下大雨就积水，最深的时候到小腿，老人出不了门，去年7月到现在已有四次。希望查看雨水管，或者加排水口。", category: "housing"),
        [DemoStep(8, .raise(isHeld: false), hour: 12)])

    /// Came in yesterday.
    private static let roofLeak = DemoThread(
        "leak", room: 0,
        DemoMatter(
            said: "楼顶漏水，顶楼三家的天花板都泡了，维修基金说要三分之二的人签字，签不齐。", place: "杨柳苑小区9号楼", title: "楼顶漏水，维修基金签不齐字",
            body: "楼顶漏水影响三户，动用维修资金签字不足，希望组织协商。", category: "housing"),
        [DemoStep(1, .raise(isHeld: false), hour: 12)])

    private static let highway = DemoThread(
        "highway", room: 3,
        DemoMatter(
            said: "省道上大车晚上超速，震得房子都响，希望装测速。", place: "柳溪镇省道边", title: "省道大车夜间超速", body: "省道大车夜间超速，希望装测速。",
            category: "roads"),
        [
            DemoStep(48, .raise(isHeld: false), hour: 21),
            DemoStep(
                46, .topic(.reject, ["ground": "other_competence", "explanation": "这条省道由市里管养，我们已替您记下电话，也会向上反映。"])),
        ])

    /// Sent on to the grid, which came back with a result.
    private static let signboard: DemoThread = {
        let matter = DemoMatter(
            said: "村口广告灯箱倒了，挡住半边路。", place: "石桥村村口", title: "村口广告灯箱倒了，挡住半边路", body: "村口广告灯箱倒伏，占了半边路，希望尽快清走。",
            category: "roads")
        return DemoThread(
            "signboard", room: 4, matter,
            DemoArc.published(20, matter)
                + [
                    DemoStep(19, .topic(.redirect, ["channel": "grid", "explanation": "网格员每天都走这条路，已经请他今天就去看。"])),
                    DemoStep(19, .receipt(.init(system: "县网格化平台", number: "WG-0419")), hour: 15),
                    DemoStep(18, .topic(.tellResult, ["result": "网格员联系养护队清走了，昨天上午完成，拍了照片。"])),
                ])
    }()

    /// Settled on the spot; what the submitter had said was erased at his wish.
    private static let oldWell: DemoThread = {
        let matter = DemoMatter(
            said: "我家门口的老井没有盖子，孩子差点掉下去。我住在湖心村最东头那家。", place: "湖心村东头", title: "村里老井没有井盖", body: "老井没有井盖，有安全隐患，希望加盖。",
            category: "utilities")
        return DemoThread(
            "well", room: 5, matter,
            DemoArc.published(44, matter)
                + [
                    DemoStep(42, .topic(.solveDirectly, ["answer": "村里当天加了井盖，又查了其余五口井，都盖好了。"])),
                    DemoStep(
                        40, .topic(.judge, ["outcome": "solved", "rating": "satisfied", "remark": "盖得严实，放心了。"]),
                        hour: 19),
                    DemoStep(33, .askErasure, hour: 20), DemoStep(30, .decideErasure(.grant, [:])),
                ])
    }()

    /// Came in above the intake limit and waits for a look.
    private static let kitchenSmoke = DemoThread(
        "smoke", room: 2,
        DemoMatter(
            said: "楼下饭店的油烟管对着我家窗户，夏天不敢开窗。", place: "清河街12号旁", title: "饭店油烟对着居民窗户", body: "饭店油烟管正对居民窗户，希望改道。",
            category: "environment"),
        [DemoStep(2, .raise(isHeld: true), hour: 20)])

    /// Solved by itself: its submitter took it back.
    private static let parcelHut = DemoThread(
        "parcels", room: 2,
        DemoMatter(
            said: "快递点的箱子堆到了楼道口，推婴儿车出不去。", place: "清河街8号", title: "快递箱堆在楼道口", body: "快递箱占用楼道口，希望清走。", category: "safety"
        ),
        [
            DemoStep(16, .raise(isHeld: false), hour: 18),
            DemoStep(15, .topic(.add, ["addition": "下雨天堆得更多，门都关不上。"]), hour: 7),
            DemoStep(14, .topic(.withdraw, ["reason": "店主已经搬走了，谢谢。"]), hour: 10),
            DemoStep(12, .withdrawalTakesEffect, hour: 11),
        ])
}
