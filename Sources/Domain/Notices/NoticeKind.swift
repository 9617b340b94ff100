// SPDX-License-Identifier: Apache-2.0

/// What notices are about, as people tell them apart who want to hear more of one thing than of another.
package enum NoticeKind: String, CaseIterable, Hashable, Sendable {
    case topics, sessions, items, receptions, sentiments
    case lookBacks = "look_backs"
    case proposals
    /// Requests about personal data and to unmask: the law gives people an answer within days.
    case personalData = "personal_data"
    /// That a backup failed or is late, or that the log does not hold: the law asks for backups of important data and for logs.
    case backups
    /// What runs out at somebody's own account: recovery codes, tokens of programs.
    case accounts

    /// Whether the law asks that somebody hears of it: such a kind is never left to the product alone.
    package var isRequired: Bool {
        switch self {
        case .personalData, .backups: true
        case .topics, .sessions, .items, .receptions, .sentiments, .lookBacks, .proposals, .accounts: false
        }
    }

    /// What somebody of staff may hear of.
    package static func kinds(for staff: Staff) -> [NoticeKind] {
        let roles = Set(staff.appointments.map(\.role))
        return allCases.filter { kind in
            switch kind {
            case .backups: !roles.isDisjoint(with: [.systemAdministrator, .auditAdministrator])
            case .accounts: !roles.isEmpty
            case .personalData: !roles.isDisjoint(with: [.privacyOfficer, .convener])
            case .proposals: !roles.isDisjoint(with: [.member, .proposalOfficer, .leader, .unitOfficer])
            case .topics, .sessions, .items, .receptions, .sentiments, .lookBacks:
                !roles.subtracting(Role.administrators).isEmpty
            }
        }
    }

    /// How notices of a kind go out on a channel. `usual`: what was chosen for the channel as a whole.
    ///
    /// A channel that somebody has turned off stays silent; but what the law asks for is then in the mail of the day, where
    /// mail goes out at all.
    package static func pace(
        of kind: NoticeKind?, _ choice: NoticeChoice, on channel: ContactChannel, usual: NoticePace
    ) -> NoticePace {
        let isRequired = kind?.isRequired ?? false
        guard usual != .none else { return isRequired ? .standard(for: channel) : .none }
        return switch choice {
        case .usual: usual
        case .each: .each
        case .digest: .digest
        case .product: isRequired ? usual : .none
        }
    }
}

/// What somebody has chosen for a kind of notices.
package enum NoticeChoice: String, CaseIterable, Hashable, Sendable {
    /// As for the channel as a whole.
    case usual
    /// Of each thing at once.
    case each
    /// In the digest of the day.
    case digest
    /// In the product alone.
    case product

    /// What can be chosen for a kind.
    package static func choices(for kind: NoticeKind) -> [NoticeChoice] {
        kind.isRequired ? [.usual, .each, .digest] : allCases
    }
}
