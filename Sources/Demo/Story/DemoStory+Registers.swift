// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// What the registers of working together say: groups, experts, guests, the five parties of a room, and what members and a
    /// committee did that leaves no other record. It builds on the registers that proposals need.
    static let workingTogether: [DemoThread] = [groups, experts, parties, duties]

    private static let groups = DemoThread(
        "registers-groups", room: 0, matter("履职小组", "谁在哪个小组。"),
        [
            group("area-group", "清河片区履职小组", "area", 9),
            group("water-group", "水务履职小组", "specialist", 10),
            group("liaison-group", "第一联系小组", "liaison", 11),
            post("weiyuan", in: "area-group", "head", 13), post("weiyuan2", in: "area-group", "member", 14),
            post("weiyuan2", in: "water-group", "head", 15), post("weiyuan", in: "liaison-group", "head", 16),
            post("weiyuan2", in: "liaison-group", "member", 17),
            DemoStep(
                57,
                .register(
                    "guest", .people, ["number": "SJ-001", "name": "骆闻笙", "position": "市第二人民医院副院长"])),
            DemoStep(
                57,
                .register(
                    "guest-member", .members,
                    [
                        "person": .entry("guest"), "level": "city", "area": "990101001001", "party": "none",
                        "ranked": "no", "room": .room(0),
                    ]), hour: 10),
            DemoStep(
                57,
                .register("counterpart", .counterparts, ["organ": .entry("committee"), "unit": .unit(0)]), hour: 11),
        ])

    private static let experts = DemoThread(
        "registers-experts", room: 0, matter("专家团", "懂什么，聘到哪天。"),
        [
            DemoStep(56, .register("pool", .organs, ["kind": "expert_pool", "name": "协商议事专家团"])),
            DemoStep(
                56,
                .register(
                    "expert", .people,
                    ["number": "ZJ-001", "name": "尤若谷", "position": "县规划设计院高级工程师", "specialities": "道路、排水"]),
                hour: 10),
            DemoStep(
                56,
                .register(
                    "expert-term", .experts,
                    [
                        "person": .entry("expert"), "pool": .entry("pool"), "fields": "路灯、积水、管网", "startsOn": .day(56),
                        "endsOn": .day(-100),
                    ]), hour: 11),
            DemoStep(
                30,
                .register(
                    "review", .contributions,
                    [
                        "person": .entry("expert"), "contribution": "review", "contributionName": "评柳溪路排水改造方案",
                        "heldOn": .day(31), "contributionResult": "管径要放大，先清淤再铺管。",
                    ])),
        ])

    /// The five of the first room; its page tells them.
    private static let parties = DemoThread(
        "registers-parties", room: 0, matter("议事室的五方", "谁领导，谁支持，谁搭台，谁参与，为了谁。"),
        [
            ("leader", "清河街道党工委"), ("supporter", "清河街道办事处"), ("host", "清河街道政协工委"),
            ("participant", "杨柳社区、物业企业、驻社区单位"), ("beneficiary", "杨柳社区2100户居民"),
        ].enumerated().map { number, party in
            DemoStep(
                55,
                .register(
                    "party-\(number)", .parties,
                    ["room": .room(0), "partyKind": .text(party.0), "partyName": .text(party.1)]), hour: 9 + number)
        })

    private static let duties = DemoThread(
        "registers-duties", room: 0, matter("履职活动", "在会外做了什么。"),
        [
            contact("weiyuan", 48, "走访杨柳苑低保户", 3), contact("weiyuan2", 44, "到柳溪镇问春耕用水", 5),
            visit("weiyuan", 40, "到石桥村看晒谷场"), contact("weiyuan", 33, "和夜班司机谈停车", 4),
            visit("weiyuan2", 30, "到湖心村看卫生室"), contact("weiyuan2", 21, "看望石桥村留守老人", 6),
            visit("weiyuan", 16, "到杨柳社区听物业矛盾"), contact("weiyuan", 9, "走访菜场摊主", 7),
            DemoStep(
                27,
                .register(
                    "service", .activities,
                    [
                        "activity": "service_activity", "organ": .entry("committee"), "activityName": "送法律咨询进社区",
                        "heldOn": .day(28), "activityResult": "现场答了31人的问题。",
                    ])),
            training("weiyuan", "proposals", "提案怎么写", 46, 15), training("weiyuan2", "proposals", "提案怎么写", 46, 16),
            training("weiyuan", "sentiments", "社情民意信息怎么写", 29, 15),
            DemoStep(
                24,
                .register(
                    "sitting", .observations,
                    [
                        "organ": .entry("committee"), "post": "head", "person": .person("weiyuan"),
                        "meeting": "government", "meetingName": "第二十一次常务会议",
                        "heldOn": .day(25), "invitedOn": .day(29), "attended": "yes",
                        "notes": "会上讲了老旧小区排水的几处积水点。", "followUp": "积水点列进了今年的整治清单。",
                    ])),
            DemoStep(
                19,
                .register(
                    "appraisal", .appraisals,
                    [
                        "matter": "清河老桥改造方案", "unit": .unit(1), "person": .person("weiyuan2"), "heldOn": .day(20),
                        "opinion": "先修便桥再封老桥，两头的公交站不能断。", "report": "同意改造，分两段施工。",
                    ])),
            // Still to come: the member is asked, and has not said anything.
            DemoStep(
                2,
                .register(
                    "appraisal-ahead", .appraisals,
                    [
                        "matter": "城东小学扩建选址", "unit": .unit(0), "person": .person("weiyuan"), "heldOn": .day(-6),
                    ])),
        ])

    private static func group(_ key: String, _ name: String, _ kind: String, _ hour: Int) -> DemoStep {
        DemoStep(
            58, .register(key, .organs, ["kind": "duty_group", "name": .text(name), "groupKind": .text(kind)]),
            hour: hour)
    }

    private static func post(_ signIn: String, in group: String, _ post: String, _ hour: Int) -> DemoStep {
        DemoStep(
            58,
            .register(
                "\(group)-\(signIn)", .posts,
                ["person": .person(signIn), "organ": .entry(group), "post": .text(post)]), hour: hour)
    }

    /// Written down on the day after.
    private static func contact(_ signIn: String, _ daysAgo: Int, _ name: String, _ people: Int) -> DemoStep {
        activity(
            daysAgo,
            [
                "activity": "contact", "person": .person(signIn), "activityName": .text(name),
                "people": .text(String(people)),
            ])
    }

    /// Written down on the day after, in this hour.
    private static func training(
        _ signIn: String, _ kind: String, _ name: String, _ daysAgo: Int, _ hour: Int
    ) -> DemoStep {
        DemoStep(
            daysAgo - 1,
            .register(
                "training-\(daysAgo)-\(signIn)", .trainings,
                [
                    "trainingKind": .text(kind), "trainingName": .text(name), "heldOn": .day(daysAgo),
                    "person": .person(signIn),
                ]), hour: hour)
    }

    private static func visit(_ signIn: String, _ daysAgo: Int, _ name: String) -> DemoStep {
        activity(
            daysAgo, ["activity": "village_visit", "person": .person(signIn), "activityName": .text(name)])
    }

    private static func activity(_ daysAgo: Int, _ fields: [String: DemoStep.Value]) -> DemoStep {
        DemoStep(
            daysAgo - 1,
            .register("activity-\(daysAgo)", .activities, fields.merging(["heldOn": .day(daysAgo)]) { $1 }))
    }

    private static func matter(_ title: String, _ body: String) -> DemoMatter {
        DemoMatter(said: body, place: nil, title: title, body: body)
    }
}
