// SPDX-License-Identifier: Apache-2.0

/// A table of a file on its way into a register or into the topics: looked at as a whole first, taken only when all of it is right.
package struct RegisterImport: Hashable, Sendable {
    package typealias ID = Identifier<RegisterImport>

    package let id: ID
    package let target: Target
    /// Who sent it; the lines are entered in this name.
    package let sender: Person.ID
    package internal(set) var state: State
    /// Which column of the file, from 1, is which of the form, where somebody has said so; nil: the titles say it.
    package internal(set) var columns: [String: Int]?
    package internal(set) var version: Int

    /// What the lines become.
    package enum Target: Hashable, Sendable, CaseIterable, Codable, RawRepresentable {
        /// Entries of a register.
        case register(Register)
        /// Topics of a system that the county worked with before.
        case formerTopics
        /// Proposals of earlier sessions.
        case formerProposals

        package static var allCases: [Target] {
            Register.allCases.map(Target.register) + [.formerTopics, .formerProposals]
        }

        /// Who imports it: whoever keeps the register; what a system or papers of before knew, the system administrator.
        package var holders: Set<Role> {
            switch self {
            case .register(let register): register.holders
            case .formerTopics, .formerProposals: [.systemAdministrator]
            }
        }

        /// The role in which somebody imports it; nil for everybody else.
        package func role(of actor: Actor) -> Role? {
            switch self {
            case .register(let register): RegisterScope(of: actor, over: register).role
            case .formerTopics, .formerProposals:
                if case .staff(let staff) = actor {
                    staff.appointments.first { holders.contains($0.role) }?.role
                } else {
                    nil
                }
            }
        }

        /// Whether somebody imports it for the whole tenant, and so sees what others have sent.
        package func isWhole(for actor: Actor) -> Bool {
            switch self {
            case .register(let register): RegisterScope(of: actor, over: register).isWhole
            case .formerTopics, .formerProposals: role(of: actor) != nil
            }
        }

        /// Whether somebody may say which column of the file is which: it comes from papers that have titles of their own.
        package var takesAnyTitles: Bool { self == .formerProposals }

        package init?(rawValue: String) {
            if rawValue == "former_topics" {
                self = .formerTopics
            } else if rawValue == "former_proposals" {
                self = .formerProposals
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
            case .formerProposals: "former_proposals"
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
        /// Being looked at; nothing is taken. → checked, refused, unplaced, discarded
        case checking
        /// Its titles are others than the form's; somebody has to say which column is which. → checking, discarded
        case unplaced
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
            case .unplaced: .unplaced
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
            case checking, unplaced, checked, refused, applying, applied, stopped, discarded

            /// Whether the program has something to do.
            package var isAtWork: Bool {
                switch self {
                case .checking, .applying: true
                case .unplaced, .checked, .refused, .applied, .stopped, .discarded: false
                }
            }
        }
    }

    /// What somebody may do with an import.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case place, confirm, discard

        /// Whose act it is.
        package var holders: Set<Role> { Register.keepers }
    }

    /// Whether somebody sees it and decides about it: whoever keeps the whole of what the lines become, and of those who
    /// keep a part of it whoever sent the file.
    package func isOpen(to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor, target.role(of: actor) != nil else { return false }
        return sender == staff.id || target.isWhole(for: actor)
    }

    /// Somebody sends a file.
    package static func sending(
        fileName: String, for target: Target, as id: ID, by actor: Actor
    ) throws(RegisterImportRefusal) -> Transition<RegisterImport> {
        guard case .staff(let staff) = actor, target.role(of: actor) != nil else { throw .notYours }
        return Transition(
            RegisterImport(id: id, target: target, sender: staff.id, state: .checking, columns: nil, version: 0),
            .sent(target, by: staff.id, fileName: .kept(fileName)))
    }

    /// Somebody says which column of the file, from 1, is which of the form; it is looked at once more.
    package func placing(
        _ columns: [String: Int], by actor: Actor
    ) throws(RegisterImportRefusal) -> Transition<RegisterImport> {
        try require(.place, by: actor)
        guard Set(columns.values).count == columns.count else { throw .columnTwice }
        return Transition(self, .placed(columns))
    }

    /// Somebody has looked at what would change, and wants it taken in.
    package func confirming(by actor: Actor) throws(RegisterImportRefusal) -> Transition<RegisterImport> {
        try require(.confirm, by: actor)
        return Transition(self, .confirmed)
    }

    /// Nothing of the file is taken in.
    package func discarding(by actor: Actor) throws(RegisterImportRefusal) -> Transition<RegisterImport> {
        try require(.discard, by: actor)
        return Transition(self, .discarded)
    }

    /// Nobody has decided about it for too long.
    package func forgotten() -> Transition<RegisterImport>? {
        switch state {
        case .unplaced, .checked: return Transition(self, .discarded)
        case .checking, .refused, .applying, .applied, .stopped, .discarded: return nil
        }
    }

    /// The program has looked at the titles, and they are not those of the form.
    package func unplaced() -> Transition<RegisterImport>? {
        guard state == .checking, target.takesAnyTitles, columns == nil else { return nil }
        return Transition(self, .columnsAsked)
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
