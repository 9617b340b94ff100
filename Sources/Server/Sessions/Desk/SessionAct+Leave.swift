// SPDX-License-Identifier: Apache-2.0

import Domain

extension SessionAct {
    static let approveLeave = SessionAct(
        .approveLeave, "leave", advice: "委员因公参加上级会议等来不了的，批准后不算缺席，也不算出席。",
        fields: { _ in
            [
                InputField("participant", "哪位委员", .reference(.memberParticipants)),
                InputField("reason", "为什么请假", .paragraph(limit: 200)),
            ]
        },
        decide: { session, input, d in
            try session.approvingLeave(of: input.id("participant"), reason: input.text("reason"), by: d.actor)
        })
}
