// SPDX-License-Identifier: Apache-2.0

import Database
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
        Pages(request, services).resident("我们怎样保护您的信息", content: PrivacyPage.html)
    }

    private func ready(_ request: WebRequest) async throws -> WebResponse {
        let status = try await DatabaseSchema.migrator.status(services.engine)
        guard status.pending.isEmpty else { throw WebFailure.notReady }
        return .text("ready\n")
    }

    private func figures(_ request: WebRequest) async throws -> WebResponse {
        let counters = services.engine.counters
        return .text(
            metrics.text(gauges: [
                ("shangliang_database_statements", "Statements sent to the database.", counters.statements),
                ("shangliang_database_writes", "Writes given to the database.", counters.writes),
                ("shangliang_database_commits", "Transactions made durable.", counters.commits),
                ("shangliang_pages_kept_hits", "Public pages answered as kept.", services.pages.hits),
                ("shangliang_pages_kept_misses", "Public pages written anew.", services.pages.misses),
            ]))
    }
}

/// What happens to what a resident writes, in words a villager understands.
enum PrivacyPage {
    static let html: HTML = """
        <h1>我们怎样保护您的信息</h1>
        <div class="prose stack">
        <p>您提议题不用注册，也不用留姓名和电话。我们只保存您写的话、在哪间议事室提的、什么时候提的。</p>
        <p>您的原话加密保存，只有办这件事的工作人员和负责的领导看得到。公开的文字要先由议事室审过，去掉姓名、电话和门牌号。</p>
        <p>查询码就是您的钥匙。谁有它，谁就能看这件事的进度，请不要发到群里。</p>
        <p>提议题时浏览器里会存一个随机记号，只用来防止重复提交和刷屏，不用来认人。</p>
        <p>您可以要求查看、更正或删除您的信息，请打页面下方的电话。</p>
        </div>
        """
}
