// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Every change to a comment goes through here: taking it in, moderating it, cutting it in, answering it.
struct CommentDesk: ClaimDesk {
    let services: Services
    let site: Site

    static let collection = "comments"
    static let operationNoun = "Comment"
    static let place = DeskPlace.items
    static let schema = CommentAPI.comment
    static let publishing: Set<LiveComment.Command> = [.approve, .cutIn, .noteAnswer, .answer]
    static let claims = ClaimTable.comments
    static let acts: [CaseAct<CommentDesk>] = [
        .approve, .mark, .shortlist, .cutIn, .noteAnswer, .answer, .draftItem, .joinItem, .hold, .reject, .stepBack,
        .redirect,
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: CommentStore { CommentStore(tenant: tenant, contents: services.contents) }
    var lists: CommentListStore { CommentListStore(tenant: tenant, contents: services.contents) }
    var media: MediaDesk { MediaDesk(services: services, site: site) }
    private var items: ItemDesk { ItemDesk(services: services, site: site) }
    private var sessions: SessionDesk { SessionDesk(services: services, site: site) }
    private var teller: LiveTeller { LiveTeller(services: services, site: site) }
    private var news: CommentNews { CommentNews(services: services, site: site) }

    /// In how many milliseconds the comments of one account are counted together.
    private static let recently: Int64 = 10 * 60_000

    static func name(_ command: LiveComment.Command) -> String { CommentWording.name(command) }
    static func done(_ command: LiveComment.Command) -> String { CommentWording.done(command) }

    // MARK: - Whoever writes it

    /// Takes in what somebody says who has signed in by phone. `isFlooded`: whether so many come from there that they are held.
    func send(
        _ words: String, name: String?, by resident: ResidentSignIn, to id: MediaConsultation.ID, isFlooded: Bool,
        at now: Instant, in transaction: Transaction
    ) throws -> LiveComment {
        guard let consultation = try media.consultation(id, in: transaction) else { throw WebFailure.notFound }
        let recent = try store.recent(
            of: resident.phoneHash, to: id, since: now.advanced(byMilliseconds: -Self.recently), in: transaction)
        let isHeld = try LiveComment.isHeld(recent: recent, isFlooded: isFlooded, practice: site.practice)
        let said = LiveComment.Said(
            to: consultation, name: name ?? CommentWording.somebody, phone: resident.phone.text, words: words)
        let transition = try LiveComment.sending(
            said, to: consultation, isHeld: isHeld, as: services.id(LiveComment.self), at: now)
        let recorded = try append(
            transition, to: transition.after.id, Signature(actor: .visitor, role: nil, now: now), in: transaction)
        try store.insert(transition.after, phoneHash: resident.phoneHash, recorded, at: now, in: transaction)
        teller.count(id, in: transaction)
        return transition.after
    }

    /// Takes the own comment back, as long as the room has not seen it.
    func withdraw(_ comment: LiveComment, at now: Instant, in transaction: Transaction) throws {
        let actor = Actor.commentHolder(comment.id)
        let transition = try comment.withdrawing(in: consultation(of: comment, in: transaction), by: actor)
        try save(transition, Signature(actor: actor, role: nil, now: now), in: transaction)
    }

    /// A comment that came from this account; anything else is not found.
    func own(_ id: LiveComment.ID, of resident: ResidentSignIn, in transaction: Transaction) throws -> LiveComment {
        guard try store.isOwn(id, of: resident.phoneHash, in: transaction),
            let comment = try comment(id, in: transaction)
        else { throw WebFailure.notFound }
        return comment
    }

    /// Notes that somebody finds a comment right that everybody may read; returns how many do.
    func like(
        _ id: LiveComment.ID, of consultation: MediaConsultation.ID, by resident: ResidentSignIn, at now: Instant,
        in transaction: Transaction
    ) throws -> Int {
        guard let record = try media.consultation(consultation, in: transaction),
            try lists.published(id, of: consultation, in: transaction) != nil
        else { throw WebFailure.notFound }
        guard record.takesComments(at: now) else { throw CommentRefusal.notTaken }
        let liker = services.keys.lookup.digest("live_like/\(tenant)/\(id)/\(resident.phone.text)")
        try store.like(id, by: liker, in: transaction)
        return try store.likes(of: id, in: transaction)
    }

    // MARK: - Loading and saving

    func comment(_ id: LiveComment.ID, in transaction: Transaction) throws -> LiveComment? {
        lying(LiveComment.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    /// The consultation of a comment, held until the transaction ends: it does not close in between.
    func consultation(of comment: LiveComment, in transaction: Transaction) throws -> MediaConsultation {
        try media.store.lock(comment.said.consultation, in: transaction)
        guard let consultation = try media.consultation(comment.said.consultation, in: transaction) else {
            throw WebFailure.notFound
        }
        return consultation
    }

    func lock(_ id: LiveComment.ID, in transaction: Transaction) throws { try store.lock(id, in: transaction) }

    func visible(_ id: LiveComment.ID, to actor: Actor, in transaction: Transaction) throws -> LiveComment {
        let scope = ItemScope(of: actor)
        guard let comment = try comment(id, in: transaction),
            scope.domains.contains(where: { $0.covers(room: comment.said.room, area: comment.said.area) })
                || comment.cutIn.map({ scope.units.contains($0.unit) }) == true
        else { throw WebFailure.notFound }
        return comment
    }

    func save(_ transition: Transition<LiveComment>, _ signature: Signature, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        let recorded = try append(transition, to: after.id, signature, in: transaction)
        try store.update(transition, recorded, in: transaction)
        switch transition.event {
        case .cutIn, .redirected: try tellUnit(of: after, recorded, signature, in: transaction)
        case .followUpDue(let deadline):
            try tellUnit(of: after, recorded, signature, in: transaction)
            try news.send(.followUp(deadline), to: after, recorded, at: signature.now, in: transaction)
        case .answered(let answer):
            if answer.way == .written { try tellRoom(of: after, recorded, signature, in: transaction) }
            try news.send(.answered, to: after, recorded, at: signature.now, in: transaction)
        case .itemised: try news.send(.itemised, to: after, recorded, at: signature.now, in: transaction)
        case .withdrawn: try erase(before, signature, in: transaction)
        case .sent, .approved, .held, .rejected, .marked, .shortlisted, .steppedBack, .deadlineMoved: break
        }
        try teller.tell(of: transition, at: signature.now, in: transaction)
    }

    /// Everybody of the unit hears of it, so that it does not lie with one who is away.
    private func tellUnit(
        of comment: LiveComment, _ recorded: EventStore.Recorded, _ signature: Signature, in transaction: Transaction
    ) throws {
        let officers = try DirectoryStore().officers(of: tenant, on: signature.now.day, in: transaction)
            .filter { $0.unit.id == comment.cutIn?.unit }.map(\.person.id)
        try tell(officers, of: recorded, signature, in: transaction)
    }

    private func tellRoom(
        of comment: LiveComment, _ recorded: EventStore.Recorded, _ signature: Signature, in transaction: Transaction
    ) throws {
        let secretaries = try AppointmentStore(tenant: tenant).holders(
            of: .roomSecretary, room: comment.said.room, area: comment.said.area, on: signature.now.day,
            in: transaction)
        try tell(secretaries, of: recorded, signature, in: transaction)
    }

    /// Nothing that was said is kept, unless a hold lies on it or on the session.
    private func erase(_ comment: LiveComment, _ signature: Signature, in transaction: Transaction) throws {
        let consultation = try consultation(of: comment, in: transaction)
        try media.spoilPages(of: consultation, in: transaction)
        let session = consultation.origin.session
        let holds = HoldStore(tenant: tenant)
        guard try !holds.isHeld(.comment(comment.id), .session(session), in: transaction) else { return }
        try services.erasures.erase(
            try store.takeAll(of: comment.id, in: transaction), tenant: tenant, at: signature.now, in: transaction)
    }

    // MARK: - What becomes of a suggestion

    /// Drafts an item of the session from a suggestion that was left over.
    func draftItem(
        from comment: LiveComment, _ input: Input, _ decision: Decision<CommentDesk>
    ) throws -> Transition<LiveComment> {
        let transaction = decision.transaction
        let consultation = try consultation(of: comment, in: transaction)
        let id = services.id(SuggestionItem.self)
        let itemised = try comment.itemising(as: id, .draftItem, in: consultation, by: decision.actor)
        let topicID: Topic.ID = input.id("topic")
        guard let session = try sessions.session(consultation.origin.session, in: transaction),
            let topic = try sessions.topics.store.topic(topicID, in: transaction)
        else { throw WebFailure.notFound }
        let drafted = try session.draftingItem(id, on: topicID, by: decision.actor)
        let task = try items.task(from: input, in: transaction)
        let item = try SuggestionItem.drafting(task, from: session, on: topic, as: id, at: decision.now)
        let signature = decision.signature(as: comment.role(of: decision.actor, for: .draftItem))
        try items.save(item, signature, in: transaction)
        try sessions.save(drafted, signature, in: transaction)
        return itemised
    }

    /// Adds a suggestion to an item of the session that says the same.
    func joinItem(
        from comment: LiveComment, _ input: Input, _ decision: Decision<CommentDesk>
    ) throws -> Transition<LiveComment> {
        let consultation = try consultation(of: comment, in: decision.transaction)
        let id: SuggestionItem.ID = input.id("item")
        let session = try sessions.session(consultation.origin.session, in: decision.transaction)
        guard session?.items.contains(id) == true else {
            throw InputProblems([.init(field: "item", sentence: "没有这件事项，请从列表里选。")])
        }
        return try comment.itemising(as: id, .joinItem, in: consultation, by: decision.actor)
    }

    // MARK: - Forms

    func options(
        _ source: InputField.OptionSource, for comment: LiveComment, in transaction: Transaction
    ) throws -> [InputField.Option] {
        guard source == .ownTopics || source == .sessionItems else {
            return try commonOptions(source, in: transaction)
        }
        let consultation = try media.consultation(comment.said.consultation, in: transaction)
        guard let id = consultation?.origin.session, let session = try sessions.session(id, in: transaction) else {
            return []
        }
        if source == .ownTopics { return try sessions.options(source, for: session, in: transaction) }
        return try session.items.compactMap { try items.item($0, in: transaction) }.map {
            .init(code: $0.id.text, label: Excerpt.of($0.task.text.words))
        }
    }

    func proposal(
        _ field: InputField, of command: LiveComment.Command, for comment: LiveComment, in transaction: Transaction
    ) throws -> String {
        command == .draftItem && field.name == "task" ? comment.said.words.words ?? "" : ""
    }

    func hindrance(
        to command: LiveComment.Command, of comment: LiveComment, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> CommentRefusal? {
        try media.consultation(comment.said.consultation, in: transaction).flatMap {
            comment.hindrance(to: command, in: $0)
        }
    }

    func headline(_ comment: LiveComment, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(
            title: "\(comment.said.name.words ?? CommentWording.somebody)的留言",
            said: comment.said.words.words ?? TopicWording.erased)
    }

    func wordsShown(by command: LiveComment.Command, of comment: LiveComment, in transaction: Transaction) -> [String?]
    {
        command == .approve ? [comment.said.name.words, comment.said.words.words] : []
    }

    func wordsToPublish(
        by command: LiveComment.Command?, of comment: LiveComment, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] {
        // An answer is written on the page itself.
        let said = [comment.said.name.words, comment.said.words.words]
        switch command {
        case nil: return said + [comment.answer?.words.words]
        case .approve, .cutIn: return said
        default: return []
        }
    }

    func json(_ comment: LiveComment, for actor: Actor, in transaction: Transaction) throws -> JSON {
        CommentAPI.json(comment, likes: try store.likes(of: comment.id, in: transaction), for: actor)
    }
}
