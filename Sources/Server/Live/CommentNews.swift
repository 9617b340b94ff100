// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What whoever wrote a comment hears by SMS. Others may read it on the way, so nothing of what was said stands in it.
struct CommentNews: Sendable {
    let services: Services
    let site: Site

    /// What there is to tell.
    enum Word: Sendable {
        case answered
        case followUp(Deadline)
        case itemised
    }

    func send(
        _ word: Word, to comment: LiveComment, _ recorded: EventStore.Recorded, at now: Instant,
        in transaction: Transaction
    ) throws {
        let tenant = site.tenant.id
        guard services.channels(of: tenant).contains(.sms),
            let phone = comment.said.phone.words.flatMap({ MobileNumber($0) })
        else { return }
        let address = "\(services.baseURL(of: tenant))/live/\(comment.said.consultation)"
        let (title, text) = CommentWording.message(word, address: address, today: now.day)
        try MessageStore(tenant: tenant, keys: services.keys).insert(
            to: .sms(phone), title: title, text: "\(site.tenant.shortName)：\(text)",
            key: "comment/\(comment.id)/\(Identifier<Never>(recorded.event).text)", as: services.id(MessageStore.self),
            at: now, in: transaction)
    }
}
