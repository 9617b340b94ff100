// SPDX-License-Identifier: Apache-2.0

/// The outcome of a session as one numbered document: a suggestion list (建议清单), or what its form of consultation ends with
/// (建议案、协商纪要 …), with or without items. It is sent up to Party committee and government, who acknowledge it and may
/// instruct on it.
package struct SuggestionList: Hashable, Sendable {
    package typealias ID = Identifier<SuggestionList>

    package let id: ID
    package internal(set) var issue: Issue
    /// To whom it was sent, in that order.
    package internal(set) var routings: [Routing]
    package internal(set) var version: Int

    /// What is on record from its first day.
    package struct Issue: Hashable, Sendable, Codable {
        package let number: DocumentNumber
        package let session: ConsultationSession.ID
        package let room: Room.ID
        package internal(set) var area: AreaCode
        package let items: [SuggestionItem.ID]
        package let day: Day
        /// What the document is called; nil for the suggestion lists from before there were others.
        package let document: String?

        package init(
            number: DocumentNumber, session: ConsultationSession.ID, room: Room.ID, area: AreaCode,
            items: [SuggestionItem.ID], day: Day, document: String? = nil
        ) {
            self.number = number
            self.session = session
            self.room = room
            self.area = area
            self.items = items
            self.day = day
            self.document = document
        }

        /// What the document is called.
        package var name: String { document ?? ConsultationForm.list }
    }

    /// To whom a list is sent up.
    package enum Addressee: String, CaseIterable, Hashable, Sendable, Codable {
        case partyCommittee = "party_committee"
        case government
    }

    /// That it was sent to one of them.
    package struct Routing: Hashable, Sendable, Codable {
        package let addressee: Addressee
        package let day: Day
        package internal(set) var receipt: Receipt?

        package init(_ addressee: Addressee, on day: Day) {
            self.addressee = addressee
            self.day = day
            receipt = nil
        }
    }

    /// That they have it.
    package struct Receipt: Hashable, Sendable, Codable {
        package let addressee: Addressee
        package let day: Day
        /// Who acknowledged it, and what was said with it.
        package let words: FreeText
        /// What a leader wrote on it (批示), with the name; nil for nothing.
        package let instruction: FreeText?

        package init(_ addressee: Addressee, on day: Day, words: String, instruction: String? = nil) {
            self.addressee = addressee
            self.day = day
            self.words = .kept(words)
            self.instruction = instruction.map(FreeText.kept)
        }
    }

    /// Where it stands.
    package enum State: String, CaseIterable, Hashable, Sendable {
        /// It has its number. → routed
        case issued
        /// Somebody has still to acknowledge it. → received
        case routed
        /// All to whom it was sent have it. → routed
        case received
    }

    package var state: State {
        if routings.isEmpty { return .issued }
        return routings.allSatisfy { $0.receipt != nil } ? .received : .routed
    }

    /// An outcome becomes a document with a number, called as its form of consultation says.
    package static func issuing(
        _ session: ConsultationSession, numbered number: DocumentNumber, called document: String? = nil, as id: ID,
        on day: Day
    ) -> Transition<SuggestionList> {
        let issue = Issue(
            number: number, session: session.id, room: session.room, area: session.area, items: session.items,
            day: day, document: document)
        return Transition(SuggestionList(id: id, issue: issue, routings: [], version: 0), .issued(issue))
    }

    /// Notes that it was sent up.
    package func routing(
        to addressee: Addressee, on day: Day, by actor: Actor, today: Day
    ) throws(SuggestionListRefusal) -> Transition<SuggestionList> {
        try require(.route, by: actor)
        guard !routings.contains(where: { $0.addressee == addressee }) else { throw .alreadyRouted }
        guard day >= issue.day, day <= today else { throw .dayNotPossible }
        return Transition(self, .routed(Routing(addressee, on: day)))
    }

    /// Notes that somebody has it.
    package func noting(
        _ receipt: Receipt, by actor: Actor, today: Day
    ) throws(SuggestionListRefusal) -> Transition<SuggestionList> {
        try require(.noteReceipt, by: actor)
        guard let routing = routings.first(where: { $0.addressee == receipt.addressee }) else { throw .notRouted }
        guard routing.receipt == nil else { throw .alreadyReceived }
        guard receipt.day >= routing.day, receipt.day <= today else { throw .dayNotPossible }
        return Transition(self, .received(receipt))
    }
}

extension SuggestionList: Lifecycle {
    package typealias Event = SuggestionListEvent
    package typealias Refused = SuggestionListRefusal

    /// What can be done to a list.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case route
        case noteReceipt = "note_receipt"

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .route, .noteReceipt: [.roomSecretary, .convener]
            }
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> SuggestionListRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        return switch command {
        case .route: routings.count < Addressee.allCases.count ? nil : .alreadyRouted
        case .noteReceipt:
            switch state {
            case .issued: .notRouted
            case .routed: nil
            case .received: .alreadyReceived
            }
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: command.holders, room: issue.room, area: issue.area)
    }

    package func applying(_ event: SuggestionListEvent) -> SuggestionList {
        var list = self
        list.version += 1
        switch event {
        case .issued: break
        case .routed(let routing): list.routings.append(routing)
        case .received(let receipt):
            for index in list.routings.indices where list.routings[index].addressee == receipt.addressee {
                list.routings[index].receipt = receipt
            }
        }
        return list
    }

    /// The list that a log tells of; nil if its first event does not issue one.
    package static func replaying(_ log: [SuggestionListEvent], as id: ID) -> SuggestionList? {
        guard case .issued(let issue)? = log.first else { return nil }
        return log.reduce(SuggestionList(id: id, issue: issue, routings: [], version: 0)) { $0.applying($1) }
    }
}

/// What can happen to a suggestion list. Written once, never changed.
package enum SuggestionListEvent: LifecycleEvent {
    case issued(SuggestionList.Issue)
    case routed(SuggestionList.Routing)
    case received(SuggestionList.Receipt)

    package static let subject = "suggestion_list"
    package static let version = 1

    package var kind: String {
        switch self {
        case .issued: "issued"
        case .routed: "routed"
        case .received: "received"
        }
    }
}

/// Why something was not done to a suggestion list.
package enum SuggestionListRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in it.
    case notYours = "not_yours"
    /// It was sent there already.
    case alreadyRouted = "already_routed"
    /// It was not sent there.
    case notRouted = "not_routed"
    /// They have acknowledged it already.
    case alreadyReceived = "already_received"
    /// The day lies in the future, or before what it follows.
    case dayNotPossible = "day_not_possible"

    package var code: String { rawValue }
}
