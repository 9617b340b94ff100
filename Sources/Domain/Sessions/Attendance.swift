// SPDX-License-Identifier: Apache-2.0

/// How often a member was there, of the sessions on whose lists the member stands (履职出席).
package struct Attendance: Hashable, Sendable {
    /// Sessions that were held with this member on the list.
    package let invited: Int
    /// Sessions where the member was there.
    package let present: Int
    /// Away with approved official leave: it counts neither way.
    package let onLeave: Int

    package init(invited: Int, present: Int, onLeave: Int) {
        self.invited = invited
        self.present = present
        self.onLeave = onLeave
    }

    /// The sessions that count.
    package var counted: Int { invited - onLeave }

    /// There at less than two thirds of what counts (BR-36).
    package var isAbsent: Bool { counted > 0 && present * 3 < counted * 2 }
}

extension ConsultationSession {
    /// Approves that a member is away on official business (公假): it counts as neither present nor absent (BR-36).
    package func approvingLeave(
        of participant: Participant.ID, reason: String, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.approveLeave, by: actor)
        guard members.contains(where: { $0.id == participant }) else { throw .unknownParticipant }
        return Transition(self, .leaveApproved(participant, reason: .kept(reason)))
    }
}
