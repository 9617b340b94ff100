// SPDX-License-Identifier: Apache-2.0

import Domain

/// Who signs for rooms and units, found by place: a notice goes to more than a thousand, and a county has as many who sign.
struct DeploymentAnswering: Sendable {
    /// Somebody with an appointment by which one signs for rooms or units.
    struct Signer: Sendable {
        let person: Person.ID
        let appointment: Appointment
    }

    private let byDomain: [Appointment.Domain: [Signer]]
    private let ofAreas: [Signer]

    init(_ signers: [Signer]) {
        byDomain = Dictionary(grouping: signers, by: \.appointment.domain)
        ofAreas = signers.filter { signer in
            if case .area = signer.appointment.domain { true } else { false }
        }
    }

    /// Those of the room or the unit itself; where it has nobody, whoever looks after its area; where nobody does, whoever looks
    /// after the whole county. So a town's secretary is not told of each village room that has its own.
    func nearest(to addressee: Deployment.Addressee) -> [Person.ID] {
        let own: Appointment.Domain =
            switch addressee {
            case .room(let room, _): .room(room)
            case .unit(let unit): .unit(unit)
            }
        for circle in [byDomain[own] ?? [], ofAreas, byDomain[.tenant] ?? []] {
            let signers = circle.filter { addressee.isAnswered(by: $0.appointment) }
            if !signers.isEmpty { return signers.map(\.person) }
        }
        return []
    }
}
