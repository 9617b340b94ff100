// SPDX-License-Identifier: Apache-2.0

/// What a program of somebody's holds in place of a sign-in: the person's own rights, narrowed, for a limited time.
package struct APIToken: Hashable, Sendable {
    package typealias ID = Identifier<APIToken>

    package let id: ID
    package let name: String
    package let scope: Scope
    package let createdAt: Instant
    package let expiresAt: Instant
    package let lastUsedAt: Instant?
    /// When its person was last told that it ends; nil for never.
    package let warnedAt: Instant?

    package init(
        id: ID, name: String, scope: Scope, createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant?,
        warnedAt: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.scope = scope
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.warnedAt = warnedAt
    }

    /// So many days before it ends its person is told once more.
    package static let lastWarningDays = 7

    /// The moments at which its person is told that it ends. `days`: how many days ahead for the first time. A token that was
    /// made for no longer than that is told of for the last time only: whoever has just made it knows.
    package func warnings(days: Int) -> [Instant] {
        Set([days, Self.lastWarningDays]).map { expiresAt.advanced(byMilliseconds: Int64($0) * -86_400_000) }
            .filter { createdAt < $0 }.sorted()
    }

    /// Whether it ends soon: the first of the moments at which its person is told has come.
    package func isEnding(days: Int, at now: Instant) -> Bool {
        now < expiresAt && warnings(days: days).contains { $0 <= now }
    }

    /// Whether its person is to be told now. What was missed while no server ran is told once.
    package func isWarningDue(days: Int, at now: Instant) -> Bool {
        now < expiresAt
            && warnings(days: days).contains { moment in
                moment <= now && warnedAt.map { $0 < moment } ?? true
            }
    }

    /// For how many days a token may be made.
    package static let terms = [30, 90, 180, 365]

    /// Whether it may change anything.
    package enum Access: String, CaseIterable, Hashable, Sendable, Codable {
        case read, write
    }

    /// What a token may be limited to.
    package enum Context: String, CaseIterable, Hashable, Sendable, Codable {
        case topics, deliberations, dispatches, sessions, campaigns, live, items
        case lookBacks = "look_backs"
        case contests, proposals, receptions, sentiments, duties, board, rooms, directory, imports, practice, health,
            notices, erasures, privacy, accounts, audit
    }

    /// What a token opens. It narrows what its person may do and never widens it: the roles are asked as well.
    package struct Scope: Hashable, Sendable, Codable {
        package let access: Access
        /// Nil for everything.
        package let context: Context?

        package init(access: Access, context: Context?) {
            self.access = access
            self.context = context
        }

        /// Whether it opens an operation that belongs to these parts of the product; to none, where it is of no part.
        package func permits(writing: Bool, in contexts: Set<Context>) -> Bool {
            (access == .write || !writing) && context.map(contexts.contains) ?? true
        }
    }
}
