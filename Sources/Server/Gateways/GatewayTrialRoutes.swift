// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Where the system administrator tries whether mail and SMS go out.
struct GatewayTrialRoutes: RouteGroup {
    let services: Services

    static let path = "/desk/settings/trial"
    private static let keepers: Set<Role> = [.systemAdministrator]
    private static let fields = [
        InputField(
            "channel", "试哪一种",
            .choice(ContactChannel.allCases.map { .init(code: $0.rawValue, label: GatewayTrialWording.name($0)) })),
        InputField("address", "发到哪里", .line(limit: 254), help: "自己的手机号或邮箱，当场看得到收没收到。不存，日志里也没有。"),
    ]

    var routes: [Route] {
        [
            .desk(.get, Self.path, for: Self.keepers) { try await page($0, $1, problems: nil) },
            .desk(.post, Self.path, for: Self.keepers, send),
            .api(.post, Self.path, Self.operation, for: Self.keepers, sendJSON),
        ]
    }

    private static let operation = Operation(
        id: "tryGateway",
        summary: "Sends one message by mail or SMS to see whether the gateway takes it; five in ten minutes at most.",
        body: fields, isIdempotent: true,
        success: .init(
            status: 200,
            meaning: "What became of it; the result is null while it is under way, and unanswered after five minutes.",
            schema: .object([
                ("trial", .id), ("channel", .string(values: ContactChannel.allCases.map(\.rawValue))),
                ("result", .nullable(.string(values: GatewayTrial.Result.allCases.map(\.rawValue)))),
                ("reason", .nullable(.text)),
            ])))

    private func desk(_ request: WebRequest) -> GatewayTrialDesk {
        GatewayTrialDesk(services: services, site: request.site)
    }

    private static func address(_ sent: [String: String]) throws -> ContactAddress {
        let input = try Input(sent, fields: fields)
        guard let address = ContactAddress(input.text("address"), on: input.choice("channel")) else {
            throw InputProblems([.init(field: "address", sentence: GatewayTrialWording.wrongAddress)], sent: sent)
        }
        return address
    }

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let (desk, pages) = (desk(request), Pages(request, services))
        let named = request.query["trial"].flatMap { Identifier<GatewayTrial>($0) }
        // Whoever was not led here, since the server stopped or the browser gave up, is told of the last one.
        let trial =
            if let named { Optional(named) } else {
                try await services.engine.read {
                    try GatewayTrialStore(tenant: desk.site.tenant.id).latest(at: request.now, in: $0)
                }
            }
        let outcome: GatewayTrialDesk.Outcome? = if let trial { try await desk.outcome(of: trial) } else { nil }
        let earlier = named == nil ? outcome.map { GatewayTrialWording.earlier($0.at, today: pages.today) } : nil
        let content = GatewayTrialPage(fields: Self.fields, outcome: outcome, earlier: earlier, problems: problems)
        return pages.desk(
            GatewayTrialWording.title, signedIn, place: .health, status: problems == nil ? 200 : 422,
            content: content.html(token: request.token(for: Self.path)))
    }

    private func send(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            let outcome = try await desk(request).send(to: try Self.address(request.form), request)
            return .seeOther("\(Self.path)?trial=\(Identifier<GatewayTrial>(outcome.trial).text)")
        } catch let problems as InputProblems {
            return try await page(
                request, signedIn, problems: InputProblems(problems.problems, sent: request.form))
        } catch let refusal as GatewayTrialRefusal {
            let told = FieldProblem(field: "channel", sentence: refusal.sentence)
            return try await page(request, signedIn, problems: InputProblems([told], sent: request.form))
        }
    }

    private func sendJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let address = try Self.address(try request.fields(Self.fields))
        let outcome = try await desk(request).send(to: address, request)
        return .json([
            "trial": .string(Identifier<GatewayTrial>(outcome.trial).text), "channel": .string(outcome.channel),
            "result": .optional(outcome.result?.rawValue), "reason": .optional(outcome.reason),
        ])
    }
}
