// SPDX-License-Identifier: Apache-2.0

/// What can go wrong below the stores, in the same words for both engines.
package enum DatabaseError: Error, Hashable, Sendable {
    /// A unique constraint refused: somebody else was first.
    case conflict(constraint: String)
    /// A CHECK, NOT NULL or foreign key refused: a rule was broken further up.
    case invalid(constraint: String)
    /// No space is left; nothing was written.
    case full
    /// The database cannot be reached just now.
    case unavailable(String)
    /// It did not answer in time.
    case timedOut
    /// It was asked to commit and went away before it answered: all of it is there, or nothing. Asking again under the
    /// same idempotency key tells which.
    case outcomeUnknown
    /// Too many writers wait already.
    case overloaded
    /// A value that the database holds is not what the program expects, or one it cannot hold was given.
    case malformed(String)
    /// A migration that was applied has changed, or one is applied that this program does not know.
    case schema(String)
    /// Anything else, with the engine's own code.
    case failed(code: String, message: String)

    /// Whether it lies with the database and passes: what was to be written is not to blame.
    package var isPassing: Bool {
        switch self {
        case .full, .unavailable, .timedOut, .outcomeUnknown, .overloaded: true
        case .conflict, .invalid, .malformed, .schema, .failed: false
        }
    }
}
