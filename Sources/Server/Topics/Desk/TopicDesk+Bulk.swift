// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension TopicDesk: BulkDesk {
    static let bulkActs: [TopicAct] = [
        .release, .pool, .categorise, .merge, .unmerge, .reject, .redirecting(inOwnWords: false), .passOn, .reconsider,
        .assign,
    ]

    /// What was said is sealed: so many are opened in half a second on a small machine.
    static let lookedThroughMax: Int? = 20_000

    static func undoing(_ command: Topic.Command) -> (act: TopicAct, fields: [String: String])? {
        switch command {
        case .reject: (.reconsider, ["reason": "成批不受理里办错了，撤销重看。"])
        case .merge: (.unmerge, [:])
        case _: nil
        }
    }

    /// Of what many have said, the one that the others are merged into is often among those that were chosen.
    func bulkOptions(
        _ source: InputField.OptionSource, for topics: [Topic], in transaction: Transaction
    ) throws -> [InputField.Option] {
        guard let first = topics.first else { return [] }
        let options = try options(source, for: first, in: transaction)
        guard source == .mergeTargets else { return options }
        let title = first.publicText?.title.words ?? Excerpt.said(first.text.words)
        return [.init(code: first.id.text, label: title)] + options
    }

    /// That one cannot be merged into itself or into one of another room, or lies in the other room already, is nothing against the
    /// others.
    static func isOfOneCase(_ refusal: any WordedRefusal) -> Bool {
        switch refusal as? TopicRefusal {
        case .isTheSame, .otherRoom, .sameRoom: true
        case _: false
        }
    }

    func candidates(
        for command: Topic.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<Topic>] {
        let today = services.clock.now().day
        let groups = try groups(for: command, actor: actor, in: transaction)
        let room = groups?.chosen(filter).flatMap { Room.ID($0) }
        // Of a room that closes, not of all whose desk it is.
        if groups != nil, room == nil { return [] }
        let found = try TopicDeskStore(tenant: site.tenant.id, contents: services.contents).searched(
            Self.states(command), of: room, heldBy: filter.keeper, receivedUntil: filter.receivedUntil,
            scope: TopicScope(of: actor), matching: filter.matches, limit: Self.bulkLimit,
            lookingThrough: Self.lookedThroughMax, in: transaction)
        return try hearing(found, in: transaction).compactMap { waiting in
            guard let topic = try store.topic(waiting.id, in: transaction),
                topic.refusal(of: command, by: actor) == nil
            else { return nil }
            let received = ChineseTime.date(waiting.receivedAt.day, today: today)
            return BulkCandidate(
                record: topic, id: topic.id, title: Excerpt.of(waiting.title),
                origin: "\(waiting.roomName) · \(TopicWording.source(waiting.source)) · \(received)"
                    + " · \(TopicWording.name(waiting.state))"
                    + WatchedWording.behind(waiting.watchedWords(site.practice.profile)))
        }
    }

    /// What a room hands to another one is taken together room by room.
    func groups(
        for command: Topic.Command, actor: Actor, in transaction: Transaction
    ) throws -> BulkGroups? {
        guard command == .passOn else { return nil }
        return BulkGroups(
            label: "哪间议事室的",
            options: try TopicDeskStore(tenant: site.tenant.id, contents: services.contents)
                .rooms(having: Self.states(command), scope: TopicScope(of: actor), in: transaction)
                .map { .init(code: $0.id.text, label: $0.name) }, unchosen: "先在上面选一间议事室。")
    }

    /// Research is asked of a member; everything else belongs to the room, not to a person.
    func keepers(
        for command: Topic.Command, actor: Actor, in transaction: Transaction
    ) throws -> [InputField.Option] {
        guard command == .assign else { return [] }
        return try TopicDeskStore(tenant: site.tenant.id, contents: services.contents)
            .researchers(scope: TopicScope(of: actor), in: transaction)
            .map { .init(code: $0.id.text, label: $0.name) }
    }

    /// The states in which the act is looked for.
    private static func states(_ command: Topic.Command) -> [Topic.State.Name] {
        switch command {
        case .release: [.held]
        case .reject: [.held, .screening, .asked]
        case .pool: [.screening, .asked]
        case .reconsider: [.rejected]
        case .assign: [.selected, .researching]
        case .redirect: [.screening, .asked]
        case .categorise: [.screening, .asked, .pooled]
        case .merge: [.screening, .asked, .pooled]
        case .unmerge: [.merged]
        case .passOn: [.screening, .asked, .pooled, .selected, .researching, .ready]
        case .takeBack, .tellResult, .ask, .answer, .judge, .solveDirectly, .select, .deselect, .research,
            .attach,
            .openNextRound, .review,
            .unpublish, .relate, .score, .mediate, .proposeForPlan, .recordPlanDecision, .add, .withdraw, .keepUp,
            .escalate, .keepHere, .declineEscalation, .gather, .dissolve, .returnResult, .acknowledgeReturn,
            .giveReceipt:
            []
        }
    }
}
