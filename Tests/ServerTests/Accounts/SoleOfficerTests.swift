// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Who stands in for a unit's only officer")
struct SoleOfficerTests {
    @Test("a colleague beyond the end of the list of choices is counted as well", arguments: EngineKind.allCases)
    func counted(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let store = AppointmentStore(tenant: village.story.county.id)
            let (today, services) = (village.clock.now.day, village.services)
            let (officer, colleague) = (village.person(.officer), village.person(.colleague))
            let security = try await village.program(of: .securityAdministrator)
            let (held, leaving) = try await services.engine.read {
                (
                    try store.grants(of: officer, on: today, in: $0).first,
                    try store.grants(of: colleague, on: today, in: $0).first
                )
            }
            let left = try await security.post(
                "/desk/accounts/\(colleague)/ending", ["appointment": try #require(leaving).id.text])
            #expect(left.status == 200, "\(left.text)")
            // As many as are listed lie between the two officers of the unit.
            let other = village.person(.otherMember)
            try await services.engine.write { transaction in
                for _ in 0..<2000 {
                    try store.insert(
                        Grant(id: services.id(Grant.self), appointment: Appointment(.member, .tenant)), of: other,
                        in: transaction)
                }
            }
            let back = try await security.post(
                "/desk/accounts/\(colleague)/granting", ["role": "unit_officer", "unit": village.story.unit.id.text])
            #expect(back.status == 200, "\(back.text)")
            let refused = try await security.post(
                "/desk/accounts/\(village.person(.otherOfficer))/substitution",
                [
                    "appointment": try #require(held).id.text, "from": today.description,
                    "until": today.advanced(by: 2).description,
                ])
            #expect(refused.status == 422 && refused["code"] == "other_place", "\(refused.text)")
        }
    }
}
