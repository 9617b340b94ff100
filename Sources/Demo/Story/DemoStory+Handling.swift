// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// Matters that units are at work on: for people's word, under way, reported, returned, not yet sent out.
    static let handling: [DemoThread] = [bus, busAgain, lift, sheds, school, trees]

    private static let bus: DemoThread = {
        let matter = DemoMatter(
            said: "12路公交末班车八点半就没了，孩子上完晚自习回不了家，只好家长骑车去接。", place: "县一中站", title: "12路公交末班车太早，晚自习学生回不了家",
            body: "12路末班车20:30发车，晚自习学生赶不上，希望延后。", category: "roads",
            findings: "晚自习21:20下课，县一中沿线住校外的学生有340多人。12路末班车平均坐6个人。",
            advice: "上学日加一班21:35的夜班车，从县一中始发，停大站。",
            opinions: [
                .init(.people, .information, "冬天骑车接孩子，路上结冰，接回来都十点半了。"),
                .init(.department, .suggestion, "加一班可以，先试一个学期，看坐的人有多少。"),
                .init(.member, .support, "请学校统计人数和站点，班次贴在校门口。"),
            ],
            outcome: "一致同意：上学日加开21:35夜班车一班，停8站，试行一个学期。")
        let tasks = [DemoTask("上学日加开12路21:35夜班车，停8站", unit: 1, ["排好班次和司机", "夜班车开行"])]
        return DemoThread(
            "bus", room: 2, matter,
            DemoArc.announced(60, matter, supports: 3, room: 2, session: 38) + DemoArc.held(38, matter)
                + DemoArc.dispatched(38, matter, tasks)
                + [
                    DemoStep(30, .item(0, .accept, [:])),
                    DemoArc.progressed(25, milestone: 1, "班次和司机已排好，站牌在做。"),
                    DemoArc.reported(13, .solved, "夜班车已开行两周，平均每晚坐29人。"),
                    DemoStep(11, .item(0, .sendBack, ["reason": "夜班车只停5站，商量好的是8站，请补上。"])),
                    DemoArc.progressed(8, milestone: 2, "增加桂花苑、石桥路口、北关三站，夜班车停8站。"),
                    DemoArc.reported(6, .solved, "夜班车停8站，每晚坐41人左右，时刻表贴在校门口和站台。"),
                    DemoStep(4, .item(0, .verify, [:])),
                ] + DemoArc.words(3, [nil, nil, .solved, nil, nil, .partly]))
    }()

    /// A near-double of the bus, with a submitter of its own.
    private static let busAgain: DemoThread = {
        let matter = DemoMatter(
            said: "晚自习放学没有公交车坐，能不能给学生加一班？", place: "县一中", title: "晚自习放学没有公交车", body: "希望晚自习后加开一班公交。", category: "roads")
        return DemoThread(
            "bus2", room: 2, matter,
            [
                DemoStep(57, .raise(isHeld: false), hour: 21),
                DemoStep(54, .topic(.merge, ["topic": .topic("bus")])),
            ])
    }()

    private static let lift: DemoThread = {
        let matter = DemoMatter(
            said: "老旧小区想加装电梯，二楼以上都同意，一楼不同意，已经吵了半年。请帮我们坐下来商量。", place: "清河新村7号楼",
            title: "老旧小区加装电梯，一楼住户不同意怎么办", body: "二楼以上都同意加装电梯，一楼不同意，已争执半年，希望组织协商。", category: "housing",
            findings: "7号楼12户，70岁以上的老人9位。一楼担心挡光和管线，不同意的有2户。", advice: "请设计单位算采光，外移井道，给一楼适当补偿。",
            opinions: [
                .init(.people, .objection, "电梯就在我窗户外面，白天也要开灯。"),
                .init(.people, .information, "我爱人坐轮椅，一年下楼不到十次。"),
                .init(.expert, .suggestion, "井道外移1.2米，采光影响可以控制在规范以内。"),
                .init(.department, .information, "每台补助20万元，要先公示十天。"),
            ],
            outcome: "一致同意：井道外移1.2米，重新算采光并公示；一楼两户的补偿由受益户分摊；街道组织签约。")
        let tasks = [
            DemoTask("组织7号楼12户签约，分摊补偿", unit: 2, ["逐户谈好补偿数额", "12户全部签字"]),
            DemoTask("出外移井道的方案和采光计算，办理补助公示", unit: 0, ["出方案和采光计算", "完成十天公示"]),
        ]
        return DemoThread(
            "lift", room: 0, matter,
            DemoArc.announced(64, matter, supports: 4, room: 0, session: 42) + DemoArc.held(42, matter)
                + DemoArc.dispatched(42, matter, tasks)
                + [
                    DemoStep(34, .item(0, .accept, [:])),
                    DemoStep(
                        33,
                        .item(
                            1, .requestReturn,
                            ["reason": "方案设计由业主委托，不是本单位出。", "suggested": "清河街道办事处"])),
                    DemoStep(31, .item(1, .uphold, ["reason": "补助公示和图纸审查是贵单位的职责，设计可以请业主委托，贵单位把关。"])),
                    DemoArc.progressed(26, item: 0, milestone: 1, "12户谈了10户，补偿数额初步说定。"),
                    DemoStep(22, .item(0, .askExtension, ["reason": "有一户在外地，要等他下月回来签字。"])),
                    DemoStep(21, .item(0, .grantExtension, [:])),
                    DemoStep(
                        20,
                        .item(
                            1, .superviseJointly,
                            ["party": "县委督查室副主任 邵文远", "committee": "县政协副主席 柏国梁"])),
                    DemoStep(
                        14,
                        .item(
                            1, .inspect,
                            [
                                "day": .day(14), "people": "邵文远、柏国梁和两位委员",
                                "seen": "井道外移的方案图已经画好，采光计算还没有做，补助公示没有贴。",
                            ])),
                    DemoStep(6, .item(1, .remind, ["text": "采光计算和补助公示还没有做，请在三天内答复什么时候能做完。"])),
                    DemoStep(28, .askErasure, hour: 20),
                    DemoStep(
                        24,
                        .decideErasure(
                            .refuse,
                            ["reason": "这件事正在办理，签约要以当时的反映为依据，依法在办结以前不能删除。不服可以向县政协办公室申诉。"])),
                ])
    }()

    private static let sheds: DemoThread = {
        let matter = DemoMatter(
            said: "楼道里电动车飞线充电，物业说管不了，看着就怕。建议建充电棚。", place: "清河新村", title: "电动车飞线充电，物业说管不了",
            body: "楼道飞线充电有火灾隐患，建议建集中充电棚并明确谁来管。", category: "safety", findings: "全村有电动车约260辆，充电口只有40个，夜间飞线31处。",
            advice: "利用三处边角地建充电棚，共120个口，电价一次说清。",
            opinions: [
                .init(.people, .suggestion, "充一次电别超过两块，不然大家还是往家里拉线。"),
                .init(.department, .support, "三处边角地不占绿地，可以建。"),
                .init(.grassroots, .suggestion, "建好以后楼道一个月内清完。"),
            ],
            outcome: "一致同意：建三处充电棚共120个口，每度电不超过一元；建好一个月内清完飞线。")
        let tasks = [
            DemoTask("建三处充电棚，共120个充电口", unit: 0, ["第一处建成通电", "三处全部建成"]),
            DemoTask("清理楼道飞线，每周巡查", unit: 2, ["完成摸底登记", "飞线全部清完"]),
        ]
        return DemoThread(
            "sheds", room: 0, matter,
            DemoArc.announced(55, matter, supports: 2, room: 0, session: 33) + DemoArc.held(33, matter)
                + DemoArc.dispatched(33, matter, tasks)
                + [
                    DemoStep(25, .item(0, .accept, [:])), DemoStep(24, .item(1, .accept, [:])),
                    DemoArc.progressed(18, item: 0, milestone: 1, "第一处40个口已通电。"),
                    DemoArc.progressed(12, item: 0, milestone: 2, "三处充电棚建成，共120个口。"),
                    DemoArc.reported(10, item: 1, .solved, "楼道飞线已全部清完。"),
                    DemoStep(6, .item(1, .sendBack, ["reason": "昨晚去看，9号楼和11号楼还有6处飞线，请清完再报。"])),
                    DemoArc.reported(5, item: 0, .solved, "三处充电棚建成通电，每度电0.92元，收费标准贴在棚里。"),
                ])
    }()

    private static let school: DemoThread = {
        let matter = DemoMatter(
            said: "放学的时候学校东门口堵得走不动，家长的车停两排，孩子从车缝里钻。能不能错时放学，或者在西边开一个门？", place: "杨柳小学东门",
            title: "杨柳小学放学时段东门口堵车", body: "放学时东门口停两排车，孩子从车缝里穿行。希望错时放学或另开西门。", category: "roads",
            findings: "16:30到17:00东门口停车约80辆，其中一半等候超过20分钟。西侧围墙外有一段断头路。", advice: "分年级错开15分钟，西侧开门，断头路划临时停车位。",
            opinions: [
                .init(.people, .suggestion, "一年级先放，大家就不挤了。"),
                .init(.department, .information, "西侧断头路不到200米，打通要占一小块绿地。"),
                .init(.member, .support, "先错时，再开门，一步一步来。"),
            ],
            outcome: "一致同意：下月起分三批放学；西侧开门，断头路划40个临时停车位。")
        let tasks = [
            DemoTask("西侧断头路修整，划40个临时停车位", unit: 0, ["路面修整完", "划好停车位"]),
            DemoTask("放学时段在东门口疏导交通", unit: 2, ["排好值守的人", "疏导人员到岗"]),
            DemoTask("调整两路公交的站点，避开东门口", unit: 1, ["定好新站点", "站牌移过去"]),
            DemoTask("在东门和西门设分批接送的标牌", unit: 2, ["定好标牌位置", "标牌装好"]),
        ]
        return DemoThread(
            "school", room: 2, matter,
            DemoArc.announced(35, matter, supports: 2, room: 2, session: 14)
                + [DemoStep(18, .deliberate(schoolGateCall), hour: 10)] + DemoArc.held(14, matter)
                + DemoArc.dispatched(14, matter, tasks)
                + [
                    DemoStep(
                        6,
                        .item(
                            0, .requestReturn,
                            ["reason": "这段断头路是公路用地，不在本单位管养范围。", "suggested": "县交通运输局"])),
                    DemoStep(
                        4,
                        .item(
                            1, .requestReturn,
                            ["reason": "校门口交通疏导应由交警部门负责。", "suggested": "县公安局交警大队"])),
                    DemoStep(3, .item(0, .reassign, ["unit": .unit(1), "officer": .person("jiaotong")])),
                ])
    }()

    private static let trees: DemoThread = {
        let matter = DemoMatter(
            said: "路口那棵枯死的大树快倒了，刮风天走过去心里发慌。", place: "杨柳路老街口", title: "老街口枯树要倒了",
            body: "老街口有枯死大树，存在倒伏风险，希望尽快处理。", category: "roads", findings: "枯树胸径70厘米，向路面倾斜，旁边还有两棵半枯。树在老街口广场，没有挂牌保护。",
            advice: "枯树砍伐，半枯的修枝加固，补种三棵。",
            opinions: [
                .init(.people, .information, "上次刮风掉下来的枝子砸坏了一辆车。"),
                .init(.expert, .suggestion, "两棵半枯的能救，先修枝再打支撑。"),
                .init(.department, .support, "砍伐许可五天能办下来。"),
            ],
            outcome: "一致同意：枯树砍伐，两棵半枯的修枝加固，明年春天补种三棵。")
        let tasks = [
            DemoTask("砍伐枯树一棵，修枝加固两棵", unit: 0, ["办好砍伐许可，拉好警戒", "砍伐和加固完成"]),
            DemoTask("明年春天在原处补种三棵", unit: 0, ["定好树种和位置", "补种完成"]),
        ]
        return DemoThread(
            "trees", room: 0, matter,
            DemoArc.announced(31, matter, supports: 1, room: 0, session: 10) + DemoArc.held(10, matter)
                + DemoArc.issued(10, matter, tasks) + [DemoStep(3, .item(0, .dispatch, [:]))])
    }()
}
