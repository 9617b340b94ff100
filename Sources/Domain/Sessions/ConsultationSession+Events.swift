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
        case .joined(let member): session.participants.append(member)
        case .excused(let id):
            session.participants.removeAll { $0.id == id }
            session.forgetWhoLeft()
        case .answered(let id, let reply): session.take(reply, of: id)
        case .leaveApproved(let id, _):
            session.update(id) { $0.answer = .declined }
            session.onLeave.insert(id)
        case .reminded(_, let day): session.remindedOn = day
        case .visited: session.visits += 1
        case .leaderNoted(let leader): session.seat(leader)
        case .readied(let waiver):
            session.state = .ready
            session.waiver = waiver
            session.file(event)
        case .started: session.state = .inProgress
        case .checkedIn(let present):
            for id in present { session.update(id) { $0.isPresent = true } }
        case .arrived(let id, let way):
            session.update(id) { participant in
                participant.isPresent = true
                participant.arrival = way
            }
        case .doubled(let id): session.doubles.append(id)
        case .opinionRecorded: session.opinions += 1
        case .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded, .paired: session.speak(event)
        case .paperHandedIn, .paperChanged, .paperWithdrawn: session.file(event)
        case .topicConcluded(let topic, let conclusion): session.topicConclusions[topic] = conclusion
        case .concluded(let conclusion, let deadline):
            session.state = .concluded
            session.waiting = []
            session.conclusion = conclusion
            session.deadline = deadline
        case .minutesDrafted(let text, let outcomeDue, let objectionsUntil):
            session.state = .minutesDrafted
            session.objectionsUntil = objectionsUntil
            session.minutes = text
            session.objectionsOf = [:]
            session.deadline = outcomeDue
        case .itemDrafted(let item, let topic):
            session.items.append(item)
            session.itemTopics[item] = topic ?? (session.topics.count == 1 ? session.topics.first : nil)
        case .itemDiscarded(let item):
            session.items.removeAll { $0 == item }
            session.itemTopics[item] = nil
        case .objected(let participant, _):
            session.objections += 1
            session.objectionsOf[participant, default: 0] += 1
        case .minutesConfirmed: session.state = .minutesConfirmed
        case .outcomeIssued:
            session.state = .outcomeIssued
            session.deadline = nil
        case .archived: session.state = .archived
        case .postponed(let reason): session.state = .postponed(reason: reason)
        case .rescheduled(let plan):
            session.plan = plan
            session.askAnew()
            session.state = .announced
            session.isAnnounced = true
        case .cancelled(let reason): session.state = .cancelled(reason: reason)
        case .deadlineMoved(let deadline): session.deadline = deadline
        }
        return session
    }

    private mutating func update(_ id: Participant.ID, _ change: (inout Participant) -> Void) {
        guard let index = participants.firstIndex(where: { $0.id == id }) else { return }
        change(&participants[index])
    }

    /// Whoever came instead comes no more, unless the answer names somebody.
    private mutating func take(_ reply: Reply, of id: Participant.ID) {
        participants.removeAll { $0.standsFor == id }
        switch reply {
        case .coming: update(id) { $0.answer = .coming }
        case .online: update(id) { $0.answer = .online }
        case .declined: update(id) { $0.answer = .declined }
        case .substituted(var substitute):
            if substitute.phone != nil { substitutes[id, default: 0] += 1 }
            substitute.answer = .coming
            update(id) { $0.answer = .substituted }
            participants.append(substitute)
        }
        forgetWhoLeft()
    }

    /// For another day nobody has answered yet; who comes instead of whom stays as it was.
    private mutating func askAnew() {
        remindedOn = nil
        onLeave = []
        for index in participants.indices where participants[index].answer != .substituted {
            participants[index].answer = nil
        }
    }

    /// The session that a log tells of; nil if its first event does not plan one.
    package static func replaying(_ log: [SessionEvent], as id: ID) -> ConsultationSession? {
        guard case .planned(let room, let area, let topics, let plan)? = log.first else { return nil }
        let blank = ConsultationSession(id: id, room: room, area: area, topics: topics, plan: plan)
        return log.reduce(blank) { $0.applying($1) }
    }
}
