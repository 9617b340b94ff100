// SPDX-License-Identifier: Apache-2.0

import Domain

/// The fields in which a proposal is written, and what they make of it. A draft may lack all but its subject: it is saved as one
/// writes.
enum ProposalForm {
    static let textLimit = 3000

    static let fields: [InputField] = [
        InputField("subject", "案由", .line(limit: 60), help: "一事一案。用“关于……的提案”，说清要办的事。"),
        InputField("situation", "情况", .paragraph(limit: textLimit), isRequired: false, help: "看到了什么，有什么数字，从哪来。"),
        InputField("analysis", "分析", .paragraph(limit: textLimit), isRequired: false, help: "为什么会这样，现有办法差在哪。"),
        InputField(
            "advice", "建议", .paragraph(limit: textLimit), isRequired: false, help: "一条一行，每条写清谁来做、做什么、到什么程度。"),
        InputField(
            "units", "希望哪些单位办", .references(.units), isRequired: false, help: "最多\(Proposal.unitsMax)个，由交办时定。"),
        InputField(
            "oneMatter", "是不是只说一件事",
            .choice([.init(code: "yes", label: "只说一件事"), .init(code: "no", label: "还有别的事，要分开写")]),
            isRequired: false),
        InputField(
            "disclosure", "是否同意公开",
            .choice([.init(code: "open", label: "同意全文公开"), .init(code: "closed", label: "不公开", help: "要写理由")]),
            isRequired: false),
        InputField("closedReason", "不公开的理由", .line(limit: 100), isRequired: false),
        InputField(
            "basis", "依据的材料", .paragraph(limit: 300), isRequired: false,
            help: "调研报告、监督发现、社情民意信息等，写名称、日期、谁写的。系统里的议题和它的调研、事项、开过的会、回头看、走访的事、线索，从那里点“由它写一件提案”。"),
    ]

    /// What belongs to it: sent with the text once there is a draft.
    static let files = InputField(
        "files", "附件", .files, isRequired: false, help: "照片、调研材料，党派、团体提案盖章的原件。承办单位也看得到；不向社会公开。")

    /// As whom one proposes: asked once, as a draft is begun.
    static let proposerFields: [InputField] = [
        InputField("kind", "以什么名义提", .choice(ProposalWording.kinds), isRequired: false, help: "不选就是委员本人提。"),
        InputField(
            "body", "界别、小组或专委会", .reference(.entries(.organs)), isRequired: false,
            help: "只列您是召集人或负责人的。界别、小组提案在全体会议期间提。"),
        InputField(
            "organisation", "党派、团体的名称", .line(limit: 60), isRequired: false,
            help: "和公章一致；以前用过的，从提示里选。提交时要有盖章的原件，存了草稿再加在附件里。"),
        InputField("topic", "由哪件议题来", .reference(.ownTopics), isRequired: false, help: "转自议题的，两边都能看到。"),
        InputField("item", "由哪件商定的事项来", .reference(.sessionItems), isRequired: false, help: "协商会商定的事写成的，两边都记着。"),
        InputField("lookBack", "由哪次回头看来", .reference(.origins), isRequired: false, help: "回头看时发现的问题写成的，两边都记着。"),
        InputField(
            "meeting", "由哪场会来", .reference(.origins), isRequired: false, help: "监督、协商的会上发现的问题写成的，两边都记着。"),
        InputField("sentiment", "由哪件走访的事来", .reference(.origins), isRequired: false, help: "走访时遇到的事写成的，两边都记着。"),
        InputField("clue", "由哪条线索来", .reference(.clues), isRequired: false, help: "由居民的线索写成的，两边都记着。"),
    ]

    /// What the office writes down from sealed paper: all of it, since paper is whole as it comes, with a copy of it.
    static let paperFields: [InputField] =
        [InputField("handedIn", "哪天交来的", .day, help: "算哪次会议的提案，按这一天。")]
        + fields.map { field in
            let mayBeEmpty = ["units", "closedReason", "basis"].contains(field.name)
            return InputField(field.name, field.label, field.kind, isRequired: !mayBeEmpty, help: field.help)
        } + [
            InputField(files.name, "盖章、签名的原件", .files, help: "拍照或扫描。承办单位也看得到；不向社会公开。")
        ]

    /// In whose name the office enters it, and who signs.
    static let bodyFields: [InputField] = [
        InputField("kind", "以什么名义", .choice(ProposalWording.bodyKinds)),
        InputField(
            "body", "界别、小组或专委会", .reference(.entries(.organs)), isRequired: false, help: "党派、团体不用选。"),
        InputField(
            "organisation", "党派、团体的名称", .line(limit: 60), isRequired: false, help: "和公章一致；以前用过的，从提示里选。"),
        InputField(
            "contact", "签名人、联系人", .reference(.members),
            help: "界别、小组、专委会的召集人或负责人；党派、团体的，选纸上写的联系人，要是本届委员。录入、立案、答复都会告诉他，对答复的意见也由他说。"),
    ]

    /// What was written. Throws ``InputProblems`` where it is not to be public and does not say why.
    static func content(_ input: Input, attachments: [Attachment.ID] = []) throws -> Proposal.Content {
        var disclosure = Proposal.Disclosure.open
        if input.optional("disclosure") == "closed" {
            guard let reason = input.optional("closedReason") else {
                throw InputProblems([.init(field: "closedReason", sentence: "不公开的，请写明理由。")])
            }
            disclosure = .closed(reason: .kept(reason))
        }
        return Proposal.Content(
            subject: input.text("subject"), situation: input.text("situation"), analysis: input.text("analysis"),
            advice: input.text("advice"), units: input.ids("units"), isOneMatter: input.optional("oneMatter") == "yes",
            disclosure: disclosure, basis: input.optional("basis"), attachments: attachments)
    }

    /// Who proposes. Throws ``InputProblems`` where a body or an organisation is not named.
    static func proposer(_ input: Input, signedBy person: Person.ID) throws -> Proposer {
        switch input.optional("kind").flatMap(Proposer.Kind.init) ?? .member {
        case .member: return .member(person)
        case .organisation:
            guard let name = input.optional("organisation") else {
                throw InputProblems([.init(field: "organisation", sentence: "请写党派、团体的名称。")])
            }
            return .organisation(name, signedBy: person)
        case .sector: return try body(.sector, input, person)
        case .group: return try body(.group, input, person)
        case .committee: return try body(.committee, input, person)
        }
    }

    private static func body(_ kind: Proposer.Kind, _ input: Input, _ person: Person.ID) throws -> Proposer {
        guard let body = input.optional("body").flatMap({ Proposer.BodyID($0) }) else {
            throw InputProblems([.init(field: "body", sentence: "请选界别、小组或专委会。")])
        }
        return .body(kind, body, signedBy: person)
    }

    /// What a field holds of a proposal that was saved.
    static func value(_ field: String, in content: Proposal.Content) -> String {
        switch field {
        case "subject": content.subject.words ?? ""
        case "situation": content.situation.words ?? ""
        case "analysis": content.analysis.words ?? ""
        case "advice": content.advice.words ?? ""
        case "units": content.units.map(\.text).joined(separator: " ")
        case "oneMatter": content.isOneMatter ? "yes" : ""
        case "disclosure": content.disclosure == .open ? "open" : "closed"
        case "closedReason": content.closedReason?.words ?? ""
        case "basis": content.basis?.words ?? ""
        default: ""
        }
    }

    /// The whole text, part by part.
    static func text(_ content: Proposal.Content) -> String {
        [("情况", content.situation), ("分析", content.analysis), ("建议", content.advice)].compactMap { name, part in
            part.words.flatMap { $0.isEmpty ? nil : "【\(name)】\n\($0)" }
        }.joined(separator: "\n\n")
    }
}

extension Proposal.Content {
    /// Why it is not to be public.
    var closedReason: FreeText? {
        guard case .closed(let reason) = disclosure else { return nil }
        return reason
    }
}
