// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// What members met while walking among the people, one in each state.
    static let walks: [DemoThread] = [
        ramp, mailbox, henhouse, walkway, drying, seats, wellHouse, pigeons,
    ]

    private static let ramp = DemoThread(
        "walk-ramp", room: 0,
        matter("无障碍坡道太陡", "杨柳苑3号楼", "坐轮椅的老人自己上不去，要等人推。"), [DemoStep(2, .walk(person: nil, hasPhone: false))])

    private static let mailbox = DemoThread(
        "walk-mailbox", room: 0, matter("信报箱锁坏了一半", "杨柳苑5号楼", "信报箱的锁坏了，挂号信塞在门缝里。"),
        [
            DemoStep(5, .walk(person: "七楼的租户", hasPhone: true)),
            DemoStep(4, .sentiment(.listen, step(4, "5号楼门厅", "问了六户，四户丢过信；物业说归邮政，邮政说归物业。"))),
        ])

    /// Visited, and nobody has decided yet where it belongs: it is overdue.
    private static let henhouse = DemoThread(
        "walk-henhouse", room: 2, matter("院子里养鸡，清早打鸣", "清河街28号院", "四点就叫，上夜班的人睡不着。"),
        [
            DemoStep(14, .walk(person: nil, hasPhone: false)),
            DemoStep(13, .sentiment(.listen, step(13, "28号院", "养鸡的大娘说是给坐月子的儿媳养的，下个月就不养了。"))),
            DemoStep(12, .sentiment(.visit, step(12, "28号院", "看过，五只，有笼子，靠着西屋窗户。"))),
        ])

    private static let walkway = DemoThread(
        "walk-walkway", room: 2, matter("菜场到医院的人行道断了一截", "清河街菜场", "人行道断了二十米，推婴儿车只能下机动车道。"),
        walked(20, for: visits) + [
            DemoStep(
                17,
                .sentiment(
                    .consult, ["text": "清河街菜场到医院的人行道断了二十米，推婴儿车、坐轮椅的只能走机动车道，盼着接上。", "place": "清河街菜场"]))
        ])

    private static let drying = DemoThread(
        "walk-drying", room: 4, matter("晒谷场被占着停车", "石桥村三组", "晒谷子的时候停满了车，谷子晒到路上。"),
        walked(10) + [
            DemoStep(
                7,
                .sentiment(
                    .transfer,
                    ["channel": "department", "unit": .unit(2), "words": "请村里和交警一起划定停车的地方，收割季前答复。", "due": .day(-8)]))
        ])

    private static let seats = DemoThread(
        "walk-seats", room: 0, matter("公交站没有座位", "杨柳路公交站", "等车的多是老人，站着等半小时。"),
        walked(24, for: visits) + [
            DemoStep(21, .sentiment(.transfer, ["channel": "opinion_report", "words": "请作社情民意信息报送。", "due": .day(6)])),
            DemoStep(2, .sentiment(.returnResult, ["result": "采用了，公交公司答应年底前给十个站装上座位，杨柳路在里面。"])),
        ])

    private static let wellHouse = DemoThread(
        "walk-well", room: 5, matter("水井房的门锁不上", "湖心村", "孩子进去玩，大人提心吊胆。"),
        walked(16) + [
            DemoStep(
                13, .sentiment(.transfer, ["channel": "department", "unit": .unit(0), "words": "请换锁。", "due": .day(8)])),
            DemoStep(12, .sentiment(.takeBack, ["reason": "水井房归乡镇管，住建局办不了。"])),
            DemoStep(
                12, .sentiment(.transfer, ["channel": "department", "unit": .unit(2), "words": "请换锁。", "due": .day(5)])),
            DemoStep(8, .sentiment(.returnResult, ["result": "锁换好了，钥匙在值班室。"])),
            DemoStep(7, .sentiment(.tell, ["day": .day(7), "means": "visit", "words": "说这下放心了。"])),
        ])

    private static let pigeons = DemoThread(
        "walk-pigeons", room: 0, matter("楼顶鸽棚的羽毛飘到晾的衣服上", "杨柳苑7号楼", "养鸽子的人家和晾衣服的人家吵过几回。"),
        walked(40, for: visits) + [
            DemoStep(
                37, .sentiment(.transfer, ["channel": "proposal_clue", "words": "可作城市饲养管理的提案线索。", "due": .day(20)])),
            DemoStep(22, .sentiment(.returnResult, ["result": "有委员据此提了提案，已立案。"])),
            DemoStep(21, .sentiment(.tell, ["day": .day(21), "means": "phone"])),
            DemoStep(20, .sentiment(.close, [:])),
        ])

    private static func matter(_ title: String, _ place: String, _ said: String) -> DemoMatter {
        DemoMatter(said: said, place: place, title: title, body: "")
    }

    /// Met, listened to and visited within three days.
    private static func walked(_ daysAgo: Int, for campaign: String? = nil) -> [DemoStep] {
        [
            DemoStep(daysAgo, .walk(person: "当事的住户", hasPhone: true, campaign: campaign)),
            DemoStep(
                daysAgo - 1, .sentiment(.listen, step(daysAgo - 1, "楼下", "问了周围的人，都说有这回事，盼着有人管。"))),
            DemoStep(daysAgo - 2, .sentiment(.visit, step(daysAgo - 2, "现场", "到现场看过，和说的一样。"))),
        ]
    }

    private static func step(_ daysAgo: Int, _ place: String, _ words: String) -> [String: DemoStep.Value] {
        ["day": .day(daysAgo), "place": .text(place), "words": .text(words)]
    }
}
