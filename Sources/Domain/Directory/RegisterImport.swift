// SPDX-License-Identifier: Apache-2.0

/// A table of a file on its way into a register or into the topics: looked at as a whole first, taken only when all of it is right.
package struct RegisterImport: Hashable, Sendable {
    package typealias ID = Identifier<RegisterImport>

    package let id: ID
    package let target: Target
    /// Who sent it; the lines are entered in this name.
    package let sender: Person.ID
    package internal(set) var state: State
    package internal(set) var version: Int

    /// What the lines become.
    package enum Target: Hashable, Sendable, CaseIterable, Codable, RawRepresentable {
        /// Entries of a register.
        case register(Register)
        /// Topics of a system that the county worked with before.
        case formerTopics

        package static var allCases: [Target] { Register.allCases.map(Target.register) + [.formerTopics] }

        package init?(rawValue: String) {
            if rawValue == "former_topics" {
                self = .formerTopics
            } else if let register = Register(rawValue: rawValue) {
                self = .register(register)
            } else {
                return nil
            }
        }

        package var rawValue: String {
            switch self {
            case .register(let register): register.rawValue
            case .formerTopics: "former_topics"
            }
        }
    }

    /// How many lines would do, or did, what.
    package struct Tally: Hashable, Sendable, Codable {
        /// Lines that are not there yet.
        package var new: Int
        /// Lines that say something else than what is there.
        package var changed: Int
        /// Lines that are there already.
        package var same: Int

        package init(new: Int = 0, changed: Int = 0, same: Int = 0) {
            self.new = new
            self.changed = changed
            self.same = same
        }

        package var rows: Int { new + changed + same }
    }

    /// Where an import stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Being looked at; nothing is taken. → checked, refused, discarded
        case checking
        /// All is right, and somebody has to say yes. → applying, discarded
        case checked(Tally)
        /// So many things are wrong; nothing was taken.
        case refused(problems: Int)
        /// Being taken, some hundred lines at a time. → applied, stopped
        case applying(Tally)
        case applied(Tally)
        /// A line that was right could no longer be taken, since the register was changed meanwhile; the lines before it
        /// were. The same file can be sent again: what is there already stays as it is.
        case stopped(row: Int)
        case discarded

        package var name: Name {
            switch self {
            case .checking: .checking
            case .checked: .checked
            case .refused: .refused
            case .applying: .applying
            case .applied: .applied
            case .stopped: .stopped
            case .discarded: .discarded
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case checking, checked, refused, applying, applied, stopped, discarded

            /// Whether the program has something to do.
            package var isAtWork: Bool {
                switch self {
                case .checking, .applying: true
                case .checked, .refused, .applied, .stopped, .discarded: false
                }
            }
        }
    }

    /// What somebody may do with an import.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case confirm, discard

        /// Whose act it is.
        package var holders: Set<Role> { [.systemAdministrator] }
    }

    /// Somebody sends a file.
    package static func sending(
        fileName: String, for target: Target, as id: ID, by actor: Actor
    ) throws(RegisterImportRefusal) -> Transition<RegisterImport> {
        guard case .staff(let staff) = actor, staff.holds(.systemAdministrator) else { throw .notYours }
        return Transition(
            RegisterImport(id: id, target: target, sender: staff.id, state: .checking, version: 0),
            .sent(target, by: staff.id, fileName: .kept(fileName)))
    }

    package func confirming(by actor: Actor) throws(RegisterImportRefusal) -> Transition<RegisterImport> {
        try require(.confirm, by: actor)
        return Transition(self, .confirmed)
    }

    package func discarding(by actor: Actor) throws(RegisterImportRefusal) -> Transition<RegisterImport> {
        try require(.discard, by: actor)
        return Transition(self, .discarded)
    }

    /// Nobody has decided about it for too long.
    package func forgotten() -> Transition<RegisterImport>? {
        guard case .checked = state else { return nil }
        return Transition(self, .discarded)
    }

    /// The program has looked at the file: what it would do, or how much is wrong with it.
    package func checked(_ tally: Tally, problems: Int) -> Transition<RegisterImport>? {
        guard state == .checking else { return nil }
        return Transition(self, problems > 0 ? .refused(problems: problems) : .checked(tally))
    }

    /// The program has taken every line, or could not take this one.
    package func finished(stoppedAt row: Int?) -> Transition<RegisterImport>? {
        guard case .applying = state else { return nil }
        return Transition(self, row.map { .stopped(row: $0) } ?? .applied)
    }
}
