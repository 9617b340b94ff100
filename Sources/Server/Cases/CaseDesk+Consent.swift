// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How those have agreed whom public words show by name or door (BR-41): asked here for every kind of case, and noted beside the event.
extension CaseDesk {
    /// Nothing, unless the kind says otherwise.
    func wordsShown(by command: Case.Command, of record: Case, in transaction: Transaction) throws -> [String?] { [] }

    /// These words, where they show somebody and no consent is noted beside the event that wrote them: they are from before that was asked.
    /// `wrote`: whether an event wrote them; the last one did.
    func unasked(
        _ words: [String?], of id: Identifier<Case>, in transaction: Transaction, _ wrote: (Case.Event) -> Bool
    ) throws -> [String?] {
        guard !PersonalDetails.shown(in: words).isEmpty else { return [] }
        let written = try log(of: id, in: transaction).last { wrote($0.event) }
        return written?.consent == nil ? words : []
    }

    /// What is said of it with an act, whether its words show somebody or not; nil where nothing is said, and where the act makes
    /// nothing public or is refused anyhow. Throws ``ConsentMissing`` where somebody is shown and nothing is said.
    func consent(
        to act: CaseAct<Self>, _ input: Input, on record: Case, by actor: Actor, in transaction: Transaction
    ) throws -> FreeText? {
        guard let fields = act.publicFields, record.refusal(of: act.command, by: actor) == nil else { return nil }
        return try PersonalDetails.consent(
            input, to: wordsShown(by: act.command, of: record, in: transaction) + fields.map { input.optional($0) })
    }

    /// What of it is missing in a form that came back: told with all else that is wrong, not once that is right. `written`: what the
    /// fields hold.
    func missingConsent(
        to act: CaseAct<Self>, written: [String: String], _ problems: InputProblems, on record: Case,
        in transaction: Transaction
    ) throws -> [FieldProblem] {
        guard let fields = act.publicFields,
            PlainText.normalised(problems.sent[PersonalDetails.consentField.name] ?? "", keepsLines: false).isEmpty
        else { return [] }
        let words = try wordsShown(by: act.command, of: record, in: transaction)
        let kinds = PersonalDetails.shown(in: words + fields.map { written[$0] })
        return kinds.isEmpty ? [] : [ConsentMissing(kinds: kinds).problem]
    }

    /// Whether the form of an act asks for it: where somebody is shown, and where whole passages become public. `written`: what
    /// the fields hold now.
    func asksConsent(
        to act: CaseAct<Self>, written: [String: String], on record: Case, in transaction: Transaction
    ) throws -> Bool {
        guard let fields = act.publicFields else { return false }
        if act.showsPassages(site.practice.profile) { return true }
        let words = try wordsShown(by: act.command, of: record, in: transaction)
        return !PersonalDetails.shown(in: words + fields.map { written[$0] }).isEmpty
    }
}

extension CaseActPage.Filled {
    /// The field that asks for it, with what was written in it before the form came back.
    static func consent(_ problems: InputProblems?) -> Self {
        let field = PersonalDetails.consentField
        return .init(field: field, options: [], value: problems?.sent[field.name] ?? "")
    }

    /// The same in a form by which something begins: once it came back, since these of its fields show somebody.
    static func consent(to fields: [String], _ problems: InputProblems?) -> [Self] {
        guard let problems, !PersonalDetails.shown(in: fields.map { problems.sent[$0] }).isEmpty else { return [] }
        return [consent(problems)]
    }
}
