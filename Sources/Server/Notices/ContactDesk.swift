// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a person's own contact points goes through here, in the transaction it is given.
struct ContactDesk: Sendable {
    let services: Services
    let tenant: Tenant.ID

    private var store: ContactStore { ContactStore(tenant: tenant, keys: services.keys) }
    private var messages: MessageStore { MessageStore(tenant: tenant, keys: services.keys) }

    /// The fields of the form: for each channel an address, empty if it stays as it is, and how often.
    static let fields = ContactChannel.allCases.flatMap { channel in
        [
            InputField(
                addressField(channel), ContactWording.address(channel), .line(limit: 254), isRequired: false),
            InputField(
                paceField(channel), "\(ContactWording.name(channel))通知",
                .choice(
                    NoticePace.allCases.map {
                        .init(code: $0.rawValue, label: ContactWording.name($0), help: ContactWording.help($0))
                    }),
                isRequired: false),
        ]
    }

    static func addressField(_ channel: ContactChannel) -> String {
        switch channel {
        case .mail: "mail"
        case .sms: "phone"
        }
    }

    static func paceField(_ channel: ContactChannel) -> String { "\(addressField(channel))_pace" }

    func contacts(of person: Person.ID, in transaction: Transaction) throws -> [ContactStore.Contact] {
        try store.contacts(of: person, in: transaction)
    }

    /// What a form says. Throws ``InputProblems`` with all that is wrong.
    static func read(_ sent: [String: String]) throws -> Change {
        let input = try Input(sent, fields: fields)
        var change = Change()
        var problems: [FieldProblem] = []
        for channel in ContactChannel.allCases {
            if let typed = input.optional(addressField(channel)) {
                if let address = ContactAddress(typed, on: channel) {
                    change.addresses.append(address)
                } else {
                    problems.append(.init(field: addressField(channel), sentence: ContactWording.problem(channel)))
                }
            }
            if let pace = input.optional(paceField(channel)).flatMap(NoticePace.init) {
                change.paces.append((channel, pace))
            }
        }
        guard problems.isEmpty else { throw InputProblems(problems, sent: sent) }
        return change
    }

    /// Addresses and choices that somebody has sent.
    struct Change: Sendable {
        var addresses: [ContactAddress] = []
        var paces: [(ContactChannel, NoticePace)] = []
    }

    /// Keeps what was sent. What still waits for an address that is replaced is not sent any more.
    func save(_ change: Change, of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        let before = try store.contacts(of: person, in: transaction)
        for address in change.addresses where !before.contains(where: { $0.address == address }) {
            try messages.withdraw(from: person, address.channel, at: now, in: transaction)
            try store.save(address, of: person, at: now, in: transaction)
        }
        for (channel, pace) in change.paces { try store.save(pace, channel, of: person, in: transaction) }
    }

    /// Forgets an address, and what still waits for it.
    func remove(_ channel: ContactChannel, of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        try messages.withdraw(from: person, channel, at: now, in: transaction)
        try store.remove(channel, of: person, in: transaction)
    }
}
