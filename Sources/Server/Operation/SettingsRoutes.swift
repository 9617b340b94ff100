// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What the operator has decided in the settings, to be read; it is changed in the file, and counts from the next start.
struct SettingsRoutes: RouteGroup {
    let services: Services
    private static let readers: Set<Role> = [.systemAdministrator]

    var routes: [Route] {
        [
            .desk(.get, "/desk/settings", for: Self.readers, page),
            .api(.get, "/desk/settings", Self.operation, for: Self.readers, json),
        ]
    }

    private static let operation = Operation(
        id: "readSettings", summary: "Tells the settings that the server runs with, without anything secret.",
        success: .init(
            status: 200, meaning: "Each setting by the name of its flag.",
            schema: .object([
                ("items", .array(.object([("name", .text), ("value", .text), ("meaning", .text)])))
            ])))

    /// Whoever practises knows every sign-in of the county for practice: how the machine is set up is not for all of them.
    private func facts(_ request: WebRequest) -> [SettingsFacts.Fact] {
        guard !request.site.tenant.isTraining else { return [] }
        return SettingsFacts(services.settings, baseURL: services.baseURL(of: request.site.tenant.id)).facts
    }

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        Pages(request, services).desk(
            "设置", signedIn, place: .health,
            content: SettingsPage(tenant: request.site.tenant, facts: facts(request)).html)
    }

    private func json(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json([
            "items": .array(
                facts(request).map {
                    ["name": .string($0.name), "value": .string($0.value), "meaning": .string($0.meaning)]
                })
        ])
    }
}
