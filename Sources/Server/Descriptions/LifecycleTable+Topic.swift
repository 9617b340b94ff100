// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<Topic> {
    static var topic: Self {
        LifecycleTable(
            title: "Topic (议题)", subject: "topic",
            examples: Topic.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { $0.holders.isEmpty ? "holder of the tracking code" : Example.names(of: $0.holders) },
            actor: { $0.holders.isEmpty ? .codeHolder(.init(1)) : .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    /// A published topic in that person's own room.
    private static func example(in state: Topic.State.Name) -> Topic {
        let value: Topic.State =
            switch state {
            case .held: .held
            case .screening: .screening
            case .asked: .asked(question: .erased)
            case .pooled: .pooled
            case .rejected: .rejected(.init(ground: "", explanation: .erased))
            case .redirected: .redirected(.init(channel: .hotline, explanation: .erased))
            case .solvedDirectly: .solvedDirectly(answer: .erased)
            case .merged: .merged(into: .init(2))
            case .selected: .selected
            case .researching: .researching
            case .ready: .ready
            case .scheduled: .scheduled
            case .consulted: .consulted
            case .inHandling: .inHandling
            case .closed: .closed(.handled(claimed: .solved))
            case .reopened: .reopened
            case .withdrawn: .withdrawn
            }
        // Settled with somebody who holds its code, and asked until that day.
        let end = state == .solvedDirectly ? Example.deadline.day : nil
        return Topic(
            id: .init(1), room: .init(1), area: Example.area, source: .scan, receivedAt: .init(milliseconds: 0),
            text: .erased, place: nil, state: value, publication: .published, publicText: nil, deadline: nil,
            researcher: Example.staff.id, askedUntil: end, version: 1)
    }

    private static func event(of command: Topic.Command) -> TopicEvent {
        switch command {
        case .release: .released(deadline: Example.deadline)
        case .pool: .pooled
        case .categorise: .categorised("")
        case .reject: .rejected(.init(ground: "", explanation: .erased))
        case .reconsider: .reconsidered(reason: .erased, deadline: Example.deadline)
        case .passOn:
            .passedOn(
                .init(from: .init(1), to: .init(2), area: Example.area, reason: .erased), deadline: Example.deadline)
        case .redirect: .redirected(.init(channel: .hotline, explanation: .erased))
        case .takeBack: .cameBack(reason: .erased, deadline: Example.deadline)
        case .tellResult: .resultTold(.erased)
        case .ask: .asked(question: .erased)
        case .answer: .answered(answer: .erased, deadline: Example.deadline)
        case .judge:
            .judged(.init(outcome: .unsolved, rating: .dissatisfied, remark: nil), deadline: Example.deadline)
        case .solveDirectly: .solvedDirectly(answer: .erased)
        case .merge: .merged(into: .init(2))
        case .unmerge: .unmerged(deadline: Example.deadline)
        case .select: .selected
        case .deselect: .deselected(reason: .erased)
        case .assign: .assigned(researcher: Example.staff.id, deadline: Example.deadline)
        case .research: .researched(.init(visit: .erased, findings: .erased, advice: .erased))
        case .attach: .attached([])
        case .openNextRound: .continued(in: .init(2))
        case .review:
            .reviewed(
                text: .init(title: .erased, body: .erased), isSameText: false, reviewer: Example.staff.id, needed: 1)
        case .unpublish: .unpublished(reason: .erased)
        case .relate: .related(to: .init(2))
        case .score: .scored(.init(scorer: Example.staff.id, needed: 1, hopedFor: 1, feasible: 1))
        case .mediate:
            .mediated(
                .init(
                    day: Example.deadline.day, parties: .erased, record: .erased, isSettled: true, answer: .erased))
        case .proposeForPlan: .proposedForPlan
        case .recordPlanDecision:
            .planDecided(.init(isApproved: true, reference: .erased, day: Example.deadline.day))
        case .add: .added(.erased)
        case .withdraw: .withdrawalAsked(reason: .erased, effectiveAt: .init(milliseconds: 0))
        case .keepUp: .withdrawalUndone
        case .escalate: .escalationAsked(of: .init(2), area: Example.area, reason: .erased)
        case .keepHere: .escalationUndone
        case .declineEscalation: .escalationDeclined(reason: .erased)
        case .dissolve: .dissolved
        case .gather: .escalated(into: .init(2))
        case .returnResult: .resultReturned(.init(result: .erased, means: .system))
        case .acknowledgeReturn: .returnAcknowledged
        case .giveReceipt: .receiptGiven(.init(system: "", number: ""))
        }
    }
}
