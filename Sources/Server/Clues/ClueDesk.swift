// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Every change to a clue for proposals goes through here.
struct ClueDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "clues"
    static let operationNoun = "Clue"
    static let place = DeskPlace.proposals
    static let schema = ClueAPI.clue
    static let acts: [CaseAct<ClueDesk>] = [.release, .setAside]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: ClueStore { ClueStore(tenant: tenant, contents: services.contents) }

    static func name(_ command: ProposalClue.Command) -> String { ClueWording.name(command) }
    static func done(_ command: ProposalClue.Command) -> String { ClueWording.done(command) }

    /// Takes a clue in from somebody without an account.
    func leave(_ text: String, at now: Instant, in transaction: Transaction) throws -> ProposalClue {
        let transition = try ProposalClue.leaving(
            text, as: services.id(ProposalClue.self), on: now.day, practice: site.practice.profile.proposals)
        try save(transition, Signature(actor: .visitor, role: nil, now: now), in: transaction)
        return transition.after
    }

    func clue(_ id: ProposalClue.ID, in transaction: Transaction) throws -> ProposalClue? {
        ProposalClue.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    func visible(_ id: ProposalClue.ID, to actor: Actor, in transaction: Transaction) throws -> ProposalClue {
        guard let clue = try clue(id, in: transaction), clue.isOpen(to: actor) else { throw WebFailure.notFound }
        return clue
    }

    func save(_ transition: Transition<ProposalClue>, _ signature: Signature, in transaction: Transaction) throws {
        let recorded = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, recorded, on: signature.now.day, in: transaction)
    }

    func headline(_ clue: ProposalClue, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: "提案线索", said: clue.text.words ?? TopicWording.erased)
    }

    func json(_ clue: ProposalClue, for actor: Actor, in transaction: Transaction) throws -> JSON {
        ClueAPI.json(clue, proposals: try proposals(of: clue.id, in: transaction), for: actor)
    }

    /// The proposals that grew from it.
    func proposals(of clue: ProposalClue.ID, in transaction: Transaction) throws -> [Proposal.ID] {
        try RecordLinkStore(tenant: tenant).links(of: .clue(clue), in: transaction)
            .filter { $0.relation == .proposedAs }.map { Proposal.ID($0.to.number) }
    }
}

extension RecordLink.Record {
    /// The clue as links name it.
    static func clue(_ id: ProposalClue.ID) -> Self { .init(kind: ClueEvent.subject, number: id.number) }
}

extension CaseAct<ClueDesk> {
    static let release = CaseAct(
        .release, "release", advice: "看过了：不点名、不含个人信息，说的是可以写成提案的事。转给委员后，委员能看到。",
        decide: { clue, _, d in try clue.releasing(by: d.actor) })

    static let setAside = CaseAct(
        .setAside, "setting-aside", advice: "不是提案能办的，放下；指名举报的，请按纪检监察的渠道转。委员看不到。",
        fields: { _ in [InputField("reason", "为什么放下", .paragraph(limit: 300))] },
        decide: { clue, input, d in try clue.settingAside(reason: input.text("reason"), by: d.actor) })
}

/// How clues sound.
enum ClueWording {
    static func name(_ state: ProposalClue.State) -> String {
        switch state {
        case .left: "待看"
        case .released: "已转委员"
        case .setAside: "放下了"
        }
    }

    static func chip(_ state: ProposalClue.State) -> Chip {
        switch state {
        case .left: Chip(word: name(state), icon: .ring, tone: .wait)
        case .released: Chip(word: name(state), icon: .done, tone: .done)
        case .setAside: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ command: ProposalClue.Command) -> String {
        switch command {
        case .release: "转给委员"
        case .setAside: "放下"
        }
    }

    static func done(_ command: ProposalClue.Command) -> String {
        switch command {
        case .release: "已转给委员。"
        case .setAside: "已放下。"
        }
    }

    /// What an event says in the trace, and what was written with it.
    static func words(_ event: ClueEvent) -> (act: String, quote: String?) {
        switch event {
        case .left: ("有人留下线索", nil)
        case .released: ("转给委员", nil)
        case .setAside(let reason): ("放下", reason.words ?? TopicWording.erased)
        }
    }
}

extension ClueRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这条线索不归您办。"
        case .notOpen: "现在不收提案线索。要反映身边的事，请到附近的议事室。"
        case .alreadyReleased: "已经转给委员了。"
        case .alreadySetAside: "已经放下了。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .notOpen, .alreadyReleased, .alreadySetAside: .conflict
        }
    }
}
