// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// One thing that can be done to a case: its address, its fields, and the rule that it asks.
///
/// The form on the desk and the operation of the API are both made from it.
struct CaseAct<Desk: CaseDesk>: Sendable {
    let command: Desk.Case.Command
    /// The last part of its address, as in `/desk/topics/{topic}/rejection`.
    let segment: String
    /// What the person has to do, in one sentence above the form.
    let advice: String
    /// Whether it is done on a page of its own though it asks nothing: it decides about somebody's matter, and cannot simply be
    /// undone.
    let asksBack: Bool
    /// Of what is written in it, the fields whose words become public, beside those of the record that the desk names
    /// (``CaseDesk/wordsShown(by:of:)``); nil where none become public. Whom they show by name or door has to have agreed (BR-41).
    let publicFields: [String]?
    /// Whether what others did to the record meanwhile changes nothing of it: then nobody's version is compared, and many may do
    /// it at once.
    let isIndependent: Bool
    let fields: @Sendable (PracticeProfile) -> [InputField]
    let decide: @Sendable (Desk.Case, Input, Decision<Desk>) throws -> Transition<Desk.Case>

    init(
        _ command: Desk.Case.Command, _ segment: String, advice: String, asksBack: Bool = false,
        publicFields: [String]? = nil, isIndependent: Bool = false,
        fields: @escaping @Sendable (PracticeProfile) -> [InputField] = { _ in [] },
        decide: @escaping @Sendable (Desk.Case, Input, Decision<Desk>) throws -> Transition<Desk.Case>
    ) {
        self.command = command
        self.segment = segment
        self.advice = advice
        self.asksBack = asksBack
        self.publicFields = publicFields
        self.isIndependent = isIndependent
        self.fields = fields
        self.decide = decide
    }

    /// All that may be sent with it: its fields, and how those have agreed whom its public words show.
    func sentFields(_ profile: PracticeProfile) -> [InputField] {
        fields(profile) + (publicFields == nil ? [] : [PersonalDetails.consentField])
    }

    /// Whether words that are written in it become public, beside those that the record has.
    var writesForPublic: Bool { publicFields?.isEmpty == false }

    /// What is asked where it is done to many at once: files belong to one case, and so does the consent of whom only the words of a
    /// case show; whom the words show that are written for all has agreed once for all.
    func bulkFields(_ profile: PracticeProfile) -> [InputField] {
        (writesForPublic ? sentFields(profile) : fields(profile)).filter { !$0.isFiles }
    }

    /// Whether whole passages have to be written in it for the public, in which somebody may be shown whom no program finds.
    func showsPassages(_ profile: PracticeProfile) -> Bool {
        guard let publicFields else { return false }
        return fields(profile).contains { field in
            guard case .paragraph = field.kind else { return false }
            return field.isRequired && publicFields.contains(field.name)
        }
    }

    /// Whether files may be sent with it.
    var takesFiles: Bool { fields(.standard).contains(where: \.isFiles) }

    /// Whether a button alone is enough.
    var isImmediate: Bool { fields(.standard).isEmpty && !asksBack }
}

/// Who decides, when, by which rules, and where other records can be looked at.
struct Decision<Desk: CaseDesk> {
    let desk: Desk
    let transaction: Transaction
    let actor: Actor
    let now: Instant
    /// What was said of how those have agreed whom its public words show; nil where nothing was said.
    var consent: FreeText?

    var practice: Practice { desk.site.practice }

    /// The signature under what follows from this decision in other records.
    func signature(as role: Role?) -> Signature { Signature(actor: actor, role: role, now: now, consent: consent) }
}
