// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A flood is cleared at once, and so is an hour of kind words; what the room never came to becomes items, or part of one (BR-25).
extension CommentDesk: BulkDesk {
    static let bulkActs: [CaseAct<CommentDesk>] = [.approve, .reject, .mark, .draftItem, .joinItem]
    /// Those that are done on the moderators' desk, while people comment.
    static let moderating: [CaseAct<CommentDesk>] = [.approve, .reject, .mark]

    /// Each suggestion becomes an item of its own words; who does it and until when is said for all of them.
    static func ownField(of command: LiveComment.Command) -> String? {
        switch command {
        case .draftItem: "task"
        case .approve, .hold, .reject, .mark, .shortlist, .stepBack, .cutIn, .noteAnswer, .answer, .redirect, .joinItem,
            .withdraw:
            nil
        }
    }

    /// Of one consultation: what belongs to others may be reported and beyond any change, or become items of another session.
    func candidates(
        for command: LiveComment.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<LiveComment>] {
        let groups = try groups(for: command, actor: actor, in: transaction)
        guard let id = groups?.chosen(filter).flatMap({ MediaConsultation.ID($0) }),
            let consultation = try media.consultation(id, in: transaction)
        else { return [] }
        let today = services.clock.now().day
        let found = try lists.standing(
            Self.scope(of: command).comments, of: id, order: command == .mark ? .newest : .coming,
            limit: CommentListStore.listedMax, in: transaction
        ).filter { filter.matches($0.words) }.prefix(Self.bulkLimit(of: command))
        let logs = try logs(of: found.map(\.id), in: transaction)
        return found.compactMap { listed in
            let events = (logs[listed.id] ?? []).map(\.event)
            guard let comment = lying(LiveComment.replaying(events, as: listed.id)),
                comment.refusal(of: command, by: actor) == nil,
                comment.hindrance(to: command, in: consultation) == nil
            else { return nil }
            let likes = listed.likes > 0 ? " · \(listed.likes)个赞" : ""
            return BulkCandidate(
                record: comment, id: comment.id, title: listed.words ?? TopicWording.erased,
                origin: "\(listed.name ?? CommentWording.somebody) · \(ChineseTime.moment(listed.sentAt, today: today))"
                    + " · \(CommentWording.name(listed.state))\(likes)")
        }
    }

    /// The consultations with comments to which it may be done.
    func groups(
        for command: LiveComment.Command, actor: Actor, in transaction: Transaction
    ) throws -> BulkGroups? {
        let today = services.clock.now().day
        let (comments, consultations) = Self.scope(of: command)
        let found = try media.store.list(
            consultations, withComments: comments, scope: RoomScope(of: actor), limit: 100, in: transaction)
        return BulkGroups(
            label: "哪一场融媒体协商的",
            options: found.map {
                .init(
                    code: $0.id.text,
                    label: "\(ChineseTime.date($0.opensAt.day, today: today)) \($0.title ?? TopicWording.erased)")
            })
    }

    /// In which states the act is looked for: of comments, and of their consultations.
    private static func scope(
        of command: LiveComment.Command
    ) -> (comments: [LiveComment.State.Name], consultations: [MediaConsultation.State.Name]) {
        switch command {
        case .approve, .reject: ([.waiting, .held], [.open, .closed])
        case .mark: ([.approved], [.open, .closed])
        case .draftItem, .joinItem: ([.suggestion, .shortlisted], [.closed, .reported])
        case .hold, .shortlist, .stepBack, .cutIn, .noteAnswer, .answer, .redirect, .withdraw: ([], [])
        }
    }

    /// Comments belong to the room, not to a person.
    func keepers(
        for command: LiveComment.Command, actor: Actor, in transaction: Transaction
    ) throws -> [InputField.Option] { [] }
}
