// SPDX-License-Identifier: Apache-2.0

/// What one proposer thinks of a reply (提案者意见): a case of its own for each who proposed, which gives the denominator (BR-20,
/// BR-21). Whoever replied, and whoever watches over it, cannot answer.
package struct ProposerOpinion: Hashable, Sendable {
    package typealias ID = Identifier<ProposerOpinion>

    package let id: ID
    package let inquiry: Inquiry
    /// The word as it stands; nil while nothing was said.
    package internal(set) var answer: Answer?
    /// The day of the reminder, where nothing was said; there is one.
    package internal(set) var remindedOn: Day?
    /// How many links the office has made by hand (意见条); each voids the one before, that of the SMS too.
    package internal(set) var slips: Int
    package internal(set) var version: Int

    /// Who makes a link by hand: of the office, and nobody of a unit that handles it.
    package static let linkers: Set<Role> = [.proposalOfficer]

    /// Who is asked about which reply.
    package struct Inquiry: Hashable, Sendable, Codable {
        /// The proposal that the person proposed.
        package let proposal: Proposal.ID
        /// The one that was answered: the same, or the one that it is handled as part of.
        package let lead: Proposal.ID
        /// The how-many-th reply, from 1.
        package let number: Int
        package let proposer: Person.ID

        package init(proposal: Proposal.ID, lead: Proposal.ID, number: Int, proposer: Person.ID) {
            self.proposal = proposal
            self.lead = lead
            self.number = number
            self.proposer = proposer
        }
    }

    /// What somebody says.
    package struct Answer: Hashable, Sendable, Codable {
        /// Of how the unit went about it.
        package let manner: Rating
        /// Of what came of it: this one is counted.
        package let result: Rating
        package let remark: FreeText?
        /// True where it came by a link that the office made by hand; nil for every other word.
        package let slip: Bool?

        package init(manner: Rating, result: Rating, remark: String?) {
            self.init(manner: manner, result: result, remark: remark.map(FreeText.kept), slip: nil)
        }

        private init(manner: Rating, result: Rating, remark: FreeText?, slip: Bool?) {
            self.manner = manner
            self.result = result
            self.remark = remark
            self.slip = slip
        }

        /// The same word, marked as one that came by a link made by hand.
        package var bySlip: Answer { Answer(manner: manner, result: result, remark: remark, slip: true) }

        /// Whether it came by a link that the office made by hand.
        package var isBySlip: Bool { slip == true }
    }

    package typealias Rating = Confirmation.Rating

    /// Asks somebody.
    package static func asking(_ inquiry: Inquiry, as id: ID) -> Transition<ProposerOpinion> {
        Transition(ProposerOpinion(inquiry, as: id), .asked(inquiry))
    }

    /// An opinion before its first event.
    private init(_ inquiry: Inquiry, as id: ID) {
        self.id = id
        self.inquiry = inquiry
        answer = nil
        remindedOn = nil
        slips = 0
        version = 0
    }

    /// The office makes the one-time link by hand. Whoever makes it has seen it: so the log says who that was, and nobody of a unit
    /// that handles the proposal does it. `units`: those.
    package func makingLink(
        about lead: Proposal, handledBy units: [HandlingUnit.ID], by actor: Actor
    ) throws(OpinionRefusal) -> Transition<ProposerOpinion> {
        guard case .staff(let staff) = actor, Self.linker(actor) != nil else { throw .notYours }
        guard !units.contains(where: staff.units.contains) else { throw .ownWork }
        guard isAsked(about: lead), answer == nil else { throw .notAsking }
        return Transition(self, .linkMade)
    }

    /// The role in which somebody makes links by hand; nil for whoever makes none.
    package static func linker(_ actor: Actor) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return linkers.first(where: staff.holdsEverywhere)
    }

    /// Whether the proposers are asked about this reply now.
    private func isAsked(about lead: Proposal) -> Bool {
        lead.id == inquiry.lead && lead.state == .replied && lead.replies == inquiry.number
    }

    /// Says it, or says it anew: a word can be changed while the proposers are asked about this reply.
    package func answering(
        _ answer: Answer, about lead: Proposal, by actor: Actor
    ) throws(OpinionRefusal) -> Transition<ProposerOpinion> {
        try require(.answer, by: actor)
        guard isAsked(about: lead) else { throw .notAsking }
        return Transition(self, .answered(answer))
    }

    /// Reminds somebody who has said nothing, once, before the days for it are over. Nobody's command: it follows from the clock.
    package func beingReminded(
        about lead: Proposal, on day: Day
    ) throws(OpinionRefusal) -> Transition<ProposerOpinion> {
        guard isAsked(about: lead) else { throw .notAsking }
        guard answer == nil, remindedOn == nil else { throw .alreadyReminded }
        return Transition(self, .reminded(on: day))
    }

    /// Whether the word asks for a second reply (BR-20).
    package var isDissatisfied: Bool { answer?.result == .dissatisfied }
}

extension ProposerOpinion: Lifecycle {
    package typealias Event = OpinionEvent
    package typealias Refused = OpinionRefusal

    /// What can be asked of an opinion.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case answer

        /// Whose act it is: the proposer's own.
        package var holders: Set<Role> { [.member] }
    }

    /// Nil if the actor is the one who was asked, signed in or by the own link; never the unit, never the office.
    package func refusal(of command: Command, by actor: Actor) -> OpinionRefusal? {
        if case .holder(.opinion(let own)) = actor { return own == id ? nil : .notYours }
        return role(of: actor, for: command) == nil ? .notYours : nil
    }

    /// Whoever comes by a link has no role.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor, staff.id == inquiry.proposer, staff.holds(.member) else { return nil }
        return .member
    }

    package func applying(_ event: OpinionEvent) -> ProposerOpinion {
        var opinion = self
        opinion.version += 1
        switch event {
        case .asked: break
        case .answered(let answer): opinion.answer = answer
        case .reminded(let day): opinion.remindedOn = day
        case .linkMade: opinion.slips += 1
        }
        return opinion
    }

    /// The opinion that a log tells of; nil if its first event does not ask.
    package static func replaying(_ log: [OpinionEvent], as id: ID) -> ProposerOpinion? {
        guard case .asked(let inquiry)? = log.first else { return nil }
        return log.reduce(ProposerOpinion(inquiry, as: id)) { $0.applying($1) }
    }
}

/// What can happen to an opinion. Written once, never changed.
package enum OpinionEvent: LifecycleEvent {
    case asked(ProposerOpinion.Inquiry)
    case answered(ProposerOpinion.Answer)
    /// Nothing was said, and the days for it are nearly over.
    case reminded(on: Day)
    /// The office made the link by hand. The link itself is nowhere kept.
    case linkMade

    package static let subject = "opinion"
    package static let version = 1

    package var kind: String {
        switch self {
        case .asked: "asked"
        case .answered: "answered"
        case .reminded: "reminded"
        case .linkMade: "link_made"
        }
    }
}

/// Why a proposer's word was refused.
package enum OpinionRefusal: String, Refusal, CaseIterable {
    /// Somebody else was asked.
    case notYours = "not_yours"
    /// The proposers are not asked about this reply now.
    case notAsking = "not_asking"
    /// Something was said, or the person was reminded already.
    case alreadyReminded = "already_reminded"
    /// Nobody makes links by which the own unit's work is judged.
    case ownWork = "own_work"

    package var code: String { rawValue }
}

/// How the words of proposers on replies are counted: silence is no opinion, and never satisfaction (BR-21).
package struct OpinionCount: Hashable, Sendable {
    /// People, whether they answered or not.
    package let asked: Int
    /// Those who answered 满意.
    package let satisfied: Int
    /// Those who answered 基本满意.
    package let basically: Int
    /// Those who answered 不满意.
    package let dissatisfied: Int

    package init(asked: Int, satisfied: Int, basically: Int, dissatisfied: Int) {
        self.asked = asked
        self.satisfied = satisfied
        self.basically = basically
        self.dissatisfied = dissatisfied
    }

    package init(_ opinions: some Sequence<ProposerOpinion>) {
        let answers = opinions.map(\.answer)
        let results = answers.compactMap { $0?.result }
        self.init(
            asked: answers.count, satisfied: results.count { $0 == .satisfied },
            basically: results.count { $0 == .basically }, dissatisfied: results.count { $0 == .dissatisfied })
    }

    /// How many have said something: what satisfaction is measured by (BR-21).
    package var returned: Int { satisfied + basically + dissatisfied }
    /// Satisfied, or basically so.
    package var content: Int { satisfied + basically }
    package var isAnswered: Bool { returned == asked }
}
