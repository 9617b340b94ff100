// SPDX-License-Identifier: Apache-2.0

import Database
import EventStreams
import HTTPTypes
import Markup

/// What belongs to no context: assets, elder mode, privacy, health, figures for machines, the OpenAPI document.
struct FrameRoutes: Sendable {
    let services: Services
    let metrics: Metrics
    /// The OpenAPI document of all other routes.
    let document: JSON

    var routes: [Route] {
        [
            .page(.get, "/assets/{name}", asset),
            .page(.get, "/favicon.ico") { _ in
                try services.assets.response("logo.svg", acceptEncoding: nil)
            },
            .page(.get, "/elder", elder),
            .page(.get, "/privacy", privacy),
            .page(.get, "/healthz") { _ in .text("ok\n") },
            .page(.get, "/readyz", ready),
            Route(method: .get, path: "/metrics", audience: .machine, operation: nil, handle: figures),
            Route(method: .get, path: "/api/v1/openapi.json", audience: .everyone, operation: nil) { _ in
                .json(document)
            },
        ].map { $0.withoutTenant() }
    }

    private func asset(_ request: WebRequest) async throws -> WebResponse {
        try services.assets.response(
            request.parameters["name"] ?? "", acceptEncoding: request.head.headerFields[.acceptEncoding])
    }

    /// Larger type, or as before; remembered in the browser. Only a preference, so a plain link may change it.
    private func elder(_ request: WebRequest) async throws -> WebResponse {
        let isOn = request.query["on"] == "1"
        return .seeOther(request.query["back"].map { SignInRoutes.local($0) } ?? "/")
            .adding(
                Cookie(
                    name: Envelope.elderCookie, value: isOn ? "1" : "0", maxAge: 365 * 86_400,
                    isSecure: services.settings.isSecure))
    }

    private func privacy(_ request: WebRequest) async throws -> WebResponse {
        Pages(request, services).resident("我们怎样保护您的信息", content: PrivacyPage(practice: request.site.practice).html)
    }

    private func ready(_ request: WebRequest) async throws -> WebResponse {
        let status = try await DatabaseSchema.migrator.status(services.engine)
        guard status.pending.isEmpty else { throw WebFailure.notReady }
        // The server is ready without it: Word files and all else are there.
        guard let absence = services.typesetter.absence else { return .text("ready\n") }
        return .text("ready\n\(DocumentWording.log(absence))\n")
    }

    private func figures(_ request: WebRequest) async throws -> WebResponse {
        let counters = services.engine.counters
        let (messages, backups) = try await services.engine.read {
            (try MessageStore.figures(in: $0), try BackupRunStore().standing(in: $0))
        }
        var gauges = [
            ("shangliang_database_statements", "Statements sent to the database.", counters.statements),
            ("shangliang_database_writes", "Writes given to the database.", counters.writes),
            ("shangliang_database_commits", "Transactions made durable.", counters.commits),
            ("shangliang_database_waiting", "Writes in line for SQLite's writer.", counters.waitingWrites),
            ("shangliang_stream_viewers", "Who watches what happens.", services.streams.hub.viewers),
            ("shangliang_pages_kept_hits", "Public pages answered as kept.", services.pages.hits),
            ("shangliang_pages_kept_misses", "Public pages written anew.", services.pages.misses),
            ("shangliang_messages_waiting", "Mail and SMS that wait to be sent.", messages.waiting),
            ("shangliang_messages_given_up", "Mail and SMS of half a year that were given up.", messages.givenUp),
            (
                "shangliang_backup_failures", "Attempts at a backup that failed since the last good one.",
                backups.failures
            ),
        ]
        // Without any good backup there is no age: whoever watches sees that the figure is missing.
        if let age = backups.age(at: services.clock.now()) {
            gauges.append(("shangliang_backup_age_seconds", "Age of the last good backup.", Int(age / 1000)))
        }
        return .text(metrics.text(gauges: gauges))
    }
}
