// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain
import HTTPTypes
import Markup

/// The assignment meeting: filed proposals with the units that are proposed for them, assigned together; and the printed list of
/// who was given what.
struct AssigningRoutes: RouteGroup {
    let services: Services
    static let readers: Set<Role> = [.proposalOfficer]
    private static let action = "/desk/assigning"

    var routes: [Route] {
        [
            .desk(.get, Self.action, for: Self.readers) { try await choose($0, $1, problems: nil) },
            .desk(.post, Self.action, for: Self.readers, assign),
            .desk(.get, "/desk/assigning/list", for: AssignmentRoutes.readers, printed),
        ]
    }

    // MARK: - Choosing

    private func choose(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = ProposalDesk(request, services)
        let (rows, units) = try await services.engine.read { transaction in
            (
                try AssigningRow.read(desk, scope: ProposalScope(of: request.actor), in: transaction),
                try DirectoryStore().units(of: request.site.tenant.id, in: transaction)
            )
        }
        let page = AssigningPage(
            rows: rows, units: units, action: Self.action, token: request.token(for: Self.action), problems: problems)
        return Pages(request, services).desk(
            "交办", signedIn, place: .proposals, status: problems == nil ? 200 : 422, content: page.html)
    }

    /// Assigns those that were ticked, each by itself; what the rule refuses is left as it was, and said.
    private func assign(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        let desk = ProposalDesk(request, services)
        do {
            let inputs = try Self.inputs(sent)
            let pages = Pages(request, services)
            return try await services.answered.once(request) { transaction in
                var (done, left): ([TextLink], [BulkOutcomePage.Left]) = ([], [])
                for (id, input) in inputs {
                    let proposal = try desk.visible(id, to: request.actor, in: transaction)
                    let matter = TextLink(
                        text: try desk.headline(proposal, in: transaction).title, address: "/desk/proposals/\(id)")
                    do {
                        try desk.perform(
                            .assign, input, on: proposal, by: request.actor, at: request.now, in: transaction)
                        done.append(matter)
                    } catch let refusal as ProposalRefusal {
                        left.append(.init(matter: matter, reason: refusal.sentence))
                    }
                }
                return pages.desk(
                    "交办", signedIn, place: .proposals,
                    content: BulkOutcomePage(
                        title: "交办", done: done, left: left, again: Self.action, back: "/desk/proposals?part=filed"
                    ).html)
            }
        } catch let problems as InputProblems {
            return try await choose(request, signedIn, problems: InputProblems(problems.problems, sent: sent))
        }
    }

    /// What was chosen for each that is ticked, in one order, so that two who assign the same wait for each other.
    private static func inputs(_ sent: [String: String]) throws -> [(Proposal.ID, Input)] {
        let ids = sent.keys.filter { $0.hasPrefix("records.") }
            .compactMap { Proposal.ID($0.dropFirst("records.".count)) }.sorted()
        guard !ids.isEmpty else { throw InputProblems([.init(field: "records", sentence: "请勾上要交办的提案。")]) }
        guard ids.count <= AssigningRow.max else {
            throw InputProblems([.init(field: "records", sentence: "一次最多\(AssigningRow.max)件，请分几次办。")])
        }
        return try ids.map { id in
            var fields: [String: String] = ["lead": sent["lead.\(id)"] ?? ""]
            for field in AssigningPage.coHandlers {
                if let unit = sent["\(field).\(id)"], !unit.isEmpty { fields["coHandlers.\(unit)"] = "on" }
            }
            guard fields["lead"]?.isEmpty == false else {
                throw InputProblems([.init(field: "lead.\(id)", sentence: "请选主办单位；要分办的，到这件提案里交办。")])
            }
            return (id, try Input(fields, fields: CaseAct<ProposalDesk>.assign.fields(.standard)))
        }
    }

    // MARK: - The printed list

    private func printed(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let series = try ProposalStatistics.series(request)
        let store = AssignmentListStore(tenant: request.site.tenant.id, contents: services.contents)
        let (named, rows) = try await services.engine.read { transaction in
            let named = try series ?? ProposalDesk(request, services).series.all(in: transaction).first
            return (
                named,
                try named.map {
                    try store.given(of: $0, scope: ProposalScope(of: request.actor), in: transaction)
                } ?? []
            )
        }
        let sheet = AssignmentSheet(series: named, rows: rows, today: request.now.day)
        let layout = PrintLayout(
            head: Pages(request, services).head("交办清单"),
            back: TextLink(text: "提案办理", address: "/desk/assignments"), sheet: sheet.html, isList: true)
        return .page(layout.html)
    }
}
