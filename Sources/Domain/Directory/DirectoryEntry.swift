// SPDX-License-Identifier: Apache-2.0

/// One line of a register: an area, a body, a person, a room … Entered, changed and ended, never deleted, so that what
/// it meant in an earlier year can still be read.
package struct DirectoryEntry: Hashable, Sendable {
    package typealias ID = Identifier<DirectoryEntry>

    package let id: ID
    package let register: Register
    package internal(set) var values: Values
    package internal(set) var state: State
    package internal(set) var version: Int

    /// An entry as it is stored.
    package init(id: ID, register: Register, values: Values, state: State, version: Int) {
        self.id = id
        self.register = register
        self.values = values
        self.state = state
        self.version = version
    }

    /// What stands in an entry's columns, by their names. Codes are ids, dates and words of a list; words are what
    /// somebody wrote, and are kept apart from the log.
    package struct Values: Hashable, Sendable, Codable {
        /// By a column's name: an id, a date as `2026-12-01`, or a word of the column's list.
        package var codes: [String: String]
        /// By a column's name: what somebody wrote.
        package var words: [String: FreeText]

        package init(codes: [String: String] = [:], words: [String: FreeText] = [:]) {
            self.codes = codes
            self.words = words
        }

        /// The value of a column, whichever of the two it is; nil when it is empty or erased.
        package subscript(column: String) -> String? { codes[column] ?? words[column]?.words }

        /// The columns in which two differ, by name.
        package func differences(from other: Values) -> [String] {
            let names = Set(codes.keys).union(words.keys).union(other.codes.keys).union(other.words.keys)
            return names.filter { codes[$0] != other.codes[$0] || words[$0] != other.words[$0] }.sorted()
        }
    }

    /// Whether an entry counts today.
    package enum State: Hashable, Sendable {
        case current
        /// No longer used since this day; still named where it was.
        case ended(on: Day)
    }

    /// What can be done to an entry.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case change, end, resume
    }

    /// Somebody enters a new line.
    package static func entering(
        _ values: Values, into register: Register, as id: ID, by actor: Actor
    ) throws(DirectoryRefusal) -> Transition<DirectoryEntry> {
        guard !RegisterScope(of: actor, over: register).isEmpty else { throw .notYours }
        return Transition(
            DirectoryEntry(id: id, register: register, values: Values(), state: .current, version: 0),
            .entered(register, values))
    }

    /// Throws ``DirectoryRefusal/nothingChanged`` for the values that it has.
    package func changing(to values: Values, by actor: Actor) throws(DirectoryRefusal) -> Transition<DirectoryEntry> {
        try require(.change, by: actor)
        guard !values.differences(from: self.values).isEmpty else { throw .nothingChanged }
        return Transition(self, .changed(values))
    }

    /// `isUsed`: whether open work hangs on it; then it has to be handed over first.
    package func ending(
        on day: Day, isUsed: Bool, by actor: Actor
    ) throws(DirectoryRefusal) -> Transition<DirectoryEntry> {
        try require(.end, by: actor)
        guard !isUsed else { throw .stillUsed }
        return Transition(self, .ended(on: day))
    }

    /// It can be chosen again, after it was taken out of use.
    package func resuming(by actor: Actor) throws(DirectoryRefusal) -> Transition<DirectoryEntry> {
        try require(.resume, by: actor)
        return Transition(self, .resumed)
    }
}
