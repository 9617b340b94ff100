// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// Days on which members receive people: one that is over, one of yesterday, one to come, one that was cancelled.
    static let receptions: [DemoThread] = [
        receivedInSpring, receivedYesterday, receivingSoon, receptionCancelled, venue,
    ]

    private static let slots = (first: 9 * 60, second: 9 * 60 + 20, third: 9 * 60 + 40)

    /// Worked through and ended: one topic came of it, one word was enough, one person did not come.
    private static let receivedInSpring = day(
        "received", room: 0,
        [
            DemoStep(20, .planReception(daysAgo: 12)),
            DemoStep(18, .book(minute: slots.first, name: "王桂兰", hasPhone: true, matter: "早市占道"), hour: 20),
            DemoStep(16, .book(minute: slots.second, name: "老陈", hasPhone: false, matter: nil), hour: 12),
            DemoStep(14, .book(minute: slots.third, name: nil, hasPhone: true, matter: nil), hour: 19),
            DemoStep(12, .visit(0, .checkIn, [:])),
            DemoStep(
                12,
                .visit(
                    0, .record,
                    [
                        "said": "早市摆到了机动车道上，接孩子的电动车没处走，希望划个时段、划条线。", "place": "杨柳路早市",
                        "answer": "我们先去看两个早上，再请城管和摊主一起坐下来谈。",
                    ])),
            DemoStep(12, .visit(0, .raise, [:])), DemoStep(12, .visit(1, .checkIn, [:])),
            DemoStep(
                12,
                .visit(
                    1, .record,
                    ["said": "想问问老年卡坐公交早高峰能不能刷。", "answer": "可以刷，和平时一样；不让刷请记下车号打12345。"])),
            DemoStep(12, .reception(.enterWalkIn, ["name": "路过的大姐", "matter": "路灯"]), hour: 10),
            DemoStep(12, .visit(3, .record, ["said": "三号楼后面那盏灯又不亮了，孩子晚自习回来害怕。", "place": "3号楼后"]), hour: 10),
            DemoStep(12, .visit(2, .miss, [:]), hour: 10), DemoStep(12, .reception(.finish, [:]), hour: 11),
        ])

    /// Nobody has ended it yet.
    private static let receivedYesterday = day(
        "received-yesterday", room: 2,
        [
            DemoStep(9, .planReception(daysAgo: 1)),
            DemoStep(5, .book(minute: slots.first, name: "卢大江", hasPhone: true, matter: "停车"), hour: 21),
            DemoStep(4, .book(minute: slots.first, name: "丁师傅", hasPhone: false, matter: nil), hour: 8),
            DemoStep(1, .visit(0, .checkIn, [:])), DemoStep(1, .visit(1, .checkIn, [:])),
            DemoStep(1, .visit(1, .record, ["said": "菜场门口的三轮车把消防通道堵了。", "place": "清河菜场"]), hour: 10),
        ])

    private static let receivingSoon = day(
        "receiving", room: 0,
        [
            DemoStep(3, .planReception(daysAgo: -4)),
            DemoStep(2, .book(minute: slots.first, name: "邹春燕", hasPhone: true, matter: "小区门口的减速带"), hour: 13),
            DemoStep(2, .book(minute: slots.first, name: "石玉珍", hasPhone: false, matter: nil), hour: 18),
            DemoStep(1, .book(minute: slots.third, name: "白大爷", hasPhone: true, matter: nil), hour: 9),
            DemoStep(1, .visit(2, .cancel, ["reason": "白大爷打电话来，那天要去县医院，另约。"]), hour: 10),
        ])

    private static let receptionCancelled = day(
        "reception-cancelled", room: 2,
        [
            DemoStep(36, .planReception(daysAgo: 28)),
            DemoStep(34, .book(minute: slots.second, name: "何秋水", hasPhone: true, matter: nil), hour: 20),
            DemoStep(30, .reception(.cancel, ["reason": "那天台风，街道停止办公。"])),
        ])

    /// What else takes place in the first room, and what it plans: a reading that begins while a member still receives there.
    private static let venue = day(
        "venue", room: 0,
        [
            DemoStep(
                8,
                .register(
                    "room-plan", .roomPlans,
                    [
                        "room": .room(0), "planYear": .year, "plannedSessions": "8",
                        "plannedTopics": "排水、停车、早市、路灯，每季度两场。",
                    ]), hour: 14),
            DemoStep(
                6,
                .register(
                    "reading", .venueActivities,
                    [
                        "room": .room(0), "venueActivity": "reading", "activityName": "书香政协读书会", "heldOn": .day(-4),
                        "fromTime": "09:30", "untilTime": "11:00", "isPublic": "yes",
                    ]), hour: 14),
            DemoStep(
                6,
                .register(
                    "training", .venueActivities,
                    [
                        "room": .room(0), "venueActivity": "training", "activityName": "议事室秘书培训", "heldOn": .day(-2),
                        "fromTime": "14:00", "untilTime": "16:30", "isPublic": "no",
                    ]), hour: 15),
        ])

    /// What is said on a day has no one matter.
    private static func day(_ key: String, room: Int, _ steps: [DemoStep]) -> DemoThread {
        DemoThread(key, room: room, DemoMatter(said: "", place: nil, title: "", body: ""), steps)
    }
}
