// SPDX-License-Identifier: Apache-2.0

import Domain

extension SessionAct {
    private static let sides = ConsultationSession.Leader.Side.allCases.map {
        InputField.Option(code: $0.rawValue, label: SessionLeaderWording.name($0))
    }
    private static let presences = ConsultationSession.Leader.Presence.allCases.map {
        InputField.Option(code: $0.rawValue, label: SessionLeaderWording.name($0))
    }

    /// A leader of Party or government takes part, tells how things stand, and answers (A1-04).
    static let noteLeader = SessionAct(
        .noteLeader, "leaders",
        advice: "党委、政府分管领导参加协商：会前记谁来，会上记通报了什么，会后补怎样回应的。同一位领导再记一次就是改；空着的不变。",
        fields: { _ in
            [
                InputField("side", "党委还是政府", .choice(sides)),
                InputField("who", "哪位领导", .line(limit: 40), help: "姓名和职务，如：副县长陆某。改的时候要写得一样。"),
                InputField("presence", "到会了没有", .choice(presences)),
                InputField("briefing", "通报了什么情况", .paragraph(limit: 1000), isRequired: false),
                InputField("response", "怎样回应意见的", .paragraph(limit: 1000), isRequired: false),
            ]
        },
        decide: { session, input, d in
            try session.noting(
                leader: .init(
                    side: input.choice("side"), who: input.text("who"), presence: input.choice("presence"),
                    briefing: input.optional("briefing"), response: input.optional("response")), by: d.actor,
                on: d.now.day)
        })
}

/// How leaders at a session sound.
enum SessionLeaderWording {
    /// What a leader told the session and answered it, each under its name.
    static func told(_ leader: ConsultationSession.Leader) -> [(name: String, words: FreeText)] {
        [leader.briefing.map { ("通报", $0) }, leader.response.map { ("回应", $0) }].compactMap(\.self)
    }

    static func name(_ side: ConsultationSession.Leader.Side) -> String {
        switch side {
        case .party: "党委"
        case .government: "政府"
        }
    }

    static func name(_ presence: ConsultationSession.Leader.Presence) -> String {
        switch presence {
        case .expected: "说好来"
        case .present: "到会"
        case .absent: "没有到会"
        }
    }

    /// 政府 副县长陆某，到会
    static func line(_ leader: ConsultationSession.Leader) -> String {
        "\(name(leader.side)) \(leader.who.words ?? TopicWording.erased)，\(name(leader.presence))"
    }

    /// What is said where nobody was noted, of a form that bodies of the committee convene.
    static let nobody = "还没有记领导参加。党委、政府分管领导来了，记下他通报了什么、怎样回应的。"
}
