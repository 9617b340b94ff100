// SPDX-License-Identifier: Apache-2.0

import Domain

/// What whoever is invited does by the own invitation: the same from its page and by a program.
struct SessionInvitationAct: Sendable {
    let fields: [InputField]
    /// What the page says it was, in its address.
    let done: String
    /// The rule, asked while everybody else who changes the session waits.
    let decide:
        @Sendable (
            _ session: ConsultationSession, _ person: Participant, _ input: Input, _ desk: SessionDesk, _ now: Instant
        ) throws -> Transition<ConsultationSession>

    static let answer = SessionInvitationAct(fields: SessionInvitationReply.fields, done: "answered") {
        session, person, input, desk, now in
        let reply = try SessionInvitationReply.read(input, of: person, desk.services)
        return try SessionInvitationReply.tried(by: person.id, desk.services, at: now) {
            try session.answering(reply, of: nil, by: .participant(person.id))
        }
    }

    /// Puts whoever asks on the list of speakers.
    static let askFloor = SessionInvitationAct(fields: [], done: "floor") { session, person, _, desk, _ in
        try session.askingForFloor(
            minutes: session.form(desk.site.practice).speakingMinutes, by: .participant(person.id))
    }

    /// Checks in whoever has entered by the session's link.
    static let enter = SessionInvitationAct(fields: [], done: "arrived") { session, person, _, _, _ in
        try session.entering(by: .participant(person.id))
    }

    /// Notes what whoever is invited says against the draft of the minutes.
    static let object = SessionInvitationAct(
        fields: [InputField("text", "哪一句和当时说的不一样，应该怎样写", .paragraph(limit: 500))], done: "objected"
    ) { session, person, input, _, _ in
        try session.objecting(input.text("text"), of: nil, by: .participant(person.id))
    }
}
