// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What somebody who has enrolled hears by SMS, where there is a phone and a way to send. Others may read it on the way, so
/// nothing of what was said stands in it.
struct EnrolmentNews: Sendable {
    let services: Services
    let site: Site

    /// What there is to tell.
    enum Word: Sendable {
        case admitted
        case declined(FreeText)
        case session(OfSession)
    }

    /// What became of the session itself.
    enum OfSession: Sendable {
        case postponed, rescheduled
        case cancelled(FreeText)
    }

    /// `enrolment`: as it was while its phone was still kept.
    func send(
        _ word: Word, to enrolment: Enrolment, _ recorded: EventStore.Recorded, at now: Instant,
        in transaction: Transaction
    ) throws {
        let tenant = site.tenant.id
        guard services.channels(of: tenant).contains(.sms), let phone = enrolment.phone.flatMap({ MobileNumber($0) })
        else { return }
        let (title, text) = EnrolmentWording.message(word, enrolment.session, contact: site.tenant.contact)
        try MessageStore(tenant: tenant, keys: services.keys).insert(
            to: .sms(phone), title: title, text: "\(site.tenant.shortName)：\(text)",
            key: "enrolment/\(enrolment.id)/\(Identifier<Never>(recorded.event).text)",
            as: services.id(MessageStore.self), at: now, in: transaction)
    }
}
