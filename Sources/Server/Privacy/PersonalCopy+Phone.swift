// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension PersonalCopy {
    /// So many comments of one phone are copied at most.
    private static let commentsMax = 1_000

    /// What was said by a phone outside of topics: words to media consultations, answers to statements, statements offered.
    /// Answers are found as long as the system still knows whose they are.
    static func read(
        of resident: ResidentSignIn, _ services: Services, _ site: Site, in transaction: Transaction
    ) throws -> PersonalCopy {
        let lists = CommentDesk(services: services, site: site).lists
        let comments = try lists.own(resident.phoneHash, of: nil, limit: commentsMax, in: transaction)
        let statements = OpinionStatementDesk(services: services, site: site)
        let voice = OpinionVoice.phone(resident)
        let calls = try statements.calls.store.answered(in: transaction)
        return PersonalCopy(
            items: comments.flatMap(said)
                + (try calls.flatMap { try items(of: voice, in: $0, statements, transaction) }), until: nil)
    }

    private static func said(_ comment: CommentListStore.Listed) -> [Item] {
        [
            Item(what: "融媒体协商里的留言", at: comment.sentAt, words: comment.words),
            Item(what: "留言时的称呼", at: comment.sentAt, words: comment.name),
            comment.answer.map { Item(what: "单位对这条留言的回应", at: nil, words: $0) },
        ].compactMap { $0 }
    }

    /// What a voice has said in one call.
    private static func items(
        of voice: OpinionVoice, in call: DeliberationStore.Listed, _ desk: OpinionStatementDesk,
        _ transaction: Transaction
    ) throws -> [Item] {
        let (votes, tenant) = (desk.calls.votes, desk.site.tenant.id)
        let question = call.question ?? TopicWording.erased
        let key = voice.key(in: call.id, of: tenant, desk.services.keys)
        var items: [Item] = []
        if let voter = try votes.voter(key, in: call.id, in: transaction) {
            let texts = Dictionary(
                try desk.calls.statements.list(
                    of: call.id, [.adopted], in: transaction
                ).map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
            items += try votes.given(by: voter.id, in: transaction).map { given in
                // What was taken down, of others perhaps, nobody reads here either.
                let text = texts[given.statement] ?? "已经拿下的一句话"
                return Item(
                    what: "看法征集“\(question)”里的表态", at: given.at,
                    words: "\(text)：\(DeliberationWording.name(given.answer))")
            }
        }
        return items
            + (try desk.offered(by: voice, in: call.id, in: transaction).map {
                Item(
                    what: "看法征集“\(question)”里添的话（\(DeliberationWording.name($0.state))）", at: nil, words: $0.text)
            })
    }
}
