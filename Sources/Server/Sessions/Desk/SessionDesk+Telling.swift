// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension SessionDesk {
    /// Puts into the outbox what those should hear of whom a step concerns.
    func tell(
        of transition: Transition<ConsultationSession>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let session = transition.after
        func holders(_ role: Role) throws -> [Person.ID] {
            try AppointmentStore(tenant: tenant).holders(
                of: role, room: session.room, area: session.area, on: signature.now.day, in: transaction)
        }
        switch transition.event {
        case .planned:
            try tell(
                try holders(.convener) + session.participants.compactMap(\.person)
                    + coHosts(of: session, on: signature.now.day, in: transaction), of: recorded, signature,
                in: transaction)
        case .minutesDrafted, .objected:
            try tell(
                try holders(.convener) + session.participants.compactMap(\.person), of: recorded, signature,
                in: transaction)
        case .announced, .rescheduled, .postponed, .cancelled, .outcomeIssued:
            // Special committees that keep in touch with what it is about hear of what everybody may know of.
            let counterparts =
                session.isAnnounced
                ? try CounterpartStore(tenant: tenant).committees(
                    of: .init(of: session), on: signature.now.day, in: transaction) : []
            try tell(
                try holders(.roomSecretary) + session.participants.compactMap(\.person)
                    + coHosts(of: session, on: signature.now.day, in: transaction)
                    + counterparts.flatMap(\.people).map(\.id), of: recorded, signature,
                in: transaction)
        case .invited(let people):
            try tell(people.compactMap(\.person), of: recorded, signature, in: transaction)
        case .leaveApproved(let id, _):
            try tell(
                session.participants.filter { $0.id == id }.compactMap(\.person), of: recorded, signature,
                in: transaction)
        case .reminded(let silent, _):
            try tell(
                session.participants.filter { silent.contains($0.id) }.compactMap(\.person), of: recorded, signature,
                in: transaction)
        case .concluded, .minutesConfirmed, .joined, .excused, .answered:
            try tell(try holders(.roomSecretary), of: recorded, signature, in: transaction)
        case .readied, .paperHandedIn:
            // Those who are invited hear once that papers are there.
            let isNew = session.hasToldOfPapers && !transition.before.hasToldOfPapers
            let keepers = if case .readied = transition.event { [Person.ID]() } else { try holders(.roomSecretary) }
            try tell(
                keepers + (isNew ? session.participants.compactMap(\.person) : []), of: recorded, signature,
                in: transaction)
        case .visited, .leaderNoted, .started, .checkedIn, .arrived, .doubled, .opinionRecorded, .topicConcluded,
            .itemDrafted,
            .itemDiscarded, .archived,
            .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded, .paired, .paperChanged, .paperWithdrawn,
            .deadlineMoved:
            break
        }
    }

    /// Secretaries and conveners of the rooms that hold it, too, and who keeps the bodies that convene it.
    private func coHosts(
        of session: ConsultationSession, on day: Day, in transaction: Transaction
    ) throws -> [Person.ID] {
        let appointments = AppointmentStore(tenant: tenant)
        let rooms = try (session.plan.coHosts ?? []).flatMap { host in
            try [Role.roomSecretary, .convener].flatMap { role in
                try appointments.holders(of: role, room: host.room, area: host.area, on: day, in: transaction)
            }
        }
        return rooms + (try together.keepers(of: session.plan.bodies ?? [], on: day, in: transaction))
    }

    /// What a session's step means for those who have enrolled for it.
    func tellEnrolled(
        of transition: Transition<ConsultationSession>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let session = transition.after
        let enrolments = EnrolmentDesk(services: services, site: site)
        switch transition.event {
        case .postponed: try enrolments.tell(.postponed, session, recorded, signature, in: transaction)
        case .rescheduled: try enrolments.tell(.rescheduled, session, recorded, signature, in: transaction)
        case .cancelled(let reason):
            try enrolments.tell(.cancelled(reason), session, recorded, signature, in: transaction)
            try enrolments.lapse(with: session, signature, in: transaction)
        case .concluded: try enrolments.lapse(with: session, signature, in: transaction)
        case .planned, .announced, .invited, .joined, .excused, .answered, .leaveApproved, .reminded, .visited,
            .leaderNoted,
            .readied,
            .started,
            .checkedIn, .arrived, .doubled, .opinionRecorded, .enlisted, .floorAsked, .reordered, .floorGiven,
            .turnEnded, .paired, .paperHandedIn, .paperChanged, .paperWithdrawn, .topicConcluded, .minutesDrafted,
            .itemDrafted, .itemDiscarded,
            .objected, .minutesConfirmed, .outcomeIssued, .archived, .deadlineMoved:
            break
        }
    }
}
