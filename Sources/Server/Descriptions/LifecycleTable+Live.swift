// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<MediaConsultation> {
    static var live: Self {
        LifecycleTable(
            title: "Media consultation (融媒体协商)", subject: "live",
            examples: MediaConsultation.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { _ in Example.names(of: MediaConsultation.holders) }, actor: { _ in .staff(Example.staff) },
            event: event, state: { $0.state.name.rawValue })
    }

    static func example(in state: MediaConsultation.State.Name) -> MediaConsultation {
        let way: [MediaConsultation.Command] =
            switch state {
            case .planned: []
            case .open: [.open]
            case .closed: [.open, .close]
            case .reported: [.open, .close, .report]
            case .cancelled: [.cancel]
            }
        let first = MediaEvent.planned(.init(session: .init(1), room: .init(1), area: Example.area), plan)
        guard let record = MediaConsultation.replaying([first] + way.map(event), as: .init(1)) else {
            preconditionFailure("the first event plans one")
        }
        return record
    }

    private static let plan = MediaConsultation.Plan(
        opensAt: Instant(Example.day, hour: 9), closesAt: Instant(Example.day, hour: 19), stream: nil)

    private static func event(of command: MediaConsultation.Command) -> MediaEvent {
        switch command {
        case .revise: .revised(plan)
        case .open: .opened(at: plan.opensAt)
        case .close: .closed(at: plan.closesAt)
        case .countHeads: .headsCounted(.init(count: 1, at: plan.opensAt, by: .init(1)))
        case .declareViews:
            .viewsDeclared(.init(platform: "", source: .statement, total: 0, buckets: [], declaredBy: .init(1)))
        case .report: .reported(.erased)
        case .cancel: .cancelled(reason: .erased)
        }
    }
}

extension LifecycleTable<LiveComment> {
    static var comment: Self {
        LifecycleTable(
            title: "Comment on a media consultation (场外留言)", subject: "comment",
            examples: LiveComment.State.Name.allCases.map { ($0.rawValue, example(in: $0)) }, whose: whose,
            actor: { $0.holders.isEmpty ? .commentHolder(.init(1)) : .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static func whose(_ command: LiveComment.Command) -> String {
        command.holders.isEmpty ? "whoever wrote it" : Example.names(of: command.holders)
    }

    private static func example(in state: LiveComment.State.Name) -> LiveComment {
        let marked: [CommentEvent] = [.approved, .marked, .shortlisted]
        let way: [CommentEvent] =
            switch state {
            case .waiting: []
            case .held: [.held]
            case .approved: [.approved]
            case .rejected: [event(of: .reject)]
            case .suggestion: [.approved, .marked]
            case .shortlisted: marked
            case .cutIn: marked + [event(of: .cutIn)]
            case .followUp: marked + [event(of: .cutIn), .followUpDue(Example.deadline)]
            case .answered: marked + [event(of: .cutIn), event(of: .answer)]
            case .itemised: [.approved, .marked, event(of: .draftItem)]
            case .withdrawn: [.withdrawn]
            }
        let consultation = LifecycleTable<MediaConsultation>.example(in: .open)
        let said = LiveComment.Said(to: consultation, name: "", phone: "", words: "")
        guard let record = LiveComment.replaying([.sent(said, isHeld: false)] + way, as: .init(1)) else {
            preconditionFailure("the first event sends one")
        }
        return record
    }

    private static func event(of command: LiveComment.Command) -> CommentEvent {
        switch command {
        case .approve: .approved
        case .hold: .held
        case .reject: .rejected(ground: RejectionGround.spamCode)
        case .mark: .marked
        case .shortlist: .shortlisted
        case .stepBack: .steppedBack
        case .cutIn: .cutIn(.init(unit: .init(1), at: Instant(Example.day, hour: 9)))
        case .noteAnswer: .answered(.init(.aloud, words: ""))
        case .answer: .answered(.init(.written, words: ""))
        case .redirect: .redirected(.init(1))
        case .draftItem, .joinItem: .itemised(.init(1))
        case .withdraw: .withdrawn
        }
    }
}
