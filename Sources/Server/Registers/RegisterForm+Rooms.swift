// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What rooms do beside their cases, and what they mean to do.
extension RegisterForm {
    /// Talks, readings, open days in a room's venue (A2-04); they stand in its calendar beside its sessions and reception days.
    static let venueActivities = RegisterForm(
        register: .venueActivities, title: "议事室活动", measure: "场", table: "venue_activity",
        columns: [
            .entry("room", "哪间议事室", "room", of: .rooms),
            .choice("venueActivity", "哪一类", "kind", DirectoryWording.venueActivityKinds),
            .words("activityName", "做什么", "name", limit: 60, help: "如：书香政协读书会。"),
            .day("heldOn", "哪天", "held_on"),
            .time("fromTime", "几点开始", "from_time"),
            .time("untilTime", "几点结束", "until_time"),
            .words("activityPlace", "在哪里", "place", limit: 60, isRequired: false, help: "不填就是议事室的地址。"),
            .choice("isPublic", "公开", "is_public", DirectoryWording.yesNo),
        ],
        key: ["room", "activityName", "heldOn", "fromTime"], label: "name", searched: [],
        problems: { values in
            guard let from = values["fromTime"], let until = values["untilTime"], until <= from else { return [] }
            return [.init(field: "untilTime", sentence: "结束要晚于开始。")]
        })

    /// How many sessions a room means to hold in a year, and on what (A2-01); how many it held is counted, never written (BR-47).
    static let roomPlans = RegisterForm(
        register: .roomPlans, title: "议事室年度计划", measure: "份", table: "room_plan",
        columns: [
            .entry("room", "哪间议事室", "room", of: .rooms),
            .words("planYear", "哪一年", "year", limit: 4, help: "如：2026。"),
            .words("plannedSessions", "计划协商几场", "sessions", limit: 2, help: "用数字，1到99。"),
            .words("plannedTopics", "打算商量什么", "topics", limit: 200, isRequired: false, help: "议事室的公开页上看得到。"),
        ],
        key: ["room", "planYear"], label: RegisterStore.roomName, searched: ["year"],
        problems: { values in
            func number(_ name: String) -> Int? {
                values[name].flatMap { text in
                    text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
                }
            }
            var problems: [FieldProblem] = []
            if number("planYear").map((2000...2099).contains) != true {
                problems.append(.init(field: "planYear", sentence: "年份要在2000到2099之间。"))
            }
            if number("plannedSessions").map((1...99).contains) != true {
                problems.append(.init(field: "plannedSessions", sentence: "请填计划协商几场，用数字，1到99。"))
            }
            return problems
        })
}
