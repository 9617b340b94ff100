// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// Below a proposal: which units have it, what they replied, what proposers say of that, and who had it for how long.
struct AssignmentSection {
    let handling: Handling
    let actor: Actor
    let today: Day
    let practice: Practice
    let token: (String) -> String

    /// What belongs to the handling of a proposal; what is part of another shows that one's.
    struct Handling: Sendable {
        var assignments: [Told] = []
        var units: [HandlingUnit.ID: String] = [:]
        var said: [ProposerOpinionStore.Said] = []
        /// The own opinion on the last reply, for whoever was asked.
        var own: ProposerOpinion.ID?
        /// Which reply the proposers are asked about now.
        var asking: Int?
        /// What was attached to the proposal, and to what units sent.
        var files: [Attachment] = []

        /// An assignment with its log.
        struct Told: Sendable {
            let assignment: ProposalAssignment
            let log: [EventStore.Entry<AssignmentEvent>]
        }

        static func read(
            _ proposal: Proposal, _ desk: ProposalDesk, for actor: Actor, in transaction: Transaction
        ) throws -> Handling {
            let own = try files(of: proposal, desk, in: transaction)
            guard proposal.number != nil || proposal.lead != nil else { return Handling(files: own) }
            let lead = proposal.lead ?? proposal.id
            let assignments = AssignmentDesk(services: desk.services, site: desk.site)
            let ids = try assignments.store.assignments(of: lead, in: transaction)
            guard !ids.isEmpty else { return Handling(files: own) }
            let told = try ids.compactMap { id -> Told? in
                let log = try assignments.log(of: id, in: transaction)
                return ProposalAssignment.replaying(log.map(\.event), as: id).map { Told(assignment: $0, log: log) }
            }
            let opinions = desk.opinions.store
            let leading = lead == proposal.id ? proposal : try desk.proposal(lead, in: transaction)
            let said = try opinions.said(of: lead, in: transaction)
            return Handling(
                assignments: told, units: try assignments.store.unitNames(in: transaction), said: said,
                own: try ProposalScope(of: actor).person.flatMap {
                    try opinions.own($0, on: proposal.id, in: transaction)
                },
                asking: leading?.state == .replied ? leading?.replies : nil,
                files: try own
                    + told.map(\.assignment).filter { $0.replies.contains { !$0.attachments.isEmpty } }
                    .flatMap { try desk.attachments.list(of: .assignment($0.id), in: transaction) })
        }

        private static func files(
            of proposal: Proposal, _ desk: ProposalDesk, in transaction: Transaction
        ) throws -> [Attachment] {
            guard !proposal.content.attachments.isEmpty else { return [] }
            return try desk.attachments.list(of: .proposal(proposal.id), in: transaction)
        }

        /// Those of these that are there, as a list; nothing where there is none.
        func list(_ ids: [Attachment.ID]) -> HTML {
            let found = files.filter { ids.contains($0.id) }
            return found.isEmpty ? HTML() : AttachmentList(attachments: found).html
        }
    }

    var html: HTML {
        guard !handling.assignments.isEmpty else { return HTML() }
        return "\(units)\(replies)\(own)\(opinions)\(chain)"
    }

    /// Whether the actor works with units' records: a proposer reads what they sent, here.
    private var opensRecords: Bool {
        guard case .staff(let staff) = actor else { return false }
        return AssignmentRoutes.readers.contains { staff.holds($0) }
    }

    private func mayOpen(_ assignment: ProposalAssignment) -> Bool {
        let scope = ProposalScope(of: actor)
        return opensRecords && (scope.seesSubmitted || scope.units.contains(assignment.unit))
    }

    private func name(_ unit: HandlingUnit.ID) -> String { handling.units[unit] ?? "" }

    private var units: HTML {
        let rows = handling.assignments.map { told -> LinkList.Row in
            let (assignment, unit) = (told.assignment, name(told.assignment.unit))
            let link =
                mayOpen(assignment)
                ? TextLink(text: unit, address: "/desk/assignments/\(assignment.id)").html : "\(unit)"
            let lamp = assignment.deadline.map {
                DeadlineWording.lamp($0.day, today: today, calendar: practice.calendar).html
            }
            return LinkList.Row(
                relation: AssignmentWording.name(assignment.part),
                content: "\(link) \(AssignmentWording.chip(assignment.state.name).html) \(lamp)")
        }
        return PageSection(id: "handlers", title: "承办单位", content: LinkList(rows: rows).html).html
    }

    /// All replies that were sent, the last first; none is overwritten (BR-20).
    private var replies: HTML {
        let sent = handling.assignments.filter { !$0.assignment.isCoHandling }.flatMap { told in
            told.assignment.replies.enumerated().map { (round: $0 + 1, unit: told.assignment.unit, reply: $1) }
        }.sorted { $0.round > $1.round }
        guard !sent.isEmpty else { return HTML() }
        let all = sent.map { each -> HTML in
            let head = [
                "第\(each.round)次", name(each.unit),
                each.reply.outcome.map { ProposalWording.outcome($0, practice.profile.proposals) },
                each.reply.signature.map { AssignmentWording.signature($0, today: today) },
            ].compactMap { $0 }
            return """
                <p class="small mute gap-s">\(head.joined(separator: " · "))</p>\
                <p class="prose said">\(each.reply.text.words ?? TopicWording.erased)</p>\
                \(handling.list(each.reply.attachments))
                """
        }
        return PageSection(id: "replies", title: "答复", content: all.joined()).html
    }

    private var own: HTML {
        guard let own = handling.own else { return HTML() }
        let said = handling.said.first { $0.id == own }
        let isAsked = handling.asking != nil && handling.asking == said?.round
        let label = said?.result == nil ? (isAsked ? "说说您的意见" : "看您的意见") : (isAsked ? "看、改您的意见" : "看您的意见")
        return """
            <p>\(Button(
                label: label, role: .link(to: "/desk/opinions/\(own)"),
                style: isAsked && said?.result == nil ? .primary : .ordinary).html)</p>
            """
    }

    /// What each proposer says, for whoever works on it; other proposers read how many.
    private var opinions: HTML {
        guard opensRecords, !handling.said.isEmpty else { return HTML() }
        let rows = handling.said.map { said -> LinkList.Row in
            let isAsked = handling.asking == said.round
            let remark = said.remark.map {
                "<blockquote class=\"said\">\($0.words ?? TopicWording.erased)</blockquote>" as HTML
            }
            return LinkList.Row(
                relation: "第\(said.round)次答复 · \(said.name)",
                content: """
                    \(ProposerOpinionWording.said(manner: said.manner, result: said.result, isAsked: isAsked))\
                    \(said.isBySlip ? " \(ProposerOpinionWording.slipChip.html)" : HTML())\(remark) \
                    \(slip(said, isAsked: isAsked))
                    """)
        }
        return PageSection(id: "opinions", title: "提案者意见", content: LinkList(rows: rows).html).html
    }

    /// The office prints the link of whoever has said nothing; a unit never has it in hand, nor has whoever is of one that handles it.
    private func slip(_ said: ProposerOpinionStore.Said, isAsked: Bool) -> HTML {
        guard ProposerOpinion.linker(actor) != nil, isAsked, said.result == nil,
            !handling.assignments.contains(where: { $0.assignment.isOwnWork(of: actor) })
        else { return HTML() }
        let action = "/desk/opinions/\(said.id)/link"
        return PostForm(
            action: action, token: token(action), content: Button(label: "发意见条", style: .quiet, size: .small).html
        ).html
    }

    private var chain: HTML {
        let stays = AssignmentStay.stays(of: handling.assignments, until: today)
        guard !stays.isEmpty else { return HTML() }
        let rows = stays.map { stay -> HTML in
            """
            <tr><th scope="row">\(stay.isWithOffice ? "提案委员会" : name(stay.unit))</th>\
            <td>\(AssignmentWording.name(stay.state))</td><td class="num">\(stay.days)天</td>\
            <td class="num">\(ChineseTime.date(stay.from, today: today))</td>\
            <td class="num">\(stay.until.map { ChineseTime.date($0, today: today) } ?? "现在")</td></tr>
            """
        }
        return PageSection(
            id: "chain", title: "在谁手里，多久",
            content: """
                <div class="table-wrap" tabindex="0" role="region" aria-label="在谁手里，多久"><table class="plain words"><thead><tr><th scope="col">在谁手里</th>\
                <th scope="col">做什么</th><th scope="col">多久</th><th scope="col">从</th><th scope="col">到</th></tr></thead>\
                <tbody>\(rows.joined())</tbody></table></div>
                """
        ).html
    }
}

/// How long somebody had a proposal, and for what: told by the logs.
struct AssignmentStay: Hashable, Sendable {
    let unit: HandlingUnit.ID
    let state: ProposalAssignment.State.Name
    let from: Day
    /// Nil while it lasts.
    let until: Day?
    let days: Int

    /// Whether the office has it meanwhile: it decides on a return, or checks a draft.
    var isWithOffice: Bool {
        switch state {
        case .returnRequested, .drafted: true
        case .issued, .signedFor, .sentBack, .checked, .sent, .recalled: false
        }
    }

    /// The stays of all assignments in the order in which they began. What was sent or taken back is with nobody.
    static func stays(of told: [AssignmentSection.Handling.Told], until today: Day) -> [AssignmentStay] {
        told.flatMap { told in stays(of: told.log, as: told.assignment.id, until: today) }
            .enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
    }

    private static func stays(
        of log: [EventStore.Entry<AssignmentEvent>], as id: ProposalAssignment.ID, until today: Day
    ) -> [AssignmentStay] {
        var stays: [AssignmentStay] = []
        var current: (assignment: ProposalAssignment, from: Day)?
        func end(on day: Day?) {
            guard let current, current.assignment.isOwed else { return }
            stays.append(
                AssignmentStay(
                    unit: current.assignment.unit, state: current.assignment.state.name, from: current.from, until: day,
                    days: max(0, (day ?? today).number - current.from.number)))
        }
        for entry in log {
            guard let before = current else {
                current = ProposalAssignment.replaying([entry.event], as: id).map { ($0, entry.at.day) }
                continue
            }
            let after = before.assignment.applying(entry.event)
            let isSame = after.state.name == before.assignment.state.name && after.unit == before.assignment.unit
            if !isSame { end(on: entry.at.day) }
            current = (after, isSame ? before.from : entry.at.day)
        }
        end(on: nil)
        return stays
    }
}
