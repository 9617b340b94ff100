// SPDX-License-Identifier: Apache-2.0

import Domain

extension Village {
    static let enrolmentID = Enrolment.ID(1_201)
    static let enrolledID = Participant.ID(1_202)

    static func enrolmentWish(phone: String? = nil) -> Enrolment.Wish {
        .init(session: sessionID, name: "王大姐", phone: phone, words: "路灯")
    }

    /// An enrolment for a session, in that state; whoever is admitted is on the session's list.
    static func enrolment(
        _ state: Enrolment.State.Name = .waiting, to session: ConsultationSession? = nil
    ) throws -> Enrolment {
        let person = Participant(
            id: enrolledID, category: .people, name: .kept("王大姐"), phone: nil, person: nil)
        let session = try (session ?? Self.session(.announced)).applying(.invited([person]))
        let last: [EnrolmentEvent] =
            switch state {
            case .waiting: []
            case .admitted: [.admitted(enrolledID)]
            case .declined: [.declined(reason: .kept("坐不下"))]
            case .withdrawn: [.withdrawn]
            case .lapsed: [.lapsed]
            }
        let told = Enrolment.replaying([.enrolled(enrolmentWish())] + last, to: session, as: enrolmentID)
        guard let told else { throw EnrolmentRefusal.notYours }
        return told
    }
}
