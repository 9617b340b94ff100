// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// Matters on their way to a session: today's, a coming one, one put off, one cancelled; and those not so far.
    static let beforeSession: [DemoThread] = [activityRoom, lockers, clinic, crossing, ramp, toilets]

    /// Today's session: papers are out, and it can be opened.
    private static let activityRoom: DemoThread = {
        let matter = DemoMatter(
            said: "孩子们放学后没地方去，社区活动室下午五点就锁门了。", place: "杨柳社区活动室", title: "社区活动室关门太早",
            body: "活动室17点关门，放学后的孩子没有去处，希望延长开放时间。", category: "schooling", findings: "放学后没人接的孩子有50多个。活动室17点关门是因为管理员下班。",
            advice: "延长到20点，请退休教师和大学生志愿者轮流看护。")
        return DemoThread(
            "activity", room: 0, matter,
            DemoArc.announced(22, matter, supports: 2, room: 0, session: 0) + DemoArc.readied(1, matter))
    }()

    /// Announced for the week after next.
    private static let lockers: DemoThread = {
        let matter = DemoMatter(
            said: "快递柜占了消防通道，上次消防演练车都转不过来。", place: "杨柳苑小区南门", title: "快递柜占了消防通道", body: "快递柜占用消防通道，希望另找位置。",
            category: "safety",
            findings: "柜子占通道1.1米，剩2.7米，不够消防车转弯。南门内侧有块空地可以放。", advice: "柜子移到南门内侧空地，通道画禁停线。")
        return DemoThread(
            "lockers", room: 0, matter,
            DemoArc.announced(14, matter, supports: 1, room: 0, session: -8, seats: 2, form: "sector", campaign: week)
                + enrolments)
    }()

    /// One is on the list, one thought better of it, one could not be asked, two wait; one seat is left.
    private static let enrolments = [
        DemoStep(4, .enrol(name: "董家梁", hasPhone: true, words: "我是送快递的，柜子挪多远都行，别让我们没处放件。"), hour: 20),
        DemoStep(3, .enrolment(0, .admit, [:])),
        DemoStep(3, .enrol(name: "孟阿姨", hasPhone: false, words: "我住南门口，消防车那天我看见的。"), hour: 12),
        DemoStep(3, .enrol(name: "小区外的老秦", hasPhone: true, words: "我们小区也有快递柜，想一起说说。"), hour: 18),
        DemoStep(2, .enrolment(2, .decline, ["reason": "这场只商量杨柳苑南门的柜子。您小区的事请提一个议题，我们另外商量。"])),
        DemoStep(2, .enrolment(1, .withdraw, [:]), hour: 21),
        DemoStep(2, .enrol(name: "贺老师", hasPhone: true, words: "我做过物业，想说说收费和腾地方的事。"), hour: 22),
        DemoStep(1, .enrol(name: "卫大姐", hasPhone: false, words: nil), hour: 13),
    ]

    /// Put off, without a new day yet.
    private static let clinic: DemoThread = {
        let matter = DemoMatter(
            said: "社区卫生站缺降压药，开药要跑县医院，来回两小时。", place: "清河社区卫生站", title: "社区卫生站常用药不全",
            body: "社区卫生站缺少常用降压药，居民开药要往返两小时。", category: "health", findings: "卫生站常备药86种，居民常用的降压药缺4种，已有半年。",
            advice: "同县医院共用一张药单，缺的药两天内配到。")
        return DemoThread(
            "clinic", room: 2, matter,
            DemoArc.announced(23, matter, supports: 1, room: 2, session: 2)
                + [DemoStep(4, .session(.postpone, ["reason": "县医院药房的负责人那天要开省里的会，请他来才谈得成。"], by: nil))])
    }()

    /// Its session was cancelled; it is ready for another one.
    private static let crossing: DemoThread = {
        let matter = DemoMatter(
            said: "杨柳路口没有红绿灯，老人孩子过马路全靠跑。", place: "杨柳路口", title: "杨柳路口没有红绿灯", body: "路口没有信号灯，行人过街困难，希望设信号灯或人行横道。",
            category: "roads",
            findings: "早高峰一小时过车1100辆、行人240人，最近的斑马线在300米外。", advice: "先画斑马线，装闪光警示灯，再论证红绿灯。")
        return DemoThread(
            "crossing", room: 0, matter,
            DemoArc.announced(27, matter, room: 0, session: 6)
                + [
                    DemoStep(15, .enrol(name: "路口修车的老罗", hasPhone: true, words: "我天天在这，车多的时辰我清楚。"), hour: 19)
                ] + [DemoStep(8, .session(.cancel, ["reason": "路口正在挖管道，施工结束、看清车流以后再商量。"], by: nil))])
    }()

    /// A member is at it.
    private static let ramp: DemoThread = {
        let matter = DemoMatter(
            said: "街道便民中心门口的坡道太陡，轮椅推不上去，每次要叫两个人抬。", place: "清河街道便民中心", title: "便民中心坡道太陡，轮椅上不去",
            body: "门口坡道太陡，轮椅无法独自通行，希望按标准改造。", category: "elderly")
        return DemoThread(
            "ramp", room: 2, matter,
            DemoArc.pooled(12, matter, supports: 1)
                + [
                    DemoStep(10, .topic(.score, ["needed": "4", "hopedFor": "4", "feasible": "5"])),
                    DemoStep(9, .topic(.select, [:])), DemoStep(9, .topic(.proposeForPlan, [:])),
                    DemoStep(
                        8,
                        .topic(
                            .recordPlanDecision,
                            ["decision": "approved", "reference": "安委发〔2026〕7号", "day": .day(8)])),
                    DemoStep(8, .topic(.assign, ["researcher": .person("weiyuan2"), "day": .day(-3)])),
                ])
    }()

    /// Chosen, and put up for the annual plan: the Party committee has not decided.
    private static let toilets: DemoThread = {
        let matter = DemoMatter(
            said: "老街公厕晚上八点锁门，摆夜摊的和散步的人没有地方上厕所。", place: "杨柳路老街", title: "老街公厕晚上八点锁门",
            body: "老街公厕关门太早，夜间没有公厕可用，希望延长开放时间。", category: "environment")
        return DemoThread(
            "toilets", room: 0, matter,
            DemoArc.pooled(10, matter, supports: 1)
                + [
                    DemoStep(7, .topic(.score, ["needed": "3", "hopedFor": "5", "feasible": "4"])),
                    DemoStep(5, .topic(.select, [:])), DemoStep(4, .topic(.proposeForPlan, [:])),
                ])
    }()
}
