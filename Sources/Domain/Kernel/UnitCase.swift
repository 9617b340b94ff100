// SPDX-License-Identifier: Apache-2.0

/// A case that lies with a handling unit. Whatever a unit was given, an item or a proposal, it may give back once within a few
/// days (BR-17), ask for more time once before its term has passed, which its supervisor grants or declines (BR-18), and be
/// reminded once a day.
package protocol UnitCase: DueCase, UnitHeld where Refused: UnitRefusal {
    /// The unit that answers for it now.
    var unit: HandlingUnit.ID { get }
    /// Whether the unit has asked once to give it back.
    var wasReturned: Bool { get }
    /// Whether its term was extended once.
    var wasExtended: Bool { get }
    /// Whether the unit has asked for more time and nobody has decided.
    var asksExtension: Bool { get }
    /// The day of the last reminder.
    var remindedOn: Day? { get }
}

/// What such a case says when it cannot be done.
package protocol UnitRefusal: Refusal {
    static var alreadyReturned: Self { get }
    static var returnWindowOver: Self { get }
    static var alreadyExtended: Self { get }
    static var alreadyOverdue: Self { get }
    static var extensionWaits: Self { get }
    static var noExtensionAsked: Self { get }
    static var alreadyReminded: Self { get }
}

/// What lies with a handling unit, always or at times: whose substitute somebody is who acts on it is known by that unit.
package protocol UnitHeld {
    /// The unit that has it in hand; nil while none has.
    var holdingUnit: HandlingUnit.ID? { get }
}

extension UnitCase {
    package var holdingUnit: HandlingUnit.ID? { unit }

    /// It was given back once already, and the unit that has it stays responsible.
    var returningTwice: Refused? { wasReturned ? .alreadyReturned : nil }  // BR-17

    /// The days for giving it back have passed.
    func returnHindrance(on day: Day) -> Refused? {
        deadline?.isOverdue(on: day) == true ? .returnWindowOver : nil  // BR-17
    }

    /// Its term was extended once already.
    var extendingTwice: Refused? { wasExtended ? .alreadyExtended : nil }  // BR-18

    /// More time is not asked for twice: it was, and waits, or was given.
    var askingExtensionTwice: Refused? { asksExtension ? .extensionWaits : extendingTwice }  // BR-18

    /// Nobody has asked for more time.
    var nothingToExtend: Refused? { asksExtension ? nil : .noExtensionAsked }

    /// There is no term, or it has passed: more time is asked for before that. The supervisor may decide later.
    func extensionHindrance(on day: Day) -> Refused? {
        deadline?.isOverdue(on: day) == false ? nil : .alreadyOverdue  // BR-18
    }

    /// The unit was reminded today.
    func remindingHindrance(on day: Day) -> Refused? {
        remindedOn == day ? .alreadyReminded : nil
    }

    /// The role in which an officer of the unit acts on it.
    func officerRole(of staff: Staff) -> Role? { staff.units.contains(unit) ? .unitOfficer : nil }
}
