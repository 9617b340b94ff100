// SPDX-License-Identifier: Apache-2.0

extension RegisterImport: Lifecycle {
    package typealias Event = RegisterImportEvent
    package typealias Refused = RegisterImportRefusal

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> RegisterImportRefusal? {
        guard isOpen(to: actor) else { return .notYours }
        switch (state, command) {
        case (.unplaced, .place), (.checked, .confirm), (.checked, .discard), (.checking, .discard),
            (.unplaced, .discard):
            return nil
        case (.checking, .confirm), (.checking, .place), (.unplaced, .confirm): return .notChecked
        case (.refused, .confirm): return .notRight
        case (.checked, .place), (.refused, .place), (.refused, .discard), (.applying, _), (.applied, _), (.stopped, _),
            (.discarded, _):
            return .alreadyDecided
        }
    }

    /// The role in which the actor decides.
    package func role(of actor: Actor, for command: Command) -> Role? {
        isOpen(to: actor) ? target.role(of: actor) : nil
    }

    package func applying(_ event: RegisterImportEvent) -> RegisterImport {
        var run = self
        run.version += 1
        switch event {
        case .sent: run.state = .checking
        case .columnsAsked: run.state = .unplaced
        case .placed(let columns):
            run.columns = columns
            run.state = .checking
        case .checked(let tally): run.state = .checked(tally)
        case .refused(let problems): run.state = .refused(problems: problems)
        case .confirmed: run.state = .applying(tally)
        case .applied: run.state = .applied(tally)
        case .stopped(let row): run.state = .stopped(row: row)
        case .discarded: run.state = .discarded
        }
        return run
    }

    /// What the look at the file found; nothing before.
    package var tally: Tally {
        switch state {
        case .checked(let tally), .applying(let tally), .applied(let tally): tally
        case .checking, .unplaced, .refused, .stopped, .discarded: Tally()
        }
    }

    /// How much is wrong with the file; of very much the list tells the first alone.
    package var problemCount: Int {
        if case .refused(let problems) = state { problems } else { 0 }
    }

    /// The row, from 1, that could no longer be taken; those before it were.
    package var stoppedAt: Int? {
        if case .stopped(let row) = state { row } else { nil }
    }

    /// The import that a log tells of; nil if its first event does not send a file.
    package static func replaying(_ log: [RegisterImportEvent], as id: ID) -> RegisterImport? {
        guard case .sent(let target, let sender, _)? = log.first else { return nil }
        let blank = RegisterImport(
            id: id, target: target, sender: sender, state: .checking, columns: nil, version: 0)
        return log.reduce(blank) { $0.applying($1) }
    }
}

/// What can happen to an import. Written once, never changed.
package enum RegisterImportEvent: LifecycleEvent {
    case sent(RegisterImport.Target, by: Person.ID, fileName: FreeText)
    /// The titles are not those of the form.
    case columnsAsked
    /// Which column of the file, from 1, is which of the form.
    case placed([String: Int])
    case checked(RegisterImport.Tally)
    case refused(problems: Int)
    case confirmed
    case applied
    case stopped(row: Int)
    case discarded

    package static let subject = "import"
    package static let version = 1

    package var kind: String {
        switch self {
        case .sent: "sent"
        case .columnsAsked: "columns_asked"
        case .placed: "placed"
        case .checked: "checked"
        case .refused: "refused"
        case .confirmed: "confirmed"
        case .applied: "applied"
        case .stopped: "stopped"
        case .discarded: "discarded"
        }
    }
}

/// Why a command on an import was refused.
package enum RegisterImportRefusal: String, Refusal, CaseIterable {
    /// What the lines become is entered by somebody else.
    case notYours = "not_yours"
    /// The file is still being looked at.
    case notChecked = "not_checked"
    /// Something in the file is wrong.
    case notRight = "not_right"
    /// Two columns of the form cannot be the same one of the file.
    case columnTwice = "column_twice"
    /// It is being taken, or over.
    case alreadyDecided = "already_decided"

    package var code: String { rawValue }
}
