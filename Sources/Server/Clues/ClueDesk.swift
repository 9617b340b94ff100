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
    static let publishing: Set<ProposalClue.Command> = [.release]
    static let acts: [CaseAct<ClueDesk>] = [.release, .setAside, .erase]

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
        try tellOrigin(of: transition, signature, in: transaction)
        if transition.event == .erased { try erase(transition.after.id, signature, in: transaction) }
    }

    /// What was left or written of it goes, and with it the answers that are kept for repeated requests and may hold it.
    private func erase(_ id: ProposalClue.ID, _ signature: Signature, in transaction: Transaction) throws {
        let contents = try contents(of: id, in: transaction) + contents(walkedBefore: id, in: transaction)
        try services.erasures.erase(contents, tenant: tenant, at: signature.now, in: transaction)
        try AnsweredRequestStore(tenant: tenant).forget(
            before: signature.now.advanced(byMilliseconds: -PersonalDataDesk.repeatingMilliseconds), in: transaction)
    }

    /// What was left or written of it, and why it was set aside.
    func contents(of clue: ProposalClue.ID, in transaction: Transaction) throws -> [Int64] {
        try services.eventLog.contents(
            of: clue.number, subject: ClueEvent.subject, kinds: ["left", "handed_on", "met_walking", "set_aside"],
            tenant: site.tenant.id, in: transaction)
    }

    func headline(_ clue: ProposalClue, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: "提案线索", said: clue.text.words ?? TopicWording.erased)
    }

    /// Of a topic that a room handed on, the room was asked.
    func wordsShown(by command: ProposalClue.Command, of clue: ProposalClue, in transaction: Transaction) -> [String?] {
        command == .release && clue.topic == nil ? [clue.text.words] : []
    }

    func wordsToPublish(
        by command: ProposalClue.Command?, of clue: ProposalClue, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] {
        [clue.text.words]
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
        publicFields: [],
        decide: { clue, _, d in try clue.releasing(by: d.actor) })

    static let setAside = CaseAct(
        .setAside, "setting-aside", advice: "不是提案能办的，放下；指名举报的，请按纪检监察的渠道转。委员看不到。",
        fields: { _ in
            [InputField("reason", "为什么放下", .paragraph(limit: 300), help: "议题转来的，提出人看得到这句话；走访转来的，这句话就是给走访人的结果。")]
        },
        decide: { clue, input, d in
            // Locked first, as by a room that takes its topic back: two that meet wait in one order.
            try d.desk.lockOrigin(of: clue, in: d.transaction)
            // Read again: what the room took back while this waited is refused, and of many only that one is left.
            let current = try d.desk.clue(clue.id, in: d.transaction) ?? clue
            let transition = try current.settingAside(reason: input.text("reason"), by: d.actor)
            guard current.version == clue.version else { throw WebFailure.changedMeanwhile }
            return transition
        })
}

extension CaseAct<ClueDesk> {
    static let erase = CaseAct(
        .erase, "erasure", advice: "写着谁的姓名、电话，或者有人要求删除的，删掉它的内容。删除后谁也找不回来；有过这条线索、写成了哪件提案，还在。",
        asksBack: true,
        decide: { clue, _, d in
            let holds = HoldStore(tenant: d.desk.site.tenant.id)
            let topic = clue.topic.map { [RecordHold.Record.topic($0)] } ?? []
            let walk = clue.walk.map { [RecordHold.Record.sentiment($0)] } ?? []
            let isHeld = try holds.isHeld(anyOf: [.clue(clue.id)] + topic + walk, in: d.transaction)
            return try clue.erasing(isHeld: isHeld, by: d.actor)
        })
}

/// How clues sound.
enum ClueWording {
    static func name(_ state: ProposalClue.State) -> String {
        switch state {
        case .left: "待看"
        case .released: "已转委员"
        case .setAside: "放下了"
        case .withdrawn: "转来的收回了"
        }
    }

    /// Where and since when it stands, in one line.
    static func origin(_ listed: ClueStore.Listed) -> String {
        let taken = listed.proposals > 0 ? " · 写成提案\(listed.proposals)件" : ""
        return "\(listed.leftOn) · \(origin(listed.origin)) · \(name(listed.state))\(taken)"
    }

    static func chip(_ state: ProposalClue.State) -> Chip {
        switch state {
        case .left: Chip(word: name(state), icon: .ring, tone: .wait)
        case .released: Chip(word: name(state), icon: .done, tone: .done)
        case .setAside, .withdrawn: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ command: ProposalClue.Command) -> String {
        switch command {
        case .release: "转给委员"
        case .setAside: "放下"
        case .erase: "删除内容"
        }
    }

    static func done(_ command: ProposalClue.Command) -> String {
        switch command {
        case .release: "已转给委员。"
        case .setAside: "已放下。"
        case .erase: "内容已经删除，谁也看不到了。"
        }
    }

    /// What an event says in the trace, and what was written with it.
    static func words(_ event: ClueEvent) -> (act: String, quote: String?) {
        switch event {
        case .left: ("有人留下线索", nil)
        case .handedOn: ("议事室把议题转来", nil)
        case .metWalking: ("走访的委员、秘书转来", nil)
        case .released: ("转给委员", nil)
        case .setAside(let reason): ("放下", reason.words ?? TopicWording.erased)
        case .withdrawn: ("转来的一方收回了", nil)
        case .erased: ("删除内容", nil)
        }
    }

    /// Where it came from, as a list says it.
    static func origin(_ origin: ProposalClue.Origin) -> String {
        switch origin {
        case .left: "居民留的"
        case .topic: "议事室转来的议题"
        case .walk: "走访转来的事"
        }
    }
}

/// What whoever raised a topic hears of it, once it was handed on as a clue.
extension ClueWording {
    static func setAside(_ reason: FreeText) -> String {
        "提案委员会看过，没有用作提案线索：\(reason.words ?? TopicWording.erased)"
    }

    static func filed(_ number: ProposalNumber) -> String {
        "委员由这件事写的提案立案了，编号\(number.text)，由承办单位办理、答复。"
    }

    static func turnedDown(_ rejection: Proposal.Rejection, _ practice: ProposalPractice) -> String {
        "委员由这件事写的提案没有立案：\(practice.ground(rejection.ground)?.name ?? rejection.ground)。"
    }

    static func merged(into lead: ProposalNumber) -> String {
        "委员由这件事写的提案和另一件并在一起办，编号\(lead.text)。"
    }

    /// It was filed, and is handled no more.
    static let withdrawn = "委员撤回了由这件事写的提案。"

    /// How far it has come, for its submitter and its room.
    static func sentence(_ standing: ClueStanding) -> String {
        switch standing.stage {
        case .unread: "已送提案委员会，还没有看。"
        case .withMembers: "提案委员会看过，转给了委员，还没有人写成提案。"
        case .takenUp: "委员写成提案交上去了，等审查立案。"
        case .filed: "委员写成的提案立案了，编号\(standing.numbers.map(\.text).joined(separator: "、"))。"
        case .notFiled: "委员写成了提案，没有立案。"
        case .setAside: "提案委员会看过，没有用作提案线索。"
        case .withdrawn: "议事室收回了。"
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
        case .noPublicWords: "这件议题还没有公开文字。先审公开文字，或者在“写给委员的话”里写明。"
        case .alreadyRead: "提案委员会已经看过了，不能收回。"
        case .isWithdrawn: "转来的一方已经收回了。"
        case .alreadyErased: "这条线索的内容已经删除了。"
        case .underHold: "这条线索或者它那件议题依法留存着，现在不能删除；留存解除后再办。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .notOpen, .alreadyReleased, .alreadySetAside, .noPublicWords, .alreadyRead, .isWithdrawn,
            .alreadyErased, .underHold:
            .conflict
        }
    }
}
