// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How the installation is, for the system administrator.
struct HealthRoutes: RouteGroup {
    let services: Services
    private static let readers: Set<Role> = [.systemAdministrator]

    var routes: [Route] {
        [
            .desk(.get, "/desk/health", for: Self.readers, page),
            .api(.get, "/desk/health", Self.operation, for: Self.readers, json),
        ]
    }

    private static let operation = Operation(
        id: "readHealth", summary: "Tells how the installation is: each figure, whether it is well, and what to do.",
        success: .init(
            status: 200, meaning: "The figures of this moment.",
            schema: .object([
                ("at", .moment),
                (
                    "items",
                    .array(
                        .object([
                            ("name", .string(values: HealthItem.Name.allCases.map(\.rawValue))),
                            ("state", .string(values: Lamp.State.allCases.map(\.rawValue))),
                            ("number", .nullable(.integer())),
                            ("unit", .nullable(.string(values: HealthItem.Unit.allCases.map(\.rawValue)))),
                            ("words", .text), ("advice", .nullable(.text)),
                        ]))
                ),
            ])))

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let report = try await report(request)
        return Pages(request, services).desk(
            "运行状况", signedIn, place: .health, content: HealthPage(items: report.items).html)
    }

    private func json(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let items = try await report(request).items.map { item -> JSON in
            [
                "name": .string(item.name.rawValue), "state": .string(item.state.rawValue),
                "number": item.number.map(JSON.integer) ?? .null, "unit": .optional(item.unit?.rawValue),
                "words": .string(item.words), "advice": .optional(item.advice),
            ]
        }
        return .json(["at": .string(ChineseTime.rfc3339(request.now)), "items": .array(items)])
    }

    private func report(_ request: WebRequest) async throws -> HealthReport {
        HealthReport(
            try await HealthProbe(services: services, site: request.site).facts(at: services.clock.now()))
    }
}
