// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// What two communities have in common, and their street's room deals with for both.
    static let together: [DemoThread] = [chargersHere, chargersThere, chargersAbove, lift]

    private static let chargersHere = DemoThread(
        "chargers", room: 0, chargersMatter(of: "杨柳苑"),
        DemoArc.pooled(26, chargersMatter(of: "杨柳苑"), supports: 2) + [
            DemoStep(23, .topic(.escalate, ["room": .room(2), "reason": "桂花苑也有，电网增容要街道一起谈。"])),
            DemoStep(
                21, .gather("chargers-above", with: ["chargers-there"], text: "几个老小区都没有地方给电动车充电，要一起谈增容和选址。"), hour: 14),
        ])

    private static let chargersThere = DemoThread(
        "chargers-there", room: 1, chargersMatter(of: "桂花苑"),
        DemoArc.pooled(25, chargersMatter(of: "桂花苑")) + [
            DemoStep(22, .topic(.escalate, ["room": .room(2), "reason": "杨柳社区先提的，本社区同样的事。"]))
        ])

    private static let chargersAbove: DemoThread = {
        let matter = DemoMatter(
            said: "", place: nil, title: "老小区电动车没有地方充电", body: "几个老小区缺少充电设施，飞线充电不安全，希望一起谈增容和选址。", category: "safety")
        return DemoThread(
            "chargers-above", room: 2, matter,
            [
                DemoStep(20, .topic(.review, ["title": .text(matter.title), "body": .text(matter.body)])),
                DemoStep(19, .topic(.select, [:])),
                DemoStep(
                    19, .topic(.assign, ["researcher": .person(DemoPeople.member(ofRoom: 2)), "day": .day(-4)]),
                    hour: 15),
            ])
    }()

    /// Waits for what the street's room says.
    private static let lift: DemoThread = {
        let matter = DemoMatter(
            said: "老楼加装电梯，一楼不同意，六楼的老人下不来。", place: "杨柳苑小区", title: "老楼加装电梯谈不拢", body: "老楼加装电梯，低层住户有顾虑，希望商量出办法。",
            category: "housing")
        return DemoThread(
            "lift", room: 0, matter,
            DemoArc.pooled(9, matter) + [
                DemoStep(5, .topic(.escalate, ["room": .room(2), "reason": "街道里好几个小区都在谈加装电梯。"]))
            ])
    }()

    private static func chargersMatter(of estate: String) -> DemoMatter {
        DemoMatter(
            said: "\(estate)的电动车没有地方充电，楼上往下拉线，看着就怕。", place: "\(estate)小区", title: "\(estate)小区电动车没有地方充电",
            body: "小区没有充电设施，有飞线充电，希望建充电棚。", category: "safety")
    }

    /// What somebody brought to the desk, and what systems outside pushed.
    static let fromElsewhere: [DemoThread] = [
        entered("reading", 0, .member, "社区图书角晚上不开门，上班的人进不去。", "杨柳路18号", 6),
        entered("river", 2, .leader, "清河沿岸步道断断续续，请政协组织协商，拿出连通的办法。", "清河两岸", 5),
        entered(
            "bridge", 4, .meeting, "村里的水泥桥护栏断了，骑车晚上看不见。", "石桥村口", 4,
            .init(place: .kept("石桥村文化礼堂"), count: 31)),
        entered(
            "night-light", 1, .survey, "六成人说夜里小区太暗，最想先装路灯的是东门。", "桂花苑小区", 7,
            .init(name: .kept("桂花苑夜间照明问卷"), count: 214)),
        entered("canteen", 0, .paper, "盼着社区办个老年食堂，中午不想开火。", "杨柳社区", 3),
        manhole, drainage,
    ]

    private static func entered(
        _ key: String, _ room: Int, _ source: Topic.Source, _ said: String, _ place: String, _ daysAgo: Int,
        _ occasion: Topic.Occasion? = nil
    ) -> DemoThread {
        DemoThread(
            key, room: room, DemoMatter(said: said, place: place, title: "", body: ""),
            [DemoStep(daysAgo, .enter(source, occasion, nil), hour: 10)])
    }

    /// Pushed by the grid; its result went back before it was settled.
    private static let manhole = DemoThread(
        "manhole", room: 3,
        DemoMatter(said: "镇政府门口的井盖松动，车一过就响。", place: "柳溪镇政府门口", title: "", body: ""),
        [
            DemoStep(12, .enter(.grid, nil, .init(system: "县网格化平台", number: "WG-0388")), hour: 9),
            DemoStep(10, .topic(.returnResult, ["result": "养护队换了井盖，加了垫圈。", "means": "typed"])),
            DemoStep(10, .topic(.solveDirectly, ["answer": "养护队换了井盖，加了垫圈。"]), hour: 15),
        ])

    /// Pushed by the hotline; its result waits to be fetched.
    private static let drainage = DemoThread(
        "drainage", room: 2,
        DemoMatter(said: "清河街18号门前下水道返味，打了几次电话。", place: "清河街18号", title: "", body: ""),
        [
            DemoStep(4, .enter(.hotline, nil, .init(system: "12345热线平台", number: "RX-20417")), hour: 11),
            DemoStep(2, .topic(.returnResult, ["result": "街道已清淤一次，下周再看。", "means": "system"])),
        ])
}
