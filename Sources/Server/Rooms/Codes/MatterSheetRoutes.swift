// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Sheets and table cards with the code of one matter: of a topic that is public, of a session that was announced. They lie
/// out where it is talked over.
struct MatterSheetRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            .desk(.get, "/desk/topics/{record}/sheet", for: DeskPlace.topics.roles, topic),
            .desk(.get, "/desk/sessions/{record}/sheet", for: SessionRoutes.readers, session),
        ]
    }

    /// What is printed of a matter beside its code.
    private struct Matter {
        let kind: String
        let name: String
        let ask: String
        let functions: String
        let instructions: [String]
        let page: String
    }

    /// What strangers may not read yet has no code to hang up.
    private func topic(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Topic.ID = try request.id("record")
        let desk = TopicDesk(request, services)
        let topic = try await services.engine.read { try desk.visible(id, to: request.actor, in: $0) }
        guard topic.publication.isPublic, let title = topic.publicText?.title.words else { throw WebFailure.notFound }
        return try sheet(
            Matter(
                kind: "议题", name: title, ask: "这件事，您怎么看？", functions: "看进度 · 也是我的事 · 提建议",
                instructions: [
                    "用微信或相机扫一扫，不用注册", "也是您的事，点“这也是我的事”，办好了来问您", "有办法，到议事室的“给议题提建议”里说",
                ], page: "/topics/\(id)"), request)
    }

    private func session(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: ConsultationSession.ID = try request.id("record")
        let desk = SessionDesk(request, services)
        let session = try await services.engine.read { try desk.visible(id, to: request.actor, in: $0) }
        guard session.isAnnounced, let title = session.plan.title.words else { throw WebFailure.notFound }
        let when = SessionWording.moment(session.plan.day, session.plan.minuteOfDay, today: request.now.day)
        return try sheet(
            Matter(
                kind: "协商会", name: title, ask: "\(when)，\(session.plan.place.words ?? "")",
                functions: session.hasBegun ? "看商量什么 · 看结果" : "看商量什么 · 报名参加 · 看结果",
                instructions: [
                    "用微信或相机扫一扫，不用注册", session.hasBegun ? "点开议题，看商量成了什么、办到哪一步" : "想在会上说几句的，在页面上报名",
                    "谁都可以来听，到场找议事室秘书",
                ], page: "/sessions/\(id)"), request)
    }

    private func sheet(_ matter: Matter, _ request: WebRequest) throws -> WebResponse {
        let format: CodeSheet.Format =
            switch request.query["format"] {
            case nil, "poster": .poster
            case "card": .tableCard
            case _: throw InputProblems([.init(field: "format", sentence: "没有这种格式。")])
            }
        let printed = PrintedAddress(page: matter.page, services, request.site)
        let sheet = CodeSheet(
            format: format, organ: request.site.tenant.shortName, name: matter.name, ask: matter.ask,
            functions: matter.functions, label: "\(matter.kind)的二维码", qr: printed.qr, address: printed.plain,
            instructions: matter.instructions, contact: "不会用手机？请打\(request.site.tenant.contact)",
            isMatter: true)
        let layout = PrintLayout(
            head: Pages(request, services).head("\(matter.kind)二维码"),
            back: TextLink(text: matter.name, address: "/desk\(matter.page)"), sheet: sheet.html)
        return .page(layout.html)
    }

    /// The links of a desk record to its sheets.
    static func links(_ record: String) -> HTML {
        """
        \(TextLink(text: "一张纸", address: "/desk/\(record)/sheet").html)、\
        \(TextLink(text: "台卡", address: "/desk/\(record)/sheet?format=card").html)
        """
    }
}
