// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension SessionDesk {
    static let tellsSteps = true

    func trace(
        of session: ConsultationSession, for actor: Actor, in transaction: Transaction
    ) throws -> Trace {
        trace(
            of: session, try log(of: session.id, in: transaction),
            list: try lists.store.list(of: session.id, in: transaction),
            titles: try titles(of: session, to: actor, in: transaction), for: actor, on: services.clock.now().day)
    }

    /// The way of a session as its page and programs tell it to this person. `titles`: what its topics are called for the same.
    func trace(
        of session: ConsultationSession, _ log: [EventStore.Entry<SessionEvent>], list: SuggestionListStore.Named?,
        titles: [Topic.ID: String], for actor: Actor, on day: Day
    ) -> Trace {
        let trace = SessionTrace(
            log: log, session: session, today: day, reader: .desk, names: SessionNames(session, to: actor),
            listNumber: list?.number, titles: session.topics.count == 1 ? [:] : titles,
            isMasked: !TopicScope(of: actor).readsWords(room: session.room, area: session.area, researcher: nil))
        return Trace(steps: trace.moments.map(\.step) + trace.next)
    }
}
