// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// What a program needs to name people and units: who one is, who the members are, which units there are.
struct DirectoryRoutes: RouteGroup {
    let services: Services
    /// Who chooses members and units for others.
    private static let choosers: Set<Role> = [.roomSecretary, .convener]

    var routes: [Route] {
        [
            .api(.get, "/desk/me", Self.meOperation, for: Set(Role.allCases), me),
            .api(.get, "/desk/members", Self.membersOperation, for: Self.choosers, members),
            .api(.get, "/desk/units", Self.unitsOperation, for: Self.choosers, units),
        ]
    }

    private static let person = Schema.object([("id", .id), ("name", .text)])

    private static let meOperation = Operation(
        id: "readOneself", summary: "Reads who is signed in, with the roles and units held.",
        success: .init(
            status: 200, meaning: "Oneself.",
            schema: .object([
                ("id", .id), ("name", .text), ("roles", .array(.string(values: Role.allCases.map(\.rawValue)))),
                ("units", .array(.id)),
            ])))

    private static let membersOperation = Operation(
        id: "listMembers", summary: "Lists the members who can be asked to research, by name.",
        success: .init(status: 200, meaning: "The members.", schema: .object([("items", .array(person))])))

    private static let unitsOperation = Operation(
        id: "listUnits", summary: "Lists the handling units with those who answer for them, by name.",
        success: .init(
            status: 200, meaning: "The units.",
            schema: .object([
                ("items", .array(.object([("id", .id), ("name", .text), ("officers", .array(person))])))
            ])))

    private func me(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let staff = signedIn.staff
        let roles = Set(staff.appointments.map(\.role.rawValue)).sorted()
        return .json([
            "id": .string(staff.id.text), "name": .string(staff.name), "roles": .array(roles.map(JSON.string)),
            "units": .array(staff.units.map { .string($0.text) }),
        ])
    }

    private func members(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let tenant = request.site.tenant.id
        let members = try await services.engine.read {
            try MembershipStore(tenant: tenant).acting(on: request.now.day, in: $0)
        }
        return .json(["items": .array(members.map(Self.json))])
    }

    private func units(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let tenant = request.site.tenant.id
        let (units, officers) = try await services.engine.read { transaction in
            (
                try DirectoryStore().units(of: tenant, in: transaction),
                try DirectoryStore().officers(of: tenant, on: request.now.day, in: transaction)
            )
        }
        return .json([
            "items": .array(
                units.map { unit in
                    [
                        "id": .string(unit.id.text), "name": .string(unit.name),
                        "officers": .array(officers.filter { $0.unit == unit }.map { Self.json($0.person) }),
                    ]
                })
        ])
    }

    private static func json(_ person: Person) -> JSON {
        ["id": .string(person.id.text), "name": .string(person.name)]
    }
}
