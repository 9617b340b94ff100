// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What those who are invited hear by SMS: those on a session's list who have a phone there and no account. Others may read
/// it on the way, so nothing of the matter stands in it.
struct SessionInvitationNews: Sendable {
    let services: Services
    let site: Site

    /// What there is to tell.
    enum Word: Sendable {
        case invited, reminded, papers, minutes, postponed, cancelled
    }

    func tell(
        of transition: Transition<ConsultationSession>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let session = transition.after
        let told: (word: Word, people: [Participant])? =
            switch transition.event {
            case .announced, .rescheduled: (.invited, session.participants.filter { $0.answer == nil })
            case .invited(let people):
                session.isAnnounced && !session.hasBegun ? (.invited, people.filter { $0.answer == nil }) : nil
            case .answered(_, .substituted(let substitute)): (.invited, [substitute])
            case .reminded(let silent, _): (.reminded, session.participants.filter { silent.contains($0.id) })
            case .postponed: session.isAnnounced ? (.postponed, session.participants.filter(\.isExpected)) : nil
            case .cancelled: session.isAnnounced ? (.cancelled, session.participants.filter(\.isExpected)) : nil
            case .readied, .paperHandedIn:
                session.hasToldOfPapers && !transition.before.hasToldOfPapers
                    ? (.papers, session.participants.filter(\.isExpected)) : nil
            // Whoever was there may say what is wrong in it.
            case .minutesDrafted: (.minutes, session.participants.filter(\.isPresent))
            case .planned, .joined, .excused, .answered, .leaveApproved, .visited, .leaderNoted, .started, .checkedIn,
                .arrived,
                .doubled,
                .opinionRecorded, .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded, .paired, .paperChanged,
                .paperWithdrawn, .topicConcluded, .concluded, .itemDrafted, .itemDiscarded, .objected,
                .minutesConfirmed,
                .outcomeIssued, .archived, .deadlineMoved:
                nil
            }
        guard let told, services.channels(of: site.tenant.id).contains(.sms) else { return }
        let enrolled = try EnrolmentStore(tenant: site.tenant.id, keys: services.keys)
            .participants(of: session.id, in: transaction)
        // Whoever enrolled hears of the session's steps by the enrolment; of the minutes nothing is said there.
        for person in told.people where told.word == .minutes || !enrolled.contains(person.id) {
            try send(told.word, to: person, session, recorded, at: signature.now, in: transaction)
        }
    }

    private func send(
        _ word: Word, to person: Participant, _ session: ConsultationSession, _ recorded: EventStore.Recorded,
        at now: Instant, in transaction: Transaction
    ) throws {
        guard let phone = person.phone?.words.flatMap({ MobileNumber($0) }) else { return }
        // Of minutes that are written anew on one day the phone hears once.
        let key =
            switch word {
            case .minutes: "minutes/\(session.id)/\(person.id)/\(now.day)"
            case .invited, .reminded, .papers, .postponed, .cancelled:
                "invitation/\(person.id)/\(Identifier<Never>(recorded.event).text)"
            }
        let (title, text) = SessionInvitationWording.message(word, session, contact: site.tenant.contact)
        try MessageStore(tenant: site.tenant.id, keys: services.keys).insert(
            to: .sms(phone), title: title, text: "\(site.tenant.shortName)：\(text)",
            key: key, as: services.id(MessageStore.self), at: now, in: transaction)
    }
}
