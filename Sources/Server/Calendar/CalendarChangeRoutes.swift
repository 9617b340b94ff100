// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Changing the tenant's calendar on the web: looked over first, with what it moves, then done.
struct CalendarChangeRoutes: RouteGroup {
    let services: Services
    private static let keepers: Set<Role> = [.systemAdministrator]
    static let path = "/desk/calendar/change"
    /// The last of two steps says so.
    private static let confirmed = "confirmed"

    var routes: [Route] {
        [
            .desk(.get, Self.path, for: Self.keepers) { form($0, $1, sent: [:], problems: nil) },
            .desk(.post, Self.path, for: Self.keepers, perform),
            .api(.post, Self.path, Self.operation, for: Self.keepers, performJSON),
            .api(.post, "/desk/calendar/preview", Self.previewing, for: Self.keepers, previewJSON),
        ]
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, sent: [String: String], problems: InputProblems?,
        preview: CalendarPreview? = nil
    ) -> WebResponse {
        let pages = Pages(request, services)
        let token = request.token(for: Self.path)
        let page = CaseActPage(
            title: preview == nil ? "看看会改哪些期限" : "再看一遍", headline: .init(title: "工作日历", said: nil),
            advice: "放假、调休改了，办理中的期限会跟着重算，每件都留一笔。先看看会改哪些，再确认。",
            fields: CalendarLines.fields.map { .init(field: $0, options: [], value: sent[$0.name] ?? "") },
            version: nil, action: Self.path, back: "/desk/calendar", problems: problems,
            aside: preview.map { confirmation($0, sent, token, pages.today) } ?? HTML())
        return pages.desk(
            "改工作日历", signedIn, place: .practice, status: problems == nil ? 200 : 422, content: page.html(token: token))
    }

    /// What was looked over, sent once more with the word that it is meant.
    private func confirmation(
        _ preview: CalendarPreview, _ sent: [String: String], _ token: String, _ today: Day
    ) -> HTML {
        let fields = CalendarLines.fields.compactMap { field in
            sent[field.name].map { HiddenField(name: field.name, value: $0) }
        }
        let form = PostForm(
            action: Self.path, token: token, hidden: fields + [HiddenField(name: Self.confirmed, value: "yes")],
            content: Button(label: "确认改日历", role: .submit(busy: "正在重算期限"), style: .primary).html)
        return "\(preview.html(today: today))\(form.html)"
    }

    private func perform(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let change = try CalendarLines.change(try Input(sent, fields: CalendarLines.fields))
            guard sent[Self.confirmed] == "yes" else {
                return form(
                    request, signedIn, sent: sent, problems: nil, preview: try await preview(change, request))
            }
            return try await once(change, request) { _ in .seeOther("/desk/calendar?done=changed") }
        } catch let problems as InputProblems {
            return form(request, signedIn, sent: sent, problems: InputProblems(problems.problems, sent: sent))
        } catch let problem as CalendarProblem {
            let told = FieldProblem(field: "removed", sentence: CalendarWording.sentence(problem))
            return form(request, signedIn, sent: sent, problems: InputProblems([told], sent: sent))
        }
    }

    private func preview(_ change: CalendarChange, _ request: WebRequest) async throws -> CalendarPreview {
        let tenant = request.site.tenant.id
        return try await services.engine.read {
            try CalendarPreview(change, tenant: tenant, on: request.now.day, in: $0)
        }
    }

    private func once(
        _ change: CalendarChange, _ request: WebRequest,
        answer: @escaping @Sendable (CalendarReceipt) -> WebResponse
    ) async throws -> WebResponse {
        let desk = CalendarDesk(services: services, site: request.site)
        return try await services.answered.once(request) { transaction in
            answer(try desk.set(change, by: request.actor, at: request.now, in: transaction))
        }
    }

    // MARK: - The API

    private func change(_ request: WebRequest) throws -> CalendarChange {
        _ = try request.idempotencyKey()
        return try CalendarLines.change(
            try Input(try request.fields(CalendarLines.fields), fields: CalendarLines.fields))
    }

    /// A day that cannot be taken back is a mistake in its field.
    private func naming(_ work: () async throws -> WebResponse) async throws -> WebResponse {
        do {
            return try await work()
        } catch let problem as CalendarProblem {
            throw InputProblems([.init(field: "removed", sentence: CalendarWording.sentence(problem))])
        }
    }

    private func performJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let change = try change(request)
        return try await naming {
            try await once(change, request) { .json(["moved": .integer(Int64($0.moved))]) }
        }
    }

    private func previewJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let change = try change(request)
        return try await naming { .json(try await preview(change, request).json) }
    }

    private static let operation = Operation(
        id: "changeCalendar", summary: "Sets or takes back days of the tenant's calendar; open deadlines follow.",
        body: CalendarLines.fields, isIdempotent: true,
        success: .init(
            status: 200, meaning: "How many open deadlines moved.",
            schema: .object([("moved", .integer(minimum: 0))])))

    private static let previewing = Operation(
        id: "previewCalendar", summary: "Tells what a change of the calendar would move, and changes nothing.",
        body: CalendarLines.fields, isIdempotent: true,
        success: .init(
            status: 200, meaning: "What would move.",
            schema: .object([
                ("moved", .integer(minimum: 0)),
                ("kinds", .array(.object([("kind", .text), ("count", .integer(minimum: 1))]))),
            ])))
}
