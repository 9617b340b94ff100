// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension PersonalCopy {
    /// What is kept of somebody who signs in: the account with its posts, where notices go, and every line of a register that names
    /// the person, those that ended too (BR-40).
    static func read(
        of staff: Staff, at now: Instant, _ services: Services, _ site: Site, in transaction: Transaction
    ) throws -> PersonalCopy {
        let contacts = try ContactStore(tenant: site.tenant.id, keys: services.keys).contacts(
            of: staff.id, in: transaction)
        return PersonalCopy(
            items: try account(of: staff, at: now, site, in: transaction)
                + contacts.compactMap { contact in
                    contact.address.map {
                        Item(what: "接收通知的\(ContactWording.name(contact.channel))", at: nil, words: $0.text)
                    }
                }
                + (try Register.allCases.flatMap {
                    try lines(of: $0, naming: staff.id, services, site, in: transaction)
                }),
            until: nil)
    }

    private static func account(
        of staff: Staff, at now: Instant, _ site: Site, in transaction: Transaction
    ) throws -> [Item] {
        let tenant = site.tenant.id
        guard let account = try AccountStore(tenant: tenant).account(.init(staff.id.number), at: now, in: transaction)
        else { return [] }
        let places = try GrantPlaces(account.grants, tenant: tenant, in: transaction)
        return [Item(what: "账号名", at: nil, words: account.signInName)]
            + account.grants.map { Item(what: "系统里的职务", at: nil, words: places.words($0, today: now.day)) }
    }

    /// The lines of one register, each with when it was entered.
    private static func lines(
        of register: Register, naming person: Person.ID, _ services: Services, _ site: Site, in transaction: Transaction
    ) throws -> [Item] {
        let form = RegisterForm.of(register)
        let entries = try RegisterStore(tenant: site.tenant.id, form: form).entries(naming: person, in: transaction)
        guard !entries.isEmpty else { return [] }
        let labels = try RegisterLabels(of: entries, form, tenant: site.tenant.id, in: transaction)
        let logs = try services.eventLog.logs(
            of: entries.map(\.id.number), tenant: site.tenant.id, as: DirectoryEvent.self, in: transaction)
        return entries.map { entry in
            Item(
                what: "名册里的\(form.title)", at: logs[entry.id.number]?.first?.at,
                words: words(of: entry, naming: person, form, labels))
        }
    }

    /// A line is told whole, but of a room what the person is in it alone: the rest is the room's.
    private static func words(
        of entry: DirectoryEntry, naming person: Person.ID, _ form: RegisterForm, _ labels: RegisterLabels
    ) -> String {
        let own = form.columns.filter { $0.names(person, in: entry) }
        let told =
            entry.register == .rooms
            ? own.map { "\($0.label)：\(labels.label(entry))" }
            : form.columns.compactMap { column in
                let text = labels.text(column, entry.values)
                return text.isEmpty ? nil : "\(column.label)：\(text)"
            }
        let ended: [String] = if case .ended(let day) = entry.state { ["\(day.description)停用"] } else { [] }
        return (told + ended).joined(separator: "；")
    }
}

extension RegisterColumn {
    /// Whether the entry names this person in the column.
    fileprivate func names(_ person: Person.ID, in entry: DirectoryEntry) -> Bool {
        content == .entry(.people) && entry.values[name] == person.text
    }
}
