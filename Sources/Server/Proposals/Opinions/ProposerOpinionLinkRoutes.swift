// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// A proposer's word by one-time link: opening it shows the reply, sending the form spends it. The office hands it out as a slip.
struct ProposerOpinionLinkRoutes: RouteGroup {
    let services: Services
    /// Where a link leads.
    static let page = "/o"
    private static let thanks = "/thanks/opinion"
    private static let fields = CaseAct<ProposerOpinionDesk>.answer.fields(.standard)

    var routes: [Route] {
        [
            .page(.get, "\(Self.page)/{token}") { try await question($0, nil) },
            .page(.post, "\(Self.page)/{token}", answer),
            .page(.get, Self.thanks) { request in
                Pages(request, services).resident(
                    "谢谢您", content: "<h1>谢谢您</h1>\(Note(text: "您的意见记下了，直接到了提案委员会。", tone: .done).html)")
            },
            .api(.get, "/opinions/{token}", ProposerOpinionAPI.readByLink, questionJSON),
            .api(.post, "/opinions/{token}", ProposerOpinionAPI.answerByLink, answerJSON),
            .desk(.post, "/desk/opinions/{record}/link", for: ProposerOpinion.linkers, slip),
            .api(
                .post, "/desk/opinions/{record}/link", ProposerOpinionAPI.makeLink, for: ProposerOpinion.linkers,
                linkJSON),
        ]
    }

    // MARK: - Answering

    /// What a link asks. A link that never was, has been spent or has expired is not found; misses are limited.
    private func asked(_ request: WebRequest) async throws -> ProposerOpinionQuestion {
        let desk = ProposerOpinionDesk(request, services)
        return try await services.readByLink(request) { link, transaction in
            try desk.question(try desk.opinion(behind: link, at: request.now, in: transaction), in: transaction)
        }
    }

    /// What is said to whoever opens a link once more; whether it ever was one is not said.
    private func spent(_ request: WebRequest) -> WebResponse {
        Pages(request, services).resident(
            "这个链接不能用了", status: 404,
            content: """
                <h1>这个链接不能用了</h1><p class="prose">每个链接只能用一次。您要是已经说过意见，谢谢您，不用再说；要改，请登录后改。\
                您要是还没有说：可能过了说意见的日子，也可能单位正在再办一次，办好会再问您。链接要是手抄的，请再对一对。</p>
                """)
    }

    private func question(_ request: WebRequest, _ problems: InputProblems?) async throws -> WebResponse {
        do {
            let question = try await asked(request)
            let page = ProposerOpinionPage(
                question: question, practice: request.site.practice.profile.proposals, today: request.now.day,
                action: request.path, token: request.token(for: request.path), problems: problems)
            return Pages(request, services).resident(
                "请您说意见", status: problems == nil ? 200 : 422, content: page.html)
        } catch WebFailure.notFound {
            return spent(request)
        }
    }

    private func answer(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            return try await spend(try Input(sent, fields: Self.fields), request) { _ in .seeOther(Self.thanks) }
        } catch let problems as InputProblems {
            return try await question(request, InputProblems(problems.problems, sent: sent))
        } catch WebFailure.notFound {
            return spent(request)
        }
    }

    private func questionJSON(_ request: WebRequest) async throws -> WebResponse {
        .json(ProposerOpinionAPI.json(try await asked(request)))
    }

    private func answerJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.fields), fields: Self.fields)
        return try await spend(input, request) { .json(ProposerOpinionAPI.json($0)) }
    }

    private func spend(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (ProposerOpinionQuestion) -> WebResponse
    ) async throws -> WebResponse {
        let desk = ProposerOpinionDesk(request, services)
        return try await services.onceByLink(request) { link, transaction in
            let opinion = try desk.answer(ProposerOpinion.Answer(input), by: link, at: request.now, in: transaction)
            return answer(try desk.question(opinion, in: transaction))
        }
    }

    // MARK: - Slips

    /// A slip to print for somebody without a phone: the link and its code for cameras.
    private func slip(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (desk, pages) = (ProposerOpinionDesk(request, services), Pages(request, services))
        return try await makeLink(request) { question, link in
            let address = desk.address(link)
            return pages.desk(
                "意见条", signedIn, place: .proposals,
                content: ProposerOpinionPage.slip(question, address: address, qr: QRCode.svg(address)))
        }
    }

    private func linkJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let desk = ProposerOpinionDesk(request, services)
        let end = ProposerOpinionDesk.end(request.now)
        return try await makeLink(request) { _, link in
            .json(
                ["address": .string(desk.address(link)), "expiresAt": .string(ChineseTime.rfc3339(end))],
                status: .created)
        }
    }

    /// For those who see the proposal as the office does, and while its proposers are asked; not for who has said it.
    private func makeLink(
        _ request: WebRequest, answer: @escaping @Sendable (ProposerOpinionQuestion, SecretLink) -> WebResponse
    ) async throws -> WebResponse {
        let id: ProposerOpinion.ID = try request.id("record")
        let desk = ProposerOpinionDesk(request, services)
        return try await services.answered.once(request) { transaction in
            guard ProposalScope(of: request.actor).seesSubmitted,
                let opinion = try desk.opinion(id, in: transaction)
            else { throw WebFailure.notFound }
            let question = try desk.question(opinion, in: transaction)
            return answer(
                question, try desk.handOutLink(of: opinion, by: request.actor, at: request.now, in: transaction))
        }
    }
}

/// What one proposer is asked: about which proposal, and what was replied.
struct ProposerOpinionQuestion: Sendable {
    let opinion: ProposerOpinion
    let number: ProposalNumber?
    let subject: String
    let replies: [(unit: String, reply: ProposalAssignment.Reply)]
    let dueOn: Day?
    /// Whether it is asked just now.
    let isAsked: Bool
}

extension ProposerOpinionDesk {
    func question(_ opinion: ProposerOpinion, in transaction: Transaction) throws -> ProposerOpinionQuestion {
        guard let proposal = try proposals.proposal(opinion.inquiry.proposal, in: transaction),
            let lead = try proposals.proposal(opinion.inquiry.lead, in: transaction)
        else { throw WebFailure.notFound }
        let units = try AssignmentStore(tenant: site.tenant.id).unitNames(in: transaction)
        return ProposerOpinionQuestion(
            opinion: opinion, number: proposal.number, subject: proposal.content.subject.words ?? TopicWording.erased,
            replies: try replies(to: opinion, in: transaction).map { (units[$0.unit] ?? "", $0.reply) },
            dueOn: lead.deadline?.day,
            isAsked: lead.state == .replied && lead.replies == opinion.inquiry.number)
    }
}
