// SPDX-License-Identifier: Apache-2.0

/// Which proposals somebody may see. Page, list, search, count and API all filter by the same scope (design: visibility).
package struct ProposalScope: Hashable, Sendable {
    /// All that were ever handed in: whoever reviews them, and whoever leads.
    package let seesSubmitted: Bool
    /// Who sees the own proposals, and those that this person signs or was asked to sign.
    package let person: Person.ID?
    /// The units that see what was assigned to them.
    package let units: [HandlingUnit.ID]

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            seesSubmitted = staff.holdsEverywhere(.proposalOfficer) || staff.holdsEverywhere(.leader)
            person = staff.id
            units = staff.units
        case .visitor, .holder:
            seesSubmitted = false
            person = nil
            units = []
        case .console, .system:
            seesSubmitted = true
            person = nil
            units = []
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it. `handlers`: the units that it was
    /// assigned to.
    package func includes(_ proposal: Proposal, handlers: Set<HandlingUnit.ID>) -> Bool {
        if let person {
            if proposal.proposer.signer == person { return true }
            if proposal.coSigners.contains(where: { $0.person == person && $0.answer != .declined }) { return true }
        }
        guard proposal.period != nil else { return false }
        return seesSubmitted || !handlers.isDisjoint(with: units)
    }
}
