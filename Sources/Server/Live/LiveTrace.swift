// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the trace of a topic says of the media consultation beside its session.
struct LiveTrace: Sendable {
    let id: MediaConsultation.ID
    let log: [EventStore.Entry<MediaEvent>]
    let figures: LiveFigures

    /// Nil where the session has none.
    static func read(
        of session: ConsultationSession.ID, _ services: Services, _ site: Site, in transaction: Transaction
    ) throws -> LiveTrace? {
        let desk = MediaDesk(services: services, site: site)
        guard let id = try desk.store.consultation(of: session, in: transaction) else { return nil }
        return LiveTrace(
            id: id, log: try desk.log(of: id, in: transaction), figures: try desk.store.figures(of: id, in: transaction)
        )
    }

    /// That it was opened, and what it came to: the same for everybody.
    func moments(today: Day) -> [LoopTrace.Moment] {
        log.compactMap { entry in
            let act: String
            switch entry.event {
            case .opened: act = "开放场外留言"
            case .closed:
                act = "场外留言结束：\(figures.comments)条留言，\(figures.cutIn)条切入会场，当场回应\(figures.answeredOnSpot)条"
            case .planned, .revised, .headsCounted, .viewsDeclared, .reported, .cancelled: return nil
            }
            let step = Trace.Step(
                stage: .done, act: act, meta: StepMeta.text(entry, today: today),
                documents: [TextLink(text: "看留言", address: "/live/\(id)")])
            return LoopTrace.Moment(id: entry.id, step: step)
        }
    }
}
