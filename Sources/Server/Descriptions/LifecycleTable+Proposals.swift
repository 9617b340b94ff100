// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<Proposal> {
    static var proposal: Self {
        LifecycleTable(
            title: "Proposal (提案)", subject: "proposal",
            examples: Proposal.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: actor, event: event, state: { $0.state.name.rawValue })
    }

    /// A joint proposal of a member: where others sign, one has and the other, who is the example's person, has not.
    private static func example(in state: Proposal.State.Name) -> Proposal {
        let content = Proposal.Content(
            subject: "", situation: "", analysis: "", advice: "", isOneMatter: true, disclosure: .open)
        let way = way(to: state)
        guard let proposal = Proposal.replaying([.drafted(.member(.init(2)), content)] + way, as: .init(1)) else {
            preconditionFailure("the first event drafts a proposal")
        }
        return proposal
    }

    private static func way(to state: Proposal.State.Name) -> [ProposalEvent] {
        let invited = [event(of: .invite)]
        let submitted = invited + [event(of: .submit)]
        let filed = submitted + [event(of: .file)]
        let handling = filed + [event(of: .assign)]
        let replied = handling + [.replied(outcome: "B", deadline: Example.deadline)]
        return switch state {
        case .draft: []
        case .awaitingCoSigners: invited
        case .submitted: submitted
        case .returned: submitted + [event(of: .sendBack)]
        case .notFiled: submitted + [event(of: .turnDown)]
        case .forwarded: submitted + [event(of: .forward)]
        case .filed: filed
        case .merged: filed + [event(of: .merge)]
        case .handling: handling
        case .replied: replied
        case .rehandling: replied + [.rehandlingBegan]
        case .closed: replied + [event(of: .close)]
        case .followUp: replied + [event(of: .close), event(of: .beginFollowUp)]
        case .withdrawn: [event(of: .withdraw)]
        }
    }

    /// The first proposer, whoever was invited to sign, or somebody of the office.
    private static func actor(of command: Proposal.Command) -> Actor {
        let isProposers = command.holders == [.member] && command != .sign && command != .decline
        let id: Person.ID = isProposers ? .init(2) : .init(1)
        return .staff(Staff(id: id, name: "", appointments: Example.staff.appointments))
    }

    private static func event(of command: Proposal.Command) -> ProposalEvent {
        let due = Example.deadline
        let series = ProposalSeries(term: 1, session: 1)
        return switch command {
        case .write:
            .written(
                .init(
                    subject: "", situation: "", analysis: "", advice: "", isOneMatter: true, disclosure: .open))
        case .invite: .invited([.init(1)], deadline: due)
        case .recall: .recalled
        case .sign: .coSignerAnswered(.init(1), .signed)
        case .decline: .coSignerAnswered(.init(1), .declined)
        case .submit: .submitted(.init(series, .inSession), deadline: due)
        case .enterAnew:
            .enteredAnew(
                .init(subject: "", situation: "", analysis: "", advice: "", isOneMatter: true, disclosure: .open),
                .init(by: .init(1), handedIn: Example.day), deadline: due)
        case .enterWithdrawal:
            .withdrawalEntered(reason: .erased, .init(by: .init(1), handedIn: Example.day), paper: [])
        case .withdraw: .withdrawn(reason: .erased)
        case .file: .filed(.init(series, 1))
        case .turnDown: .turnedDown(.init(ground: "", redirect: .proposer, explanation: ""))
        case .sendBack: .sentBack(reason: .erased)
        case .reconsider: .reconsidered(reason: .erased, deadline: due)
        case .merge: .merged(into: .init(2), consent: .erased)
        case .unmerge: .unmerged(reason: .erased, deadline: nil)
        case .consentToWithdrawal: .withdrawn(reason: .erased)
        case .refuseWithdrawal: .withdrawalRefused(reason: .erased)
        case .forward: .forwarded
        case .receiveResult: .resultReceived(.init(number: nil, isFiled: true, words: ""), on: Example.day)
        case .review: .reviewed(.init(title: "", body: ""), isSameText: true, reviewer: .init(3), needed: 1)
        case .unpublish: .unpublished(reason: .erased)
        case .assign: .assigned([])
        case .chooseAsKey: .chosenAsKey(leader: .erased, reason: .erased, person: nil)
        case .categorise: .categorised("other")
        case .handOver: .handedOver(to: .init(3))
        case .correct: .corrected(.subject, to: .erased, reason: .erased)
        case .supervise: .supervised(.init(.symposium, on: Example.day, people: "", words: ""))
        case .close: .closed(on: Example.day, deadline: Example.deadline)
        case .beginFollowUp: .followUpBegan
        case .followUp: .followedUp(.init(outcome: "A", words: ""), on: Example.day, deadline: nil)
        }
    }
}

extension LifecycleTable<ProposalAssignment> {
    static var assignment: Self {
        LifecycleTable(
            title: "Assignment (提案交办)", subject: "assignment",
            examples: ProposalAssignment.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) },
            actor: { .staff($0.judgesUnit ? Example.overseer : Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    /// An assignment of the unit that leads.
    private static func example(in state: ProposalAssignment.State.Name) -> ProposalAssignment {
        let way: [ProposalAssignment.Command] =
            switch state {
            case .issued, .recalled: []
            case .returnRequested: [.requestReturn]
            case .signedFor: [.signFor]
            case .drafted: [.signFor, .draft]
            case .sentBack: [.signFor, .draft, .sendBack]
            case .checked: [.signFor, .draft, .check]
            case .sent: [.signFor, .draft, .check, .send]
            }
        let first = AssignmentEvent.issued(
            .init(.init(1), .init(.init(1), .lead)), deadline: Example.deadline)
        let last: [AssignmentEvent] = state == .recalled ? [.recalled] : []
        guard let assignment = ProposalAssignment.replaying([first] + way.map(event) + last, as: .init(1)) else {
            preconditionFailure("the first event issues an assignment")
        }
        return assignment
    }

    private static func event(of command: ProposalAssignment.Command) -> AssignmentEvent {
        let (due, signature) = (
            Example.deadline, ProposalAssignment.Signature(signer: "", isPrincipal: true, day: Example.day)
        )
        let reply = ProposalAssignment.Reply(text: "", outcome: "A", disclosure: .open)
        return switch command {
        case .signFor: .signedFor(Example.day, deadline: due)
        case .requestReturn: .returnRequested(reason: .erased, suggested: .erased)
        case .reassign: .reassigned(.init(2), deadline: due)
        case .uphold: .upheld(reason: .erased, received: Example.day, deadline: due)
        case .contact: .contacted(.init(.meeting, on: Example.day, words: "", withLeader: true, isContested: false))
        case .draft: .drafted(reply)
        case .takeBack: .takenBack
        case .sendBack: .sentBack(reason: .erased)
        case .check: .checked
        case .send: .sent(signature)
        case .giveOpinion: .opinionGiven(reply, signature)
        case .askExtension: .extensionAsked(.init(months: 6, reason: ""))
        case .grantExtension: .extended(deadline: due)
        case .refuseExtension: .extensionRefused(reason: .erased)
        case .handOver: .handedOver(to: .init(2))
        case .correct: .corrected(text: .erased, reason: .erased)
        case .remind: .reminded(text: .erased, on: Example.day)
        }
    }
}
