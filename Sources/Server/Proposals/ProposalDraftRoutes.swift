// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Beginning a proposal: a form that is saved as a draft, and the operation with the same fields. What is saved is written on in
/// the form of its act.
struct ProposalDraftRoutes: Sendable {
    let services: Services
    private static let address = "/desk/proposal"
    private static let fields = ProposalForm.fields + ProposalForm.proposerFields

    var routes: [Route] {
        [
            .desk(.get, Self.address, for: ProposalRoutes.authors) { try await form($0, $1, nil) },
            .desk(.post, Self.address, for: ProposalRoutes.authors, beginning.take),
            .api(.post, "/desk/proposals", ProposalAPI.begin, for: ProposalRoutes.authors, beginning.takeJSON),
        ]
    }

    private var beginning: CaseBeginning<ProposalDesk> {
        CaseBeginning(services: services, fields: Self.fields) {
            try await form($0, $1, $2)
        } begin: { desk, input, request, transaction in
            guard case .staff(let staff) = request.actor else { throw WebFailure.notFound }
            let content = try ProposalForm.content(input)
            try desk.requireUnits(content.units, field: "units", in: transaction)
            let proposal = try desk.draft(
                content, of: try ProposalForm.proposer(input, signedBy: staff.id),
                from: try Self.source(input, request, in: transaction, services), by: request.actor, at: request.now,
                in: transaction)
            return (proposal.id, proposal)
        }
    }

    /// The topic from which it grows; one that this person does not see is not there.
    private static func source(
        _ input: Input, _ request: WebRequest, in transaction: Transaction, _ services: Services
    ) throws -> RecordLink.Record? {
        guard let id = input.optional("topic").flatMap({ Topic.ID($0) }) else { return nil }
        guard let topic = try TopicDesk(request, services).store.topic(id, in: transaction),
            TopicScope(of: request.actor).includes(topic) || topic.publication.isPublic
        else { throw InputProblems([.init(field: "topic", sentence: "没有找到这件议题，或者它不归您看。")]) }
        return .topic(id)
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = ProposalDesk(request, services)
        let sent = problems?.sent ?? ["topic": request.query["topic"] ?? ""]
        let (options, aside, period) = try await services.engine.read { transaction in
            (
                try self.options(sent, signedIn.staff, desk, request, in: transaction),
                try ProposalAside(desk: desk, own: nil).writing(sent, in: transaction),
                try desk.period(on: request.now.day, in: transaction)
            )
        }
        let time = period.map { "现在提交的，算\($0.series.name)的\(ProposalWording.name($0.kind))。" } ?? ""
        let page = CaseActPage(
            title: "写提案", headline: CaseHeadline(title: "提案", said: nil),
            advice: "先存草稿，别人看不到；写好了再邀请联名、提交审查。\(time)",
            fields: shown(options).map { field in
                .init(field: field, options: options[field.name] ?? Self.choices(field), value: sent[field.name] ?? "")
            },
            version: nil, action: Self.address, back: "/desk/proposals", problems: problems, aside: aside)
        return Pages(request, services).desk(
            "写提案", signedIn, place: .proposals, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: Self.address)))
    }

    /// Bodies are asked of those who sign for one, a topic where it comes from one.
    private func shown(_ options: [String: [InputField.Option]]) -> [InputField] {
        Self.fields.filter { field in
            switch field.name {
            case "body", "topic": !(options[field.name] ?? []).isEmpty
            default: true
            }
        }
    }

    private static func choices(_ field: InputField) -> [InputField.Option] {
        if case .choice(let options) = field.kind { return options }
        return []
    }

    /// What the references of the form may be answered with.
    private func options(
        _ sent: [String: String], _ staff: Staff, _ desk: ProposalDesk, _ request: WebRequest,
        in transaction: Transaction
    ) throws -> [String: [InputField.Option]] {
        let units = try DirectoryStore().units(of: request.site.tenant.id, in: transaction)
        let bodies = try desk.store.standing(of: staff.id, in: transaction).bodies.values.flatMap(\.self)
        let names = try desk.store.bodyNames(bodies, in: transaction)
        var topics: [InputField.Option] = []
        if let id = sent["topic"].flatMap({ Topic.ID($0) }),
            let topic = try TopicDesk(request, services).store.topic(id, in: transaction),
            TopicScope(of: request.actor).includes(topic)
        {
            let title = try TopicDesk(request, services).headline(topic, in: transaction).title
            topics = [.init(code: id.text, label: title)]
        }
        return [
            "units": units.map { .init(code: $0.id.text, label: $0.name) },
            "body": names.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
                .map { .init(code: $0.key.text, label: $0.value) }, "topic": topics,
        ]
    }
}
