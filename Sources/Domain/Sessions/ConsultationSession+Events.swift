// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    package func applying(_ event: SessionEvent) -> ConsultationSession {
        var session = self
        session.version += 1
        switch event {
        case .planned: session.state = .planned
        case .announced:
            session.state = .announced
            session.isAnnounced = true
        case .invited(let people): session.participants += people
        case .excused(let id): session.participants.removeAll { $0.id == id }
        case .readied: session.state = .ready
        case .started: session.state = .inProgress
        case .checkedIn(let present):
            for index in session.participants.indices where present.contains(session.participants[index].id) {
                session.participants[index].isPresent = true
            }
        case .opinionRecorded: session.opinions += 1
        case .concluded(let conclusion, let deadline):
            session.state = .concluded
            session.conclusion = conclusion
            session.deadline = deadline
        case .minutesDrafted(let text, let outcomeDue):
            session.state = .minutesDrafted
            session.minutes = text
            session.deadline = outcomeDue
        case .itemDrafted(let item): session.items.append(item)
        case .objected: session.objections += 1
        case .minutesConfirmed: session.state = .minutesConfirmed
        case .outcomeIssued:
            session.state = .outcomeIssued
            session.deadline = nil
        case .archived: session.state = .archived
        case .postponed(let reason): session.state = .postponed(reason: reason)
        case .rescheduled(let plan):
            session.plan = plan
            session.state = .announced
            session.isAnnounced = true
        case .cancelled(let reason): session.state = .cancelled(reason: reason)
        case .deadlineMoved(let deadline): session.deadline = deadline
        }
        return session
    }

    /// The session that a log tells of; nil if its first event does not plan one.
    package static func replaying(_ log: [SessionEvent], as id: ID) -> ConsultationSession? {
        guard case .planned(let room, let area, let topics, let plan)? = log.first else { return nil }
        let blank = ConsultationSession(id: id, room: room, area: area, topics: topics, plan: plan)
        return log.reduce(blank) { $0.applying($1) }
    }
}
