// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import OfficialDocuments

/// The documents of a proposal, from its record and what units have of it.
struct ProposalDocuments: Sendable {
    let proposal: Proposal
    /// The day on which it was filed; nil while it has no number.
    let filedOn: Day?
    let people: [Person.ID: String]
    let body: String?
    /// What units have of it, or of what it is part of.
    let assignments: [ProposalAssignment]
    let units: UnitNames
    let tenant: Tenant
    let practice: ProposalPractice
    let today: Day

    /// What units are called, and who answers for them; read once for many proposals.
    struct UnitNames: Sendable {
        let names: [HandlingUnit.ID: String]
        let contacts: [HandlingUnit.ID: [String]]

        init(of tenant: Tenant.ID, on day: Day, in transaction: Transaction) throws {
            names = try AssignmentStore(tenant: tenant).unitNames(in: transaction)
            let officers = try DirectoryStore().officers(of: tenant, on: day, in: transaction)
            contacts = Dictionary(grouping: officers, by: \.unit.id).mapValues { $0.map(\.person.name) }
        }

        subscript(_ unit: HandlingUnit.ID) -> String { names[unit] ?? "" }
    }

    static func read(
        _ id: Proposal.ID, _ desk: ProposalDesk, _ units: UnitNames, on today: Day, in transaction: Transaction
    ) throws -> ProposalDocuments? {
        let log = try desk.log(of: id, in: transaction)
        guard let proposal = Proposal.replaying(log.map(\.event), as: id) else { return nil }
        let filed = log.last { entry in
            if case .filed = entry.event { true } else { false }
        }
        let people = Set(proposal.proposers + proposal.coSigners.map(\.person))
        return ProposalDocuments(
            proposal: proposal, filedOn: filed?.at.day,
            people: try DirectoryStore().names(of: people, tenant: desk.site.tenant.id, in: transaction),
            body: try desk.store.bodyName(of: proposal.proposer, in: transaction),
            assignments: try AssignmentDesk(services: desk.services, site: desk.site)
                .assignments(of: proposal.lead ?? id, in: transaction).filter { $0.state != .recalled },
            units: units, tenant: desk.site.tenant, practice: desk.site.practice.profile.proposals, today: today)
    }

    /// The document; nil where there is nothing that it could say. A reply is made by ``reply(of:round:)``.
    func file(_ document: ProposalDocument) -> DocumentFile? {
        guard document.isThere(for: proposal, assignments) else { return nil }
        let made: OfficialDocument
        switch document {
        case .form: made = form
        case .filingNotice: made = filingNotice
        case .opinionForm: made = opinionForm
        case .reply: return repliers.first.flatMap { reply(of: $0, round: nil) }
        }
        return DocumentFile(
            kind: document.kind, record: proposal.id.number,
            name: "\(DocumentWording.name(document))（\(proposal.number?.text ?? subject)）", document: made)
    }

    // MARK: - What several say

    var subject: String { proposal.content.subject.words ?? TopicWording.erased }

    /// Those who reply to its proposers.
    var repliers: [ProposalAssignment] { assignments.filter { !$0.isCoHandling } }

    private func names(_ people: [Person.ID]) -> String {
        people.compactMap { self.people[$0] }.joined(separator: "、")
    }

    /// Who proposes it, with who signs for a body.
    var proposer: String {
        let signers = names(proposal.proposers)
        return body.map { "\($0)（\(signers)）" } ?? signers
    }

    /// Who proposes it, as everybody reads: of a body its name alone.
    var publicProposer: String { body ?? names(proposal.proposers) }

    /// Whom a letter addresses.
    private var addressee: String { body ?? "\(names(proposal.proposers))委员" }

    private var you: String { body == nil && !proposal.isJoint ? "您" : "你们" }

    /// Units with their parts, the lead first.
    func handlers(_ parts: Set<Proposal.Part> = Set(Proposal.Part.allCases)) -> String {
        assignments.filter { parts.contains($0.part) }
            .map { "\(units[$0.unit])（\(AssignmentWording.name($0.part))）" }.joined(separator: "、")
    }

    // MARK: - Proposal form

    private var form: OfficialDocument {
        let content = proposal.content
        let series = proposal.period?.series.name ?? ""
        let parts = [("一、情况", content.situation), ("二、分析", content.analysis), ("三、建议", content.advice)]
        return OfficialDocument(
            layout: .sheet, title: "\(tenant.shortName)\(series)提案", note: proposal.period == nil ? "（草稿）" : nil,
            blocks: [.table(formTable)]
                + parts.flatMap { name, text -> [OfficialDocument.Block] in
                    [.heading(name)] + .paragraphs(of: text.words ?? TopicWording.erased)
                })
    }

    private var formTable: OfficialDocument.Table {
        let basis = proposal.content.basis.map { [("依据的材料", $0.words ?? TopicWording.erased)] } ?? []
        let files = proposal.content.attachments.count
        let rows: [(String, String)] =
            [
                ("编号", proposal.number?.official ?? "（立案时编号）"), ("案由", subject), ("提案者", proposer),
                ("提案形式", "\(ProposalWording.name(proposal.proposer.kind))提案\(proposal.isJoint ? "（联名）" : "")"),
                ("时段", proposal.period.map { "\($0.series.name) \(ProposalWording.name($0.kind))" } ?? ""),
                ("希望承办的单位", proposal.content.units.map { units[$0] }.joined(separator: "、")),
                ("是否同意公开", DocumentWording.agreed(proposal.content.disclosure)),
            ] + basis + (files == 0 ? [] : [("附件", "\(files)个")]) + [
                ("审查情况", reviewed), ("承办单位", handlers()), ("签名（盖章）", ""),
            ]
        return .init(
            columns: [.init("项目", width: 34, .center), .init("内容", width: 122)], rows: rows.map { [$0, $1] })
    }

    /// What the review came to; where it has a number, when it was filed.
    private var reviewed: String {
        guard proposal.number != nil else { return ProposalWording.name(proposal.state.name) }
        return "\(reviewer)审查，\(filedOn.map { DocumentWording.date($0) } ?? "")立案"
    }

    private var reviewer: String { ProposalWording.reviewer(proposal.period) }

    // MARK: - Filing notice

    private var filingNotice: OfficialDocument {
        let number = proposal.number?.official ?? ""
        let handled =
            proposal.lead != nil
            ? "这件提案与内容相近的提案并案办理，承办单位会一并答复\(you)。"
            : assignments.isEmpty ? "我们会尽快交有关单位办理。" : "这件提案由\(handlers())办理。"
        return OfficialDocument(
            layout: .letter, issuer: tenant.name, title: "提案立案通知书", addressee: addressee,
            blocks: [
                .paragraph("\(you)提出的“\(subject)”收悉。经\(reviewer)审查，符合立案条件，予以立案，编号为\(number)。"),
                .paragraph("\(handled)承办单位应当在答复以前与\(you)联系，当面听取意见。"),
                .paragraph("收到答复后，请\(you)直接向我们说明对办理态度和办理结果的意见，不用经过承办单位。"),
                .paragraph("感谢\(you)认真履职、建言献策。"),
            ],
            signature: .init(signer: tenant.name, date: DocumentWording.date(filedOn ?? today)),
            remark: DocumentWording.contact(of: tenant))
    }

    // MARK: - Opinion form

    private var opinionForm: OfficialDocument {
        let answered = repliers.compactMap { assignment -> String? in
            guard let reply = assignment.replies.last else { return nil }
            let day = reply.signature.map { DocumentWording.date($0.day) } ?? ""
            let outcome = reply.outcome.map { ProposalWording.outcome($0, practice) } ?? ""
            return "\(units[assignment.unit])，\(day)答复，\(outcome)"
        }
        let until = proposal.state == .replied ? proposal.deadline?.day : nil
        let empty = "□"
        return OfficialDocument(
            layout: .sheet, title: "提案办理情况征询意见表",
            note: until.map { "（请在\(DocumentWording.date($0))前交提案委员会）" },
            blocks: [
                .entry(label: "编号", proposal.number?.official ?? ""), .entry(label: "案由", subject),
                .entry(label: "提案者", proposer), .entry(label: "答复", answered.joined(separator: "\n")),
                .table(
                    .init(
                        columns: [.init("请打勾", width: 48, .center)]
                            + ["满意", "基本满意", "不满意"].map { .init($0, width: 36, .center) },
                        rows: ["办理态度", "办理结果"].map { [$0, empty, empty, empty] }, rowHeight: 12)),
                .table(
                    .init(
                        columns: [.init("意见和建议（不满意的，请写明哪里不满意）", width: 156)], rows: [[""]],
                        rowHeight: 60)),
                .entry(label: "提案者签名", "　　　　　　　　　　　　年　　月　　日"),
                .paragraph("这张表由提案者本人填写，一人一张，直接交提案委员会，不经过承办单位。没有交回的不算意见，也不算满意。"),
            ])
    }

    // MARK: - Reply

    /// What a unit replies, as its letter to those who proposed it: of this round, or the last one; nil where there is none.
    func reply(of assignment: ProposalAssignment, round: Int?) -> DocumentFile? {
        let round = round ?? assignment.replies.count
        guard !assignment.isCoHandling, assignment.replies.indices.contains(round - 1) else { return nil }
        return letter(assignment.replies[round - 1], of: assignment, note: nil)
    }

    /// What a unit has drafted, as the letter that its leader signs.
    func draft(of assignment: ProposalAssignment) -> DocumentFile? {
        guard !assignment.isCoHandling, let draft = assignment.draft else { return nil }
        return letter(draft, of: assignment, note: "（送签稿）")
    }

    private func letter(
        _ reply: ProposalAssignment.Reply, of assignment: ProposalAssignment, note: String?
    ) -> DocumentFile {
        let unit = units[assignment.unit]
        let title = "关于\(tenant.shortName)\(proposal.number?.official ?? "")提案的答复"
        let coHandlers = handlers([.coHandler])
        let merged = proposal.lead == nil ? "" : "这件提案与内容相近的提案并案办理。"
        let marks = [
            reply.outcome.map { ProposalWording.outcome($0, practice) }, DocumentWording.disclosed(reply.disclosure),
        ].compactMap { $0 }.joined(separator: "；")
        let document = OfficialDocument(
            layout: .letter, issuer: unit, number: reply.signature?.number?.text,
            marks: .init(result: reply.outcome.map { "\($0)类" }), title: title, note: note, addressee: addressee,
            blocks: [
                .entry(label: "办理结果", marks),
                .paragraph("\(you)提出的“\(subject)”收悉。\(merged)经研究办理，现答复如下："),
            ] + .paragraphs(of: reply.text.words ?? TopicWording.erased)
                + (coHandlers.isEmpty ? [] : [.paragraph("这件提案由\(coHandlers)参与办理。")]) + [
                    .paragraph("感谢\(you)对我们工作的关心和支持。答复是否满意，请直接告诉提案委员会。")
                ],
            signature: .init(signer: unit, date: DocumentWording.date(reply.signature?.day ?? today)),
            remark: remark(reply, assignment),
            imprint: .init(
                copiedTo: tenant.name, office: unit, printedOn: DocumentWording.date(reply.signature?.day ?? today)))
        return DocumentFile(
            kind: .proposalReply, record: proposal.id.number,
            name: "答复函（\(proposal.number?.text ?? subject)，\(unit)）", document: document)
    }

    /// Who signed, and whom one can ask.
    private func remark(_ reply: ProposalAssignment.Reply, _ assignment: ProposalAssignment) -> String? {
        let signed = reply.signature.map { signature in
            "签发人：\(signature.signer.words ?? TopicWording.erased)\(signature.isPrincipal ? "（主要负责人）" : "")"
        }
        let contacts = units.contacts[assignment.unit].map { "联系人：\($0.joined(separator: "、"))" }
        let words = [signed, contacts].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: "；")
    }
}
