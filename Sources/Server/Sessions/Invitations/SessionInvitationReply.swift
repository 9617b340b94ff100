// SPDX-License-Identifier: Apache-2.0

import Domain

/// An answer to an invitation as it is filled in: by the person invited, or on the desk by who was told.
enum SessionInvitationReply {
    static let fields: [InputField] = [
        InputField("reply", "来不来", .choice(SessionInvitationWording.answers)),
        InputField("substitute", "请谁代", .line(limit: 30), isRequired: false, help: "请别人代的，写他的姓名。"),
        InputField(
            "substitutePhone", "他的手机号", .phone, isRequired: false,
            help: "留了的，会发短信告诉他，最多\(ConsultationSession.substitutesMax)次。"),
    ]

    /// Answers as `answer` does. Whoever tries which phones are on the list is not listened to for a while: misses are limited.
    static func tried<Answered>(
        by participant: Participant.ID, _ services: Services, at now: Instant, _ answer: () throws -> Answered
    ) throws -> Answered {
        let who = "participant/\(participant)"
        try services.misses.check(who, at: now)
        do {
            return try answer()
        } catch SessionRefusal.phoneOnList {
            services.misses.countMiss(who, at: now)
            throw SessionRefusal.phoneOnList
        }
    }

    /// The reply that was filled in. `participant`: who answers. Throws ``InputProblems`` where nobody is named.
    static func read(
        _ input: Input, of participant: Participant, _ services: Services
    ) throws -> ConsultationSession.Reply {
        switch input.choice("reply", as: Participant.Answer.self) {
        case .coming: return .coming
        case .online: return .online
        case .declined: return .declined
        case .substituted:
            guard let name = input.optional("substitute") else {
                throw InputProblems([.init(field: "substitute", sentence: "请写明谁来代。")])
            }
            return .substituted(
                Participant(
                    id: services.id(Participant.self), category: participant.category, name: .kept(name),
                    phone: input.phone("substitutePhone").map(FreeText.kept), person: nil, standsFor: participant.id))
        }
    }
}
