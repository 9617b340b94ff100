// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Notices of 传达部署 on the desk (A2-27): the office sends them and sees who is silent.
struct DeploymentRoutes: RouteGroup {
    let services: Services
    static let address = "/desk/deployments"
    private static let form = "/desk/deployment"
    static let readers = DeskPlace.items.roles

    var routes: [Route] {
        [
            .desk(.get, Self.address, for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "\(Self.address)/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.post, "\(Self.address)/{record}/reminders", for: Deployment.issuers, remind),
            .desk(.get, Self.form, for: Deployment.issuers) { try await form($0, $1, nil) },
            .desk(.post, Self.form, for: Deployment.issuers, issue)
                .takingFiles(parts: DeploymentDraft.partsMax),
            .api(.get, Self.address, DeploymentAPI.list, for: Self.readers, listJSON),
            .api(.post, Self.address, DeploymentAPI.issue, for: Deployment.issuers, issueJSON),
            .api(.get, "\(Self.address)/{record}", DeploymentAPI.one, for: Self.readers, oneJSON),
            .api(
                .post, "\(Self.address)/{record}/reminders", DeploymentAPI.remind, for: Deployment.issuers, remindJSON),
        ] + DeploymentReceiptRoutes(services: services).routes
    }

    // MARK: - The list and the open notice

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<DeploymentStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys, filter: "deployments/\(request.site.tenant.id)/\(signedIn.staff.id)")
        let after: Deployment.ID? = try request.after(cursor)
        let rows = try DeploymentDesk(request, services).store.list(
            scope: DeploymentScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: Deployment.ID?
    ) async throws -> WebResponse {
        let (pages, desk) = (Pages(request, services), DeploymentDesk(request, services))
        let (count, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.count(scope: DeploymentScope(of: request.actor), in: transaction),
                try self.page(request, signedIn, in: transaction),
                try id.map { try desk.visible($0, to: request.actor, in: transaction) }
            )
        }
        let mayIssue = Deployment.role(of: request.actor) != nil
        let list = CaseListPage(
            title: DeploymentWording.title, measure: "份",
            parts: [.init(word: "通知", count: count, address: Self.address, isOn: true)],
            rows: page.items.map { listed in
                let isOwed = listed.owed > 0
                return QueueList.Row(
                    title: listed.title ?? TopicWording.erased, address: "\(Self.address)/\(listed.id)",
                    origin: """
                        \(DeploymentWording.name(listed.kind)) · \(ChineseTime.date(listed.issuedOn, today: pages.today)) · \
                        \(DeploymentWording.standing(listed))
                        """,
                    lamp: isOwed
                        ? DeadlineWording.lamp(
                            listed.dueOn, today: pages.today, calendar: request.site.practice.calendar) : nil,
                    isOpen: listed.id == id)
            },
            next: page.next.map { "\(Self.address)?cursor=\($0)" },
            empty: "还没有发过。重要精神要及时传达，重要工作要定期部署，每一家签收、回报都在这里看。",
            record: open.map { record($0, mayIssue: mayIssue, request, pages.today) },
            buttons: (mayIssue ? [Button(label: "发一份", role: .link(to: Self.form), size: .small)] : [])
                + [Button(label: "签收和回报", role: .link(to: "/desk/receipts"), size: .small)])
        let flash: Flash? =
            switch request.query["done"] {
            case "issued": Flash(sentence: "已发出。没有人签收的，在下面看得到。")
            case "reminded": Flash(sentence: "已提醒还没有回音的。")
            case _: nil
            }
        return pages.desk(DeploymentWording.title, signedIn, place: .items, flash: flash, content: list.html)
    }

    private func record(
        _ open: DeploymentDesk.Open, mayIssue: Bool, _ request: WebRequest, _ today: Day
    ) -> TwoPanes.Record {
        let action = "\(Self.address)/\(open.deployment.id)/reminders"
        let isSilent = open.lines.contains { $0.state.isOwed && $0.remindedOn != today }
        let reminding = PostForm(
            action: action, token: request.token(for: action),
            content: "<div class=\"actions\">\(Button(label: "提醒还没有回音的", style: .ordinary, size: .small).html)</div>")
        return DeploymentRecord(
            open: open, reminding: mayIssue && isSilent ? reminding.html : nil, today: today,
            practice: request.site.practice
        ).pane
    }

    // MARK: - Sending one

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        guard Deployment.role(of: request.actor) != nil else { throw WebFailure.notFound }
        let (tenant, limit) = (request.site.tenant.id, DeploymentDraft.optionsMax)
        let (rooms, units, organs) = try await services.engine.read { transaction in
            (
                try RoomStore(tenant: tenant).names(in: [.tenant], limit: limit, in: transaction),
                try DirectoryStore().units(of: tenant, in: transaction),
                try RegisterStore(tenant: tenant, form: .organs).options(limit: limit, in: transaction)
            )
        }
        let page = CaseActPage(
            title: "发一份通知", headline: CaseHeadline(title: DeploymentWording.title, said: nil),
            advice: "发出以后不能改。每一家的秘书、召集人或经办人都会收到，签收、回报都记在这里。",
            fields: DeploymentDraft.fields.map { field in
                let options: [InputField.Option] =
                    switch field.name {
                    case "rooms": rooms.map { .init(code: $0.id.text, label: $0.name) }
                    case "units": units.map { .init(code: $0.id.text, label: $0.name) }
                    case "organ": organs.map { .init(code: $0.id.text, label: $0.label) }
                    case "kind": DeploymentWording.kinds
                    case "to": DeploymentWording.audiences
                    case _: []
                    }
                return .init(field: field, options: options, value: problems?.sent[field.name] ?? "")
            } + CaseActPage.Filled.consent(to: DeploymentDraft.publicFields, problems), version: nil, action: Self.form,
            back: Self.address, problems: problems,
            watched: WatchedWordsSeen(Self.watched(in: problems?.sent ?? [:], request)))
        return Pages(request, services).desk(
            "发一份通知", signedIn, place: .items, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: Self.form)))
    }

    /// The words of the county's list that stand in what hundreds are about to read.
    private static func watched(in sent: [String: String], _ request: WebRequest) -> [String] {
        WatchedWords.found(in: [sent["title"], sent["text"]], request.site.practice.profile)
    }

    private func issue(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        guard Deployment.role(of: request.actor) != nil else { throw WebFailure.notFound }
        var sent = request.form
        do {
            if let answer = try await services.answered.earlier(request) { return answer }
            // What was typed and ticked is looked at before files are taken in: they would have to be chosen again.
            let draft = try DeploymentDraft(try Input(sent, fields: DeploymentDraft.sentFields.filter { !$0.isFiles }))
            try WatchedWordsSeen(sent: sent).require(Self.watched(in: sent, request))
            let desk = DeploymentDesk(request, services)
            _ = try await services.engine.read { transaction in
                try desk.deployment(draft, by: request.actor, at: request.now, in: transaction)
            }
            let attachments = AttachmentDesk(services: services, site: request.site)
            for field in DeploymentDraft.fields where field.isFiles {
                for id in try await attachments.keepFiles(of: field, request, by: signedIn.staff.id) {
                    sent["\(field.name).\(id)"] = "on"
                }
            }
            return try await issue(try Input(sent, fields: DeploymentDraft.sentFields), request) { open in
                .seeOther("\(Self.address)/\(open.deployment.id)?done=issued")
            }
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let missing as ConsentMissing {
            return try await form(request, signedIn, InputProblems([missing.problem], sent: sent))
        } catch let refusal as DeploymentRefusal {
            guard let field = refusal.blamed.first else { throw refusal }
            return try await form(
                request, signedIn, InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        }
    }

    private func issueJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(DeploymentDraft.sentFields), fields: DeploymentDraft.sentFields)
        return try await issue(input, request) { .json(DeploymentAPI.json($0), status: .created) }
    }

    private func issue(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (DeploymentDesk.Open) -> WebResponse
    ) async throws -> WebResponse {
        let (desk, draft) = (DeploymentDesk(request, services), try DeploymentDraft(input))
        return try await services.answered.once(request) { transaction in
            let issued = try desk.issue(draft, by: request.actor, at: request.now, in: transaction)
            return answer(try desk.visible(issued.id, to: request.actor, in: transaction))
        }
    }

    // MARK: - Reminding

    private func remind(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Deployment.ID = try request.id("record")
        return try await remind(id, request) { _ in .seeOther("\(Self.address)/\(id)?done=reminded") }
    }

    private func remindJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        let id: Deployment.ID = try request.id("record")
        return try await remind(id, request) { .json(["reminded": .integer(Int64($0))]) }
    }

    private func remind(
        _ id: Deployment.ID, _ request: WebRequest, answer: @escaping @Sendable (Int) -> WebResponse
    ) async throws -> WebResponse {
        if let earlier = try await services.answered.earlier(request) { return earlier }
        let desk = DeploymentDesk(request, services)
        var reminded = 0
        // Each lot stays, whatever becomes of the next: whoever asks again reminds those who are left.
        while try await services.engine.read({ try desk.hasManySilent(id, on: request.now.day, in: $0) }) {
            let lot = try await services.engine.write { transaction in
                try desk.remindNext(id, by: request.actor, at: request.now, in: transaction)
            }
            guard lot > 0 else { break }
            reminded += lot
        }
        return try await services.answered.once(request) { [reminded] transaction in
            let count = try reminded + desk.remindNext(id, by: request.actor, at: request.now, in: transaction)
            guard count > 0 else { throw DeploymentRefusal.nobodySilent }
            return answer(count)
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await services.engine.read { try self.page(request, signedIn, in: $0) }
        return .json(["items": .array(page.items.map { DeploymentAPI.json($0) }), "next": .optional(page.next)])
    }

    private func oneJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Deployment.ID = try request.id("record")
        let desk = DeploymentDesk(request, services)
        let open = try await services.engine.read { try desk.visible(id, to: request.actor, in: $0) }
        return .json(DeploymentAPI.json(open))
    }
}
