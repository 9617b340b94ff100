// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Makes the digests: at eight on a working day, or as soon after that as a server is there; one for a person and a day,
/// however many servers there are, and none when there is nothing to tell.
struct DigestDesk: Service {
    let services: Services
    private static let hour: Int64 = 8

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(20))
                for site in services.sites.all { await makeDigests(for: site) }
            }
        }
    }

    /// Makes the digests that are due in one tenant.
    func makeDigests(for site: Site) async {
        let now = services.clock.now()
        let channels = services.channels(of: site.tenant.id)
        guard !channels.isEmpty, site.practice.calendar.isWorkingDay(now.day),
            now.millisecondsIntoDay >= Self.hour * 3_600_000
        else { return }
        let contacts = ContactStore(tenant: site.tenant.id, keys: services.keys)
        do {
            let awaiting = try await services.engine.read {
                try contacts.awaitingDigest(on: now.day, by: channels, in: $0)
            }
            for each in awaiting {
                do {
                    try await services.engine.write { try make(each, site, at: now, in: $0) }
                } catch {
                    // One person's trouble is not the next one's.
                    services.log.error("a digest waits", metadata: ["person": "\(each.person)", "error": "\(error)"])
                }
            }
        } catch {
            services.log.error("the digests wait", metadata: ["error": "\(error)"])
        }
    }

    /// Takes the person's day and, if there is something to tell, writes the messages: both or neither.
    private func make(
        _ awaiting: ContactStore.Awaiting, _ site: Site, at now: Instant, in transaction: Transaction
    ) throws {
        let (tenant, person) = (site.tenant.id, awaiting.person)
        let seal = try SealStore(keys: services.keys).last(tenant: tenant, in: transaction)
        let isOurs = try DigestStore(tenant: tenant).take(
            now.day, of: person, sealPosition: seal?.last ?? 0, at: now, in: transaction)
        guard isOurs, let staff = try SignInStore(tenant: tenant).staff(person, on: now.day, in: transaction),
            !staff.appointments.isEmpty
        else { return }
        let notices = NoticeStore(tenant: tenant)
        let unread = try notices.undigested(of: person, in: transaction)
        let contacts = try ContactStore(tenant: tenant, keys: services.keys).contacts(of: person, in: transaction)
            .filter { $0.address != nil && services.channels(of: tenant).contains($0.channel) }
        let messages = MessageStore(tenant: tenant, keys: services.keys)
        let choices = try NoticeChoiceStore(tenant: tenant).choices(of: person, in: transaction)
        let full = try digest(for: staff, awaiting, unread, seal, site, at: now, in: transaction)
        var done: Set<Identifier<NoticeStore>> = []
        for contact in contacts {
            let told = try awaited(unread, by: contact, choices, person, messages, in: transaction)
            done.formUnion(contact.pace == .none ? told : Set(unread.map(\.id)))
            let digest = full.narrowed(to: told, isUsual: contact.pace == .digest)
            guard let address = contact.address, digest.isWorthTelling else { continue }
            try messages.insert(
                to: address, title: DigestWording.title(digest),
                text: DigestWording.text(digest, on: contact.channel),
                key: "digest/\(now.day)/\(person)/\(contact.channel.rawValue)", recipient: person,
                as: services.id(MessageStore.self), at: now, in: transaction)
        }
        try notices.markDigested(unread.filter { done.contains($0.id) }, at: now, in: transaction)
    }

    /// What a digest tells on a channel: what is to go out there and was not sent at once. A choice that was changed meanwhile
    /// loses nothing: what was to go out at once and did not, is told now.
    private func awaited(
        _ unread: [NoticeStore.Notice], by contact: ContactStore.Contact, _ choices: [NoticeKind: NoticeChoice],
        _ person: Person.ID, _ messages: MessageStore, in transaction: Transaction
    ) throws -> Set<Identifier<NoticeStore>> {
        let wanted = unread.filter { contact.pace(of: $0.subject?.kind, choices) != .none }
        func key(_ notice: NoticeStore.Notice) -> String {
            MessageStore.key(of: notice.event, to: person, on: contact.channel)
        }
        let sent = try messages.written(wanted.map(key), in: transaction)
        return Set(wanted.filter { !sent.contains(key($0)) }.map(\.id))
    }

    private func digest(
        for staff: Staff, _ awaiting: ContactStore.Awaiting, _ unread: [NoticeStore.Notice], _ seal: SealStore.Seal?,
        _ site: Site, at now: Instant, in transaction: Transaction
    ) throws -> Digest {
        let tenant = site.tenant.id
        let titles = try NoticeTitles(services: services, tenant: tenant).titles(
            of: unread.compactMap(\.subject), seenBy: .staff(staff), in: transaction)
        let news = unread.map { notice in
            let title = notice.subject.flatMap { titles[$0] }
            return Digest.News(
                notice: notice.id, sentence: NoticeWording.sentence(notice.subject, notice.eventKind),
                title: title.flatMap { $0.isPublic ? $0.words : nil },
                address: title?.address ?? notice.subject?.address ?? "/desk/notices")
        }
        let since = awaiting.last?.day ?? Day(number: 0)
        let deadlines =
            try TopicDeskStore(tenant: tenant, contents: services.contents).deadlines(
                scope: TopicScope(of: .staff(staff)), today: now.day, since: since, in: transaction)
            + SessionListStore(tenant: tenant).deadlines(
                scope: SessionScope(of: .staff(staff)), today: now.day, since: since, in: transaction)
            + ItemListStore(tenant: tenant, contents: services.contents).deadlines(
                scope: ItemScope(of: .staff(staff)), today: now.day, since: since, in: transaction)
            + SentimentStore(tenant: tenant, contents: services.contents).deadlines(
                scope: SentimentScope(of: .staff(staff)), today: now.day, since: since, in: transaction)
            + CommentListStore(tenant: tenant, contents: services.contents).deadlines(
                scope: ItemScope(of: .staff(staff)), today: now.day, since: since, in: transaction)
            + ProposalListStore(tenant: tenant, contents: services.contents).deadlines(
                scope: ProposalScope(of: .staff(staff)), today: now.day, since: since, in: transaction)
            + ofPrivacy(staff, tenant, today: now.day, since: since, in: transaction)
        let behind = try QuotaReader(site, .staff(staff), today: now.day)
            .news(after: since, isMember: staff.holds(.member), in: transaction)
        let head = staff.holds(.leader) ? seal : nil
        return Digest(
            name: staff.name, day: now.day, news: news, dueToday: deadlines.dueToday, overdue: deadlines.overdue,
            newlyOverdue: deadlines.newlyOverdue,
            reminders: behind.map {
                .init(sentence: QuotaWording.sentence($0, today: now.day), address: $0.address)
            },
            head: head.map { ChainHead(position: $0.last, signature: $0.signature) },
            headIsNew: head.map { $0.last > awaiting.last?.sealPosition ?? 0 } ?? false,
            baseURL: services.baseURL(of: tenant))
    }

    /// What people ask about their own data and conveners about others' is decided in time (BR-38, BR-40).
    private func ofPrivacy(
        _ staff: Staff, _ tenant: Tenant.ID, today: Day, since: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        guard staff.holds(.privacyOfficer) else { return .init() }
        return try PersonalDataStore(tenant: tenant).deadlines(today: today, since: since, in: transaction)
            + UnmaskingStore(tenant: tenant).deadlines(today: today, since: since, in: transaction)
    }
}
