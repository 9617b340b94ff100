// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// Who keeps the list of a session's people, and its screen.
    package static let keepers: Set<Role> = [.roomSecretary, .convener]

    /// Whether the session's people are this person's to keep; everybody else answers for nobody but himself.
    package func isKept(by actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.holds(anyOf: Self.keepers, room: room, area: area)
    }
}
