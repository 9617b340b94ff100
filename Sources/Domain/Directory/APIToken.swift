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

    package init(
        id: ID, name: String, scope: Scope, createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant?
    ) {
        self.id = id
        self.name = name
        self.scope = scope
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
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
