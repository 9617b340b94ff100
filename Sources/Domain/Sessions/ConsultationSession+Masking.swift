// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// Whether this person sees the names of residents who take part: the room's secretary and convener, who invite them
    /// and check them in, until the minutes are confirmed; nobody else, and nobody later (BR-38).
    package func namesResidents(to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor,
            staff.holds(anyOf: [.roomSecretary, .convener], room: room, area: area)
        else { return false }
        switch state {
        case .planned, .announced, .ready, .inProgress, .concluded, .minutesDrafted, .postponed: return true
        case .minutesConfirmed, .outcomeIssued, .archived, .cancelled: return false
        }
    }

    /// Whether this actor is told where those take part who are far away: whose room leads the session, and who may come by the
    /// link. Rooms that hold it, too, and who only reads of it are not.
    package func tellsLink(to actor: Actor) -> Bool {
        if SessionScope(of: actor).opensRoom(of: self) { return true }
        return own(actor).flatMap { id in participants.first { $0.id == id } }.map(mayComeByLink) ?? false
    }

    /// Which of the residents a participant is, from 1; nil for everybody who is there by office.
    package func residentNumber(of participant: Participant.ID) -> Int? {
        participants.filter { $0.category == .people }.firstIndex { $0.id == participant }.map { $0 + 1 }
    }
}
