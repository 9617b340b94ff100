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
    let fields: @Sendable (PracticeProfile) -> [InputField]
    let decide: @Sendable (Desk.Case, Input, Decision<Desk>) throws -> Transition<Desk.Case>

    init(
        _ command: Desk.Case.Command, _ segment: String, advice: String, asksBack: Bool = false,
        fields: @escaping @Sendable (PracticeProfile) -> [InputField] = { _ in [] },
        decide: @escaping @Sendable (Desk.Case, Input, Decision<Desk>) throws -> Transition<Desk.Case>
    ) {
        self.command = command
        self.segment = segment
        self.advice = advice
        self.asksBack = asksBack
        self.fields = fields
        self.decide = decide
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

    var practice: Practice { desk.site.practice }

    /// The signature under what follows from this decision in other records.
    func signature(as role: Role?) -> Signature { Signature(actor: actor, role: role, now: now) }
}
