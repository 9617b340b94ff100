// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoStory {
    /// The media consultation beside the session about the rubbish bins: people outside comment through the day, two are answered
    /// in the room, one by its unit some days later, and what was left over becomes part of what was agreed.
    static func broadcast(on session: Int) -> [DemoStep] {
        let said: [(words: String, name: String)] = [
            ("误时投放点能不能装一盏灯，夜里看不见。", "夜班司机"),
            ("垃圾桶撤了以后，楼下花坛里全是袋子，味道很大。", "三号楼住户"),
            ("投放点旁边能不能有个洗手的水龙头？", "豆豆妈"),
            ("建议东门也放一个，南门离十二号楼要走十分钟。", "十二号楼老周"),
            ("低价代办贷款，加微信详聊。", "小刘"),
            ("谁来管夜里的投放点？没人看着又要变成垃圾堆。", "退休教师"),
            ("在工地上看的直播，说得实在。", "在外地的儿子"),
            ("厨余垃圾天热放不住，能不能早晚各收一次？", "乐乐奶奶"),
            ("能不能把投放时间贴在每个楼门口？", "快递小哥"),
        ]
        func does(
            _ index: Int, _ command: LiveComment.Command, _ daysAgo: Int, _ hour: Int,
            _ fields: [String: DemoStep.Value] = [:], by officer: String? = nil
        ) -> DemoStep {
            DemoStep(daysAgo, .commenting(index, command, fields, by: officer), hour: hour)
        }
        let suggestions = [0, 2, 3, 7, 8]
        let before: [DemoStep] =
            [
                DemoStep(session + 1, .planLive(daysAgo: session, from: 9, until: 20), hour: 9),
                DemoStep(session, .live(.open, [:]), hour: 9),
            ] + said.map { DemoStep(session, .comment($0.words, name: $0.name), hour: 9) }
            + said.indices.filter { $0 != 4 }.map { does($0, .approve, session, 11) }
            + [does(4, .reject, session, 11, ["ground": .text(RejectionGround.spamCode)])]
            + [(0, 9), (3, 6), (5, 4), (7, 12)].map { DemoStep(session, .like($0.0, people: $0.1), hour: 12) }
            + suggestions.map { does($0, .mark, session, 12) } + [0, 3, 7].map { does($0, .shortlist, session, 13) }
        let room: [DemoStep] = [
            DemoStep(session, .live(.countHeads, ["count": "46"]), hour: 14),
            does(0, .cutIn, session, 15, ["unit": .unit(2)]),
            does(0, .noteAnswer, session, 15, ["words": "两处投放点都装太阳能灯，和摄像头一起装，本月底亮灯。"]),
            does(3, .cutIn, session, 15, ["unit": .unit(2)]),
            does(3, .answer, session, 15, ["words": "东门也设一处，放在门卫室旁边，图纸今天贴出来给大家看。"], by: "jiedao"),
            does(7, .cutIn, session, 15, ["unit": .unit(2)]),
        ]
        let after: [DemoStep] = [
            DemoStep(session, .live(.close, [:]), hour: 18),
            DemoStep(
                session - 1,
                .live(
                    .declareViews,
                    [
                        "platform": "安澜县融媒体中心", "source": "export", "day": .day(session), "total": "6840",
                        "buckets": "09:00,12:00,820\n12:00,14:00,1130\n14:00,16:00,3460\n16:00,18:00,1430",
                    ]), hour: 10),
            does(7, .answer, session - 2, 10, ["words": "厨余垃圾早晚各收一次，清运公司下周起加一班。"], by: "jiedao"),
            does(2, .joinItem, session - 4, 16), does(8, .joinItem, session - 4, 16),
            DemoStep(
                session - 4,
                .live(.report, ["words": "场外的话都看过了。三条请单位回应，两条当场答了，一条会后也答了；剩下的两条写进了商定的事项。"]),
                hour: 17),
        ]
        return before + room + after
    }
}
