// SPDX-License-Identifier: Apache-2.0

/// What a line of the register of appraisals is to the member whom it names (A1-03): an invitation, and the place of the opinion.
extension DirectoryEntry {
    /// For how many days afterwards a member is still told of an appraisal that was entered late.
    package static let appraisalDaysTold = 30

    /// The day of an appraisal.
    package var heldOn: Day? { register == .appraisals ? values["heldOn"].flatMap { Day($0) } : nil }

    /// The member who was asked to appraise a matter.
    package var appraiser: Person.ID? { register == .appraisals ? values["person"].flatMap { Person.ID($0) } : nil }

    /// The member who was asked says what the own opinion was; nobody else says it in the member's stead by this, and nobody before
    /// the day has come.
    package func sayingOpinion(
        _ opinion: String, by actor: Actor, on today: Day
    ) throws(DirectoryRefusal) -> Transition<DirectoryEntry> {
        guard case .staff(let staff) = actor, staff.id == appraiser else { throw .notYours }
        guard state == .current else { throw .alreadyEnded }
        guard let heldOn, heldOn <= today else { throw .dayIsToCome }
        var values = values
        values.words["opinion"] = .kept(opinion)
        guard !values.differences(from: self.values).isEmpty else { throw .nothingChanged }
        return Transition(self, .changed(values))
    }
}

extension Transition<DirectoryEntry> {
    /// The member who is to hear of an appraisal: whoever is asked, and whoever was asked where day, matter or unit are others now,
    /// or where it does not take place. What was entered with the opinion, or long after, is a record, and no invitation.
    package func appraiserToTell(on today: Day) -> Person.ID? {
        guard let day = after.heldOn, let person = after.appraiser, after.values["opinion"] == nil else { return nil }
        switch event {
        case .ended: return day >= today ? person : nil
        case .entered, .resumed: break
        case .changed:
            let isOther = ["person", "heldOn", "matter", "unit"].contains { before.values[$0] != after.values[$0] }
            guard isOther else { return nil }
        }
        return day >= today.advanced(by: -DirectoryEntry.appraisalDaysTold) ? person : nil
    }
}
