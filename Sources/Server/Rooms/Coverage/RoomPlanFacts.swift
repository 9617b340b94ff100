// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a room plans, and who keeps in touch with it, as its page and its desk say it.
extension RoomWording {
    /// 2026年计划协商6场，开过4场
    static func words(_ plan: RoomPlanStore.Plan) -> String {
        "\(plan.year)年计划协商\(plan.sessions)场，开过\(plan.held)场"
    }

    /// The plan with what it is about, as a fact whose number opens the sessions that were held; nil without a plan.
    static func fact(_ plan: RoomPlanStore.Plan?, _ room: Room) -> Facts.Row? {
        plan.map { plan in
            let link = TextLink(text: words(plan), address: "/r/\(room.token.text)/join?year=\(plan.year)")
            return .init(
                "年度计划",
                html: "\(link.html)\(present: plan.topics, { "<br><span class=\"small mute\">\($0)</span>" })")
        }
    }

    static func fact(counterparts: [String]) -> Facts.Row? {
        counterparts.isEmpty ? nil : .init("对口联系", counterparts.joined(separator: "、"))
    }
}
