// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What bodies hand in on sealed paper, entered by the office in their name.
struct ProposalEntryRoutes: RouteGroup {
    let services: Services
    static let address = "/desk/proposal-entry"
    /// Who enters it.
    static let keepers: Set<Role> = [.proposalOfficer]
    private static let fields = ProposalForm.bodyFields + ProposalForm.paperFields

    var routes: [Route] {
        [
            .desk(.get, Self.address, for: Self.keepers) { try await form($0, $1, nil) },
            .desk(.post, Self.address, for: Self.keepers, beginning.take).takingFiles(),
            .api(.post, "/desk/proposal-entries", ProposalAPI.enter, for: Self.keepers, beginning.takeJSON),
        ]
    }

    private var beginning: CaseBeginning<ProposalDesk> {
        CaseBeginning(services: services, fields: Self.fields) {
            try await form($0, $1, $2)
        } begin: { desk, input, request, transaction in
            let content = try ProposalForm.content(input, attachments: input.ids(ProposalForm.files.name))
            try desk.requireUnits(content.units, field: "units", in: transaction)
            let proposal = try desk.enter(
                content, of: try ProposalForm.proposer(input, signedBy: input.id("contact")),
                handedIn: input.day("handedIn"), by: request.actor, at: request.now, in: transaction)
            return (proposal.id, proposal)
        }
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = ProposalDesk(request, services)
        let options = try await services.engine.read { try self.options(desk, request, in: $0) }
        let page = CaseActPage(
            title: "录入纸质提案", headline: CaseHeadline(title: "提案", said: nil),
            advice: "党派、团体、界别、小组、专委会盖章或签名交来的，照原件录入，附上原件。录入就是提交，由提案委员会审查；签名人会知道。谁录入的，记录里写明。",
            fields: Self.fields.map { field in
                .init(
                    field: field, options: options[field.name] ?? Self.choices(field),
                    value: problems?.sent[field.name]
                        ?? (field.name == "handedIn" ? request.now.day.description : ""))
            }, version: nil, action: Self.address, back: "/desk/proposals", problems: problems)
        return Pages(request, services).desk(
            "录入纸质提案", signedIn, place: .proposals, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: Self.address)))
    }

    private static func choices(_ field: InputField) -> [InputField.Option] {
        if case .choice(let options) = field.kind { return options }
        return []
    }

    /// All bodies that may propose and all members who sign for them or speak for a party: the rule says who does for which.
    private func options(
        _ desk: ProposalDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> [String: [InputField.Option]] {
        let units = try DirectoryStore().units(of: request.site.tenant.id, in: transaction)
        let bodies = try desk.store.bodies(in: transaction)
        return [
            "organisation": try desk.lists.organisations(in: transaction).map { .init(code: $0, label: $0) },
            "units": units.map { .init(code: $0.id.text, label: $0.name) },
            "body": bodies.map { .init(code: $0.id.text, label: $0.name) },
            "contact": try desk.store.colleagues(on: request.now.day, in: transaction)
                .map { .init(code: $0.id.text, label: $0.name) },
        ]
    }
}
