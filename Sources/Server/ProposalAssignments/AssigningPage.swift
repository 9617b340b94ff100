// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// A filed proposal that waits for its units, with what is proposed for it, and why.
struct AssigningRow: Sendable {
    let proposal: ProposalListStore.Listed
    /// Who should handle it, as the proposer wishes.
    let wished: [HandlingUnit.ID]
    /// The filed proposal most like it that units were given, and who handled that.
    let precedent: (like: ProposalListStore.Likeness, handlers: [Proposal.Handler])?

    /// The units that the body which proposes keeps in touch with (A1-05): named, not proposed.
    let counterparts: [HandlingUnit.ID]

    /// Below, a precedent shares words and not the matter: half of it has to be the same.
    private static let scoreMin = 0.5
    /// So many of the most like are looked at for one that units were given.
    private static let alikeMax = 10

    /// As many as one goes through at once.
    static let max = 30

    /// Who is proposed: as the most like was given, otherwise as the proposer wishes.
    var proposed: [Proposal.Handler] {
        if let precedent { return precedent.handlers.filter { $0.part != .separate } }
        return wished.enumerated().map { Proposal.Handler($1, $0 == 0 ? .lead : .coHandler) }
    }

    /// Those that wait, by number. What was decided before is read together for all of them.
    static func read(
        _ desk: ProposalDesk, scope: ProposalScope, in transaction: Transaction
    ) throws -> [AssigningRow] {
        let waiting = try desk.lists.list(.filed, scope: scope, after: nil, limit: 100, in: transaction)
            .map(\.proposal).filter { $0.state == .filed }
            .sorted { ($0.number ?? .last, $0.id) < ($1.number ?? .last, $1.id) }.prefix(max)
        guard !waiting.isEmpty else { return [] }
        let subjects = try SimilarSubjects(desk.services, of: desk.site.tenant.id, in: transaction)
        let alike = try waiting.map { listed in
            try subjects.sources(
                like: listed.subject ?? "", except: listed.id, from: scoreMin, limit: alikeMax
            ).compactMap(\.filed)
        }
        let given = try AssignmentStore(tenant: desk.site.tenant.id)
            .precedents(Array(Set(alike.flatMap(\.self))), in: transaction)
        let likenesses = try desk.lists.likenesses(Array(given.keys), in: transaction)
        let proposals = try waiting.map { try desk.proposal($0.id, in: transaction) }
        let counterparts = try AssignmentStore(tenant: desk.site.tenant.id)
            .counterparts(of: Array(Set(proposals.compactMap { $0?.proposer.body })), in: transaction)
        return zip(zip(waiting, proposals), alike).map { each, alike in
            let (listed, proposal) = each
            let precedent = alike.first { given[$0] != nil && likenesses[$0] != nil }
            return AssigningRow(
                proposal: listed,
                wished: proposal?.content.units ?? [],
                precedent: precedent.flatMap { id in likenesses[id].map { ($0, given[id] ?? []) } },
                counterparts: proposal?.proposer.body.flatMap { counterparts[$0] } ?? [])
        }
    }
}

extension ProposalNumber {
    /// Beyond every number that is given.
    fileprivate static let last = ProposalNumber(.init(term: 99, session: 99), 999_999)
}

/// The page of the assignment meeting: a box, a lead and two co-handlers for each.
struct AssigningPage {
    let rows: [AssigningRow]
    let units: [HandlingUnit]
    let action: String
    let token: String
    let problems: InputProblems?

    /// The fields of co-handlers in each row; who needs more assigns that proposal by itself.
    static let coHandlers = ["first", "second"]

    var html: HTML {
        """
        \(RecordHead(
            title: "交办", parent: TextLink(text: "提案", address: "/desk/proposals?part=filed"),
            buttons: [
                Button(label: "交办清单", role: .link(to: "/desk/assigning/list"), size: .small),
                Button(label: "清单（Word）", role: .link(to: ProposalDocumentRoutes.assignmentList), size: .small),
            ]).html)
        <div class="stack"><p class="mute">先选好的单位是按以前相近的提案、或者提案者的希望提出来的，可以改。勾上的才交办，每一件都单独记一笔。</p>\
        \(rows.isEmpty ? EmptyState(sentence: "没有等着交办的提案。").html : form)</div>
        """
    }

    private var form: HTML {
        PostForm(
            action: action, token: token, isPanel: true,
            content: """
                \(ErrorSummary(problems: summary, title: nil).html)\(each: rows, row)\
                <div class="actions">\(Button(label: "交办勾上的", style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: "/desk/proposals?part=filed"), style: .quiet).html)</div>
                """
        ).html
    }

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map { .init(field: $0.field == "records" ? nil : $0.field, sentence: $0.sentence) }
    }

    private func row(_ row: AssigningRow) -> HTML {
        let id = row.proposal.id.text
        let lead = row.proposed.first { $0.part == .lead }?.unit
        let others = row.proposed.filter { $0.part == .coHandler }.map(\.unit)
        let box = Choice(
            value: id, label: "\(row.proposal.number?.text ?? "") \(row.proposal.subject ?? TopicWording.erased)",
            help: why(row))
        let isTicked = problems?.sent["records.\(id)"] != nil
        return """
            <div class="panel flat stack">\(box.check(name: "records", id: nil, isTicked: isTicked))\
            \(select("lead.\(id)", "主办单位", lead, isRequired: true))\
            \(each: Array(Self.coHandlers.enumerated()), { index, field in
                select("\(field).\(id)", "会办单位", index < others.count ? others[index] : nil, isRequired: false)
            })</div>
            """
    }

    private func select(_ name: String, _ label: String, _ unit: HandlingUnit.ID?, isRequired: Bool) -> HTML {
        Field(
            name: name, label: label,
            control: .select(
                [Choice(value: "", label: isRequired ? "请选择" : "不选")]
                    + units.map { Choice(value: $0.id.text, label: $0.name) }),
            value: problems?.sent[name] ?? unit?.text ?? "", mark: isRequired ? nil : "可不填",
            error: problems?.sentence(for: name), isRequired: false
        ).html
    }

    /// Who proposed it, and by what the units are proposed.
    private func why(_ row: AssigningRow) -> String {
        let names = Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        let wished = row.wished.compactMap { names[$0] }
        let linked = row.counterparts.compactMap { names[$0] }
        let contact = linked.isEmpty ? nil : "提案者对口联系\(linked.joined(separator: "、"))"
        if let precedent = row.precedent {
            let handlers = precedent.handlers.map {
                "\(names[$0.unit] ?? "已撤销的单位")\(AssignmentWording.name($0.part))"
            }
            return [
                row.proposal.proposer,
                "参照\(precedent.like.number.text)“\(precedent.like.subject)”：\(handlers.joined(separator: "、"))",
                wished.isEmpty ? nil : "提案者希望\(wished.joined(separator: "、"))办", contact,
            ].compactMap { $0 }.joined(separator: " · ")
        }
        return [
            row.proposal.proposer, wished.isEmpty ? "没有可以参照的" : "提案者希望\(wished.joined(separator: "、"))办", contact,
        ].compactMap { $0 }.joined(separator: " · ")
    }
}

/// The list of who was given what, as it is handed out at the meeting: a table for each unit.
struct AssignmentSheet {
    let series: ProposalSeries?
    let rows: [AssignmentListStore.Listed]
    let today: Day

    var html: HTML {
        let units = Dictionary(grouping: rows, by: \.unitName).sorted { $0.key < $1.key }
        return """
            <article class="stack-l"><h1>\(series.map { "\($0.name)提案交办清单" } ?? "提案交办清单")</h1>\
            <p>共\(Set(rows.map(\.proposal)).count)件，\(units.count)个单位，\(ChineseTime.date(today, today: today))</p>\
            \(rows.isEmpty ? EmptyState(sentence: "还没有交办的提案。").html : HTML())\
            \(each: units, { unit in table(unit.key, unit.value) })</article>
            """
    }

    private func table(_ unit: String, _ rows: [AssignmentListStore.Listed]) -> HTML {
        """
        <section><h2>\(unit) \(rows.count)件</h2><div class="table-wrap" tabindex="0" role="region" aria-label="\(unit)"><table class="plain words"><thead><tr>\
        <th scope="col">编号</th><th scope="col">案由</th><th scope="col">分工</th><th scope="col">进度</th>\
        <th scope="col">期限</th></tr></thead><tbody>\(each: rows, { row in
            """
            <tr><th scope="row" class="num">\(row.number?.text ?? "")</th><td>\(row.subject ?? TopicWording.erased)</td>\
            <td class="num">\(AssignmentWording.name(row.part))</td><td class="num">\(AssignmentWording.name(row.state))</td>\
            <td class="num">\(row.dueOn.map { ChineseTime.date($0, today: today) } ?? "")</td></tr>
            """ as HTML
        })</tbody></table></div></section>
        """
    }
}
