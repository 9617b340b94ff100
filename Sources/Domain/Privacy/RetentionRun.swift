// SPDX-License-Identifier: Apache-2.0

/// One day's clearing of what has passed its period: begun, swept batch by batch, finished. One that was cut short goes on
/// where it stood.
package struct RetentionRun: Hashable, Sendable {
    package typealias ID = Identifier<RetentionRun>
    package typealias Category = RetentionPractice.Category

    package let id: ID
    package let day: Day
    package internal(set) var isFinished: Bool
    /// How much of what has gone so far.
    package internal(set) var swept: [Category: Amount]
    package internal(set) var version: Int

    /// How many records were concerned, and how many texts, rows or files went.
    package struct Amount: Hashable, Sendable, Codable {
        package var records: Int
        /// Texts, rows or files.
        package var parts: Int

        package init(records: Int, parts: Int) {
            self.records = records
            self.parts = parts
        }
    }

    /// Begins the run of a day.
    package static func beginning(on day: Day, as id: ID) -> Transition<RetentionRun> {
        Transition(RetentionRun(id: id, day: day, isFinished: false, swept: [:], version: 0), .began(on: day))
    }

    /// Notes how much of a category has gone, once it is gone.
    package func sweeping(_ category: Category, _ amount: Amount) throws(RetentionRefusal) -> Transition<RetentionRun> {
        try require(.sweep, by: .system)
        return Transition(self, .swept(category, amount))
    }

    /// The run of the day is over.
    package func finishing() throws(RetentionRefusal) -> Transition<RetentionRun> {
        try require(.finish, by: .system)
        return Transition(self, .finished)
    }
}

extension RetentionRun: Lifecycle {
    package typealias Event = RetentionEvent
    package typealias Refused = RetentionRefusal

    /// What can be done to a run: nobody but the program does it.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case sweep, finish
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> RetentionRefusal? {
        guard actor == .system else { return .notYours }
        return isFinished ? .alreadyFinished : nil
    }

    /// The program has no role.
    package func role(of actor: Actor, for command: Command) -> Role? { nil }

    package func applying(_ event: RetentionEvent) -> RetentionRun {
        var run = self
        run.version += 1
        switch event {
        case .began: break
        case .swept(let category, let amount):
            let before = run.swept[category] ?? Amount(records: 0, parts: 0)
            run.swept[category] = Amount(
                records: before.records + amount.records, parts: before.parts + amount.parts)
        case .finished: run.isFinished = true
        }
        return run
    }

    /// The run that a log tells of; nil if its first event does not begin one.
    package static func replaying(_ log: [RetentionEvent], as id: ID) -> RetentionRun? {
        guard case .began(let day)? = log.first else { return nil }
        let blank = RetentionRun(id: id, day: day, isFinished: false, swept: [:], version: 0)
        return log.reduce(blank) { $0.applying($1) }
    }
}

/// What can happen in a run. Written once, never changed.
package enum RetentionEvent: LifecycleEvent {
    case began(on: Day)
    /// A batch is gone.
    case swept(RetentionPractice.Category, RetentionRun.Amount)
    case finished

    package static let subject = "retention"
    package static let version = 1

    package var kind: String {
        switch self {
        case .began: "began"
        case .swept: "swept"
        case .finished: "finished"
        }
    }
}

/// Why a step of a run was refused.
package enum RetentionRefusal: String, Refusal, CaseIterable {
    /// Nobody but the program clears.
    case notYours = "not_yours"
    /// The run has ended.
    case alreadyFinished = "already_finished"

    package var code: String { rawValue }
}
