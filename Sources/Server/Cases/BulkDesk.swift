// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A kind of case of which many can be dealt with at once (成批办理): a flood that is cleared, the work of somebody who
/// leaves that others take over.
///
/// Each case is dealt with as if alone: the same rule, an event of its own, the same people told.
protocol BulkDesk: CaseDesk {
    /// What can be done to many at once: acts whose fields may be answered alike for all of them.
    static var bulkActs: [CaseAct<Self>] { get }

    /// The act that takes another back for all cases at once, with what it is told then; nil where there is none.
    static func undoing(_ command: Case.Command) -> (act: CaseAct<Self>, fields: [String: String])?

    /// The field of an act that is answered for each case by itself; nil where one answer fits all.
    static func ownField(of command: Case.Command) -> String?

    /// What a field that refers to records may be answered with, for all of the cases alike.
    func bulkOptions(
        _ source: InputField.OptionSource, for cases: [Case], in transaction: Transaction
    ) throws -> [InputField.Option]

    /// Whether what a field is blamed for is so of one case alone, which is left then, while the others are done.
    static func isOfOneCase(_ refusal: any WordedRefusal) -> Bool

    /// How many cases are looked through for words at most, where each has to be opened to be read; nil where all are.
    static var lookedThroughMax: Int? { get }

    /// The cases that an act may be done to now, in the order in which somebody would go through them.
    func candidates(
        for command: Case.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<Case>]

    /// What the cases are gathered under, where an act is done within one of them at a time; nil where it is done across.
    func groups(
        for command: Case.Command, actor: Actor, in transaction: Transaction
    ) throws -> BulkGroups?

    /// Whose cases there are among them, where the act hands cases over; nobody where it does something else.
    func keepers(
        for command: Case.Command, actor: Actor, in transaction: Transaction
    ) throws -> [InputField.Option]
}

/// Which cases are looked for.
struct BulkFilter: Sendable {
    /// Words that were said in them.
    let words: String?
    /// Whose they are now.
    let keeper: Person.ID?
    /// The last day on which they came in; nil for any. Asked for where not all are looked through.
    let receivedUntil: Day?
    /// Under which of the desk's groups they lie.
    let group: String?

    static let fields: [InputField] = [
        InputField("words", "说到什么", .line(limit: 40), isRequired: false),
        InputField("keeper", "现在归谁", .reference(.keepers), isRequired: false),
        InputField("receivedUntil", "哪天以前收到的", .day, isRequired: false),
        InputField("group", "哪一场的", .line(limit: 13), isRequired: false),
    ]

    init(_ input: Input) {
        words = input.optional("words")
        keeper = input.optional("keeper").flatMap { Identifier($0) }
        receivedUntil = input.optional("receivedUntil").flatMap { Day($0) }
        group = input.optional("group")
    }

    /// Whether somebody said which cases are meant.
    var isNarrow: Bool { words != nil || keeper != nil }

    /// Whether a text has the words, whatever their case.
    func matches(_ text: String?) -> Bool {
        guard let words else { return true }
        return text?.lowercased().contains(words.lowercased()) ?? false
    }
}

/// What cases are gathered under that are dealt with together, such as the consultation that they came to.
struct BulkGroups: Sendable {
    /// What is asked: 只看哪一场的.
    let label: String
    let options: [InputField.Option]
    /// What is said where none has been chosen.
    var unchosen = "先在上面选一场。"

    /// The one that is meant: the one that was chosen, and no other where nothing lies under it any more; or the only one there is.
    func chosen(_ filter: BulkFilter) -> String? {
        if let asked = filter.group { return options.first { $0.code == asked }?.code }
        return options.count == 1 ? options[0].code : nil
    }
}

/// A case that could be dealt with together with others.
struct BulkCandidate<Case: Lifecycle>: Sendable {
    let record: Case
    let id: Identifier<Case>
    let title: String
    /// Room, state and day, in one line.
    let origin: String
}

/// What became of cases that were dealt with together.
struct BulkOutcome<Case: Lifecycle>: Sendable {
    struct Done: Sendable {
        let id: Identifier<Case>
        let title: String
        /// As it is now.
        let version: Int
    }

    /// A case that was left as it was, and why.
    struct Left: Sendable {
        let id: Identifier<Case>
        /// Nil for one that this person may not see.
        let title: String?
        let code: String
        let reason: String
    }

    var done: [Done] = []
    var left: [Left] = []
}

extension BulkDesk {
    /// No more at once than a form sends, and than one transaction should hold others up for.
    static var bulkLimit: Int { 150 }

    /// Fewer where something is written for each: what a form carries, and what somebody looks over.
    static func bulkLimit(of command: Case.Command) -> Int { ownField(of: command) == nil ? bulkLimit : 30 }

    static func ownField(of command: Case.Command) -> String? { nil }

    static var lookedThroughMax: Int? { nil }

    /// What the first of the cases may.
    func bulkOptions(
        _ source: InputField.OptionSource, for cases: [Case], in transaction: Transaction
    ) throws -> [InputField.Option] {
        try cases.first.map { try options(source, for: $0, in: transaction) } ?? []
    }

    static func isOfOneCase(_ refusal: any WordedRefusal) -> Bool { false }

    func groups(for command: Case.Command, actor: Actor, in transaction: Transaction) throws -> BulkGroups? { nil }

    static func undoing(_ command: Case.Command) -> (act: CaseAct<Self>, fields: [String: String])? { nil }

    /// Does one thing to each of these cases, each with its input. What is wrong with the input is thrown, and nothing is done; a case that
    /// the rule refuses is left as it was, and said. `seen`: the versions that the person chose from; one that has changed since
    /// is left too.
    func perform(
        _ act: CaseAct<Self>, _ inputs: [Identifier<Case>: Input], seen: [Identifier<Case>: Int] = [:],
        by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> BulkOutcome<Case> {
        let names = Set(act.bulkFields(site.practice.profile).map(\.name))
        var outcome = BulkOutcome<Case>()
        // In one order, so that two who choose the same cases wait for each other and not crosswise.
        for (id, input) in inputs.sorted(by: { $0.key < $1.key }) {
            guard let record = try found(id, for: actor, in: transaction) else {
                outcome.left.append(.init(id: id, title: nil, code: "not_found", reason: "没有找到，或者不归您看。"))
                continue
            }
            let title = try headline(record, in: transaction).title
            if let version = seen[id], version != record.version {
                let changed = WebFailure.changedMeanwhile
                outcome.left.append(.init(id: id, title: title, code: changed.code, reason: changed.sentence))
                continue
            }
            do {
                let after = try perform(act, input, on: record, by: actor, at: now, in: transaction)
                outcome.done.append(.init(id: id, title: title, version: after.version))
            } catch let refusal as any WordedRefusal
                where names.isDisjoint(with: refusal.blamed) || Self.isOfOneCase(refusal)
                || refusal is ConsentMissing && !showsSomebody(act, input)
            {
                outcome.left.append(.init(id: id, title: title, code: refusal.code, reason: refusal.sentence))
            }
        }
        return outcome
    }

    /// Whether the words that are written in the act show somebody: if not, those of the record do, in this case alone.
    private func showsSomebody(_ act: CaseAct<Self>, _ input: Input) -> Bool {
        !PersonalDetails.shown(in: (act.publicFields ?? []).map { input.optional($0) }).isEmpty
    }

    private func found(_ id: Identifier<Case>, for actor: Actor, in transaction: Transaction) throws -> Case? {
        do {
            return try visible(id, to: actor, in: transaction)
        } catch WebFailure.notFound {
            return nil
        }
    }
}
