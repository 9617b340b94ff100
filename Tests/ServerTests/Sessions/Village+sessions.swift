// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport
import Testing

@testable import Server

extension Village {
    /// The id of a campaign of a month, entered by the office.
    func makeCampaign() async throws -> String? {
        try await program(of: .keeper(of: .campaigns)).post(
            "/desk/directory/campaigns",
            [
                "name": "民生议事月", "kind": "month", "theme": "校门口", "startsOn": "2026-03-01", "endsOn": "2026-03-31",
            ])["id"]
    }

    /// Makes somebody one of a body of this kind.
    func seat(_ villager: Villager, in kind: Organ.Kind) async throws {
        let program = try await program(of: .systemAdministrator)
        let organ = try await program.post("/desk/directory/organs", ["kind": kind.rawValue, "name": "社会法制委"])
        let post = try await program.post(
            "/desk/directory/posts",
            ["person": person(villager).text, "organ": organ["id"] ?? "", "post": Organ.Post.member.rawValue])
        #expect(post.status == 201, "\(post.text)")
    }

    /// Gives somebody an office over the whole county.
    func giveOffice(_ villager: Villager) async throws {
        let (person, county) = (person(villager), story.county.id)
        try await Commands.run(on: installation) {
            try $0.appoint(person, to: Appointment(.roomSecretary, .tenant), tenant: county)
        }
    }

    /// What the screen of the session's room shows at this moment.
    func checkInCode(of session: ConsultationSession.ID) -> CheckInCode {
        CheckInCode(keys: services.keys, tenant: story.county.id, session: session)
    }
}
