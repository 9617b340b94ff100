// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Giving people roles", .serialized)
struct AppointmentTests {
    private func appoint(_ village: Village, _ villager: Villager, _ role: Role) async throws {
        let (county, story) = (village.story.county.id, village.story)
        guard let person = story.staff[villager]?.id else { return }
        try await Commands.run(on: village.installation) {
            try $0.appoint(person, to: Appointment(role, .tenant), tenant: county)
        }
    }

    @Test("whichever path appoints, an administrator's role stays alone (BR-39)", arguments: EngineKind.allCases)
    func separation(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for (villager, role) in [
                (Villager.leader, Role.securityAdministrator), (.securityAdministrator, .leader),
                (.securityAdministrator, .auditAdministrator), (.auditAdministrator, .member),
                (.systemAdministrator, .roomSecretary), (.privacyOfficer, .systemAdministrator),
            ] {
                await #expect(throws: AppointmentRefusal.separateDuties, "\(villager) as \(role)") {
                    try await appoint(village, villager, role)
                }
            }
            try await appoint(village, .leader, .member)
        }
    }

    @Test("two roles given at once do not pass each other by", arguments: EngineKind.allCases)
    func atOnce(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (county, morning) = (village.story.county.id, Village.morning)
            for _ in 0..<5 {
                let person = try await Commands.run(on: village.installation) { commands in
                    let person = Person(id: commands.id(), name: "新来的人")
                    try commands.add(person, tenant: county, at: morning)
                    return person.id
                }
                let given = await withTaskGroup(of: Bool.self) { group in
                    for role in [Role.auditAdministrator, .leader] {
                        group.addTask {
                            do {
                                try await Commands.run(on: village.installation) {
                                    try $0.appoint(person, to: Appointment(role, .tenant), tenant: county)
                                }
                                return true
                            } catch { return false }
                        }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(given == 1)
            }
        }
    }

    @Test("an administrator's desk has notices and the own sign-ins, and nothing of business")
    func desk() async throws {
        try await Village.with(.sqlite) { village in
            for villager in [Villager.systemAdministrator, .securityAdministrator, .auditAdministrator] {
                let browser = try await village.browser(of: villager)
                let page = try await browser.get("/desk/account")
                #expect(page.status == 200)
                for place in ["/desk/topics", "/desk/sessions", "/desk/items", "/desk/rooms", "/desk/erasures"] {
                    #expect(!page.text.contains("href=\"\(place)"), "\(villager): \(place)")
                }
            }
        }
    }
}
