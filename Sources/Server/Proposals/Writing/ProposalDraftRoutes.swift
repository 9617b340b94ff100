// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Beginning a proposal: a form that is saved as a draft, and the operation with the same fields. What is saved is written on in
/// the form of its act.
struct ProposalDraftRoutes: RouteGroup {
    let services: Services
    private static let address = "/desk/proposal"
    private static let fields = ProposalForm.fields + ProposalForm.proposerFields

    var routes: [Route] {
        [
            .desk(.get, Self.address, for: ProposalRoutes.authors) { try await form($0, $1, nil) },
            .desk(.post, Self.address, for: ProposalRoutes.authors) { request, signedIn in
                guard let written = CaseActPage.written(in: request.form, Self.fields) else {
                    return try await beginning.take(request, signedIn)
                }
                return try await aside(written, request)
            },
            .api(.post, "/desk/proposals", ProposalAPI.begin, for: ProposalRoutes.authors, beginning.takeJSON),
        ]
    }

    private var beginning: CaseBeginning<ProposalDesk> {
        CaseBeginning(services: services, fields: Self.fields, done: .write) {
            try await form($0, $1, $2)
        } begin: { desk, input, request, transaction in
            guard case .staff(let staff) = request.actor else { throw WebFailure.notFound }
            let content = try ProposalForm.content(input)
            try desk.requireUnits(content.units, field: "units", in: transaction)
            let proposal = try desk.draft(
                content, of: try ProposalForm.proposer(input, signedBy: staff.id),
                from: try ProposalSources(request, services).named(input, in: transaction), by: request.actor,
                at: request.now,
                in: transaction)
            return (proposal.id, proposal)
        }
    }

    /// What stands beside the form for what is being written.
    private func aside(_ written: [String: String], _ request: WebRequest) async throws -> WebResponse {
        let aside = ProposalAside(desk: ProposalDesk(request, services), own: nil)
        return try await services.engine.read { .page(try aside.writing(written, in: $0)) }
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = ProposalDesk(request, services)
        let named = Dictionary(
            uniqueKeysWithValues: ProposalSources.Field.allCases.map { ($0.rawValue, request.query[$0.rawValue] ?? "") }
        )
        let (sent, options, aside, period, isMember) = try await services.engine.read { transaction in
            let sent =
                try problems?.sent
                ?? named.merging(try ProposalSources(request, services).research(named, in: transaction)) { $1 }
            return (
                sent, try self.options(sent, signedIn.staff, desk, request, in: transaction),
                try ProposalAside(desk: desk, own: nil).writing(sent, in: transaction),
                try desk.period(on: request.now.day, in: transaction),
                !(try desk.store.members([signedIn.staff.id], on: request.now.day, in: transaction)).isEmpty
            )
        }
        let begun = problems == nil && sent["situation"] != nil ? "情况和建议照调研记录先填好了，请改成提案的话。" : ""
        let time = period.map { "现在提交的，算\($0.series.name)的\(ProposalWording.name($0.kind))。" } ?? ""
        let page = CaseActPage(
            title: "写提案", headline: CaseHeadline(title: "提案", said: nil),
            advice: isMember
                ? "先存草稿，别人看不到；情况、分析、建议可以以后写，都有了再邀请联名、提交审查。\(begun)\(time)"
                : ProposalRefusal.notEligible.sentence,
            fields: shown(options).map { field in
                .init(field: field, options: options[field.name] ?? Self.choices(field), value: sent[field.name] ?? "")
            },
            version: nil, action: Self.address, back: "/desk/proposals", problems: problems, aside: aside,
            refreshesAside: true, doing: "存草稿", keepsWords: true,
            draft: Self.draft { sent[$0.rawValue].flatMap { $0.isEmpty ? nil : $0 } })
        return Pages(request, services).desk(
            "写提案", signedIn, place: .proposals, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: Self.address)))
    }

    /// Under which name the browser keeps what is begun: of each source one, so that words on one matter do not come up on another.
    static func draft(_ source: (ProposalSources.Field) -> String?) -> String {
        ProposalSources.Field.allCases.compactMap { field in
            source(field).map { "\(address)?\(field.rawValue)=\($0)" }
        }
        .first ?? address
    }

    /// Bodies are asked of those who sign for one, a source where it comes from one.
    private func shown(_ options: [String: [InputField.Option]]) -> [InputField] {
        let asked = ["body"] + ProposalSources.Field.allCases.map(\.rawValue)
        return Self.fields.filter { !asked.contains($0.name) || !(options[$0.name] ?? []).isEmpty }
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
        let bodies = try desk.store.standing(of: staff.id, on: request.now.day, in: transaction).bodies.values.flatMap(
            \.self)
        let names = try desk.store.bodyNames(bodies, in: transaction)
        return try ProposalSources(request, services).options(sent, in: transaction).merging([
            "organisation": try desk.lists.organisations(in: transaction).map { .init(code: $0, label: $0) },
            "units": units.map { .init(code: $0.id.text, label: $0.name) },
            "body": names.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
                .map { .init(code: $0.key.text, label: $0.value) },
        ]) { own, _ in own }
    }
}
