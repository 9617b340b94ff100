// SPDX-License-Identifier: Apache-2.0

import Domain

/// An answer to an invitation as it is filled in: by the person invited, or on the desk by who was told.
enum SessionInvitationReply {
    static let fields: [InputField] = [
        InputField("reply", "来不来", .choice(SessionInvitationWording.answers)),
        InputField("substitute", "请谁代", .line(limit: 30), isRequired: false, help: "请别人代的，写他的姓名。"),
        InputField("substitutePhone", "他的手机号", .phone, isRequired: false, help: "留了的，会发短信告诉他。"),
    ]

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
