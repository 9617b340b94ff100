// SPDX-License-Identifier: Apache-2.0

extension Proposal {
    package func applying(_ event: ProposalEvent) -> Proposal {
        var proposal = self
        proposal.version += 1
        switch event {
        case .drafted: break
        case .entered(_, _, let entry, let period, let deadline):
            proposal.entry = entry
            proposal.period = period
            proposal.enter(.submitted, deadline)
        case .enteredAnew(let content, let entry, let deadline):
            proposal.content = content
            proposal.entry = entry
            proposal.enter(.submitted, deadline)
        case .written(let content): proposal.content = content
        case .invited(let people, let deadline):
            proposal.coSigners = people.map { CoSigner($0) }
            proposal.enter(.awaitingCoSigners, deadline)
        case .recalled:
            proposal.coSigners = []
            proposal.enter(.draft)
        case .coSignerAnswered(let person, let answer):
            for index in coSigners.indices where coSigners[index].person == person {
                proposal.coSigners[index].answer = answer
            }
        case .submitted(let period, let deadline):
            proposal.period = period
            proposal.enter(.submitted, deadline)
        case .withdrawalAsked(let reason): proposal.withdrawal = reason
        case .withdrawalEntered(let reason, _, let paper):
            proposal.content = content.adding(paper)
            if number == nil { proposal.takeBack() } else { proposal.withdrawal = reason }
        case .withdrawalRefused: proposal.withdrawal = nil
        case .withdrawn: proposal.takeBack()
        case .filed(let number):
            proposal.number = number
            proposal.enter(.filed)
        case .turnedDown(let rejection): proposal.enter(.notFiled(rejection))
        case .sentBack(let reason): proposal.enter(.returned(reason: reason))
        case .reconsidered(_, let deadline): proposal.enter(.submitted, deadline)
        case .merged(let lead, _):
            proposal.lead = lead
            proposal.enter(.merged(into: lead))
        case .unmerged(_, let deadline):
            proposal.lead = nil
            proposal.enter(number == nil ? .submitted : .filed, deadline)
        case .forwarded:
            proposal.upward = .waiting
            // What is filed here is answered here too: it goes on where it stands.
            if state == .submitted { proposal.enter(.forwarded) }
        case .resultReceived(let result, let day):
            proposal.upward = .answered(result, on: day)
            if state == .forwarded { proposal.close(on: day) }
        case .closed(let day, let deadline): proposal.close(on: day, deadline)
        case .reviewed(let text, let isSameText, let reviewer, let needed):
            proposal.publicText = text
            proposal.publication = publication.reviewed(by: reviewer, needed: needed, isSameText: isSameText)
        case .unpublished: proposal.publication = .withdrawn
        case .assigned: proposal.enter(.handling)
        case .replied(let outcome, let deadline):
            proposal.replies += 1
            proposal.outcome = outcome
            // What was answered meanwhile is not taken back any more.
            proposal.withdrawal = nil
            proposal.enter(.replied, deadline)
        case .rehandlingBegan: proposal.enter(.rehandling)
        case .chosenAsKey(let leader, let reason, let person):
            proposal.leader = leader
            proposal.ledBy = person
            proposal.keyReason = reason
        case .categorised(let category): proposal.category = category
        case .commended(let commendation): proposal.commendations.append(commendation)
        case .handedOver(let person): proposal.handOver(to: person)
        case .corrected(let field, let text, _): proposal.content[field] = text
        case .supervised: proposal.supervisions += 1
        case .supervisionAsked: break
        // By when it is due was said as it ended.
        case .followUpBegan: proposal.state = .followUp
        case .followedUp(let result, let day, let deadline):
            proposal.outcome = result.outcome
            proposal.followUps += 1
            proposal.close(on: day, deadline)
        case .deadlineMoved(let deadline): proposal.deadline = deadline
        }
        return proposal
    }

    /// A new stage, with what it owes.
    private mutating func enter(_ state: State, _ deadline: Deadline? = nil) {
        self.state = state
        self.deadline = deadline
    }

    private mutating func takeBack() {
        withdrawal = nil
        enter(.withdrawn)
        if publication != .hidden { publication = .withdrawn }
    }

    /// Whoever was first stays one who signed.
    private mutating func handOver(to person: Person.ID) {
        for index in coSigners.indices where coSigners[index].person == person {
            coSigners[index] = CoSigner(proposer.signer, .signed)
        }
        proposer = proposer.signed(by: person)
    }

    private mutating func close(on day: Day, _ deadline: Deadline? = nil) {
        enter(.closed, deadline)
        closedOn = day
    }

    /// The proposal that a log tells of; nil if its first event neither drafts nor enters one.
    package static func replaying(_ log: [ProposalEvent], as id: ID) -> Proposal? {
        switch log.first {
        case .drafted(let proposer, let content), .entered(let proposer, let content, _, _, _):
            log.reduce(Proposal(proposer, content, as: id)) { $0.applying($1) }
        case .enteredAnew, .written, .invited, .recalled, .coSignerAnswered, .submitted, .withdrawalAsked,
            .withdrawalEntered, .withdrawalRefused, .withdrawn, .filed, .turnedDown, .sentBack, .reconsidered,
            .merged, .unmerged, .forwarded, .resultReceived, .reviewed, .unpublished, .assigned, .replied,
            .rehandlingBegan, .chosenAsKey, .supervisionAsked, .categorised, .commended, .handedOver, .corrected,
            .supervised, .closed, .followUpBegan, .followedUp, .deadlineMoved, nil:
            nil
        }
    }
}
