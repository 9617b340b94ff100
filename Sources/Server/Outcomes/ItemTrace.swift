// SPDX-License-Identifier: Apache-2.0

import Domain

/// An item's steps: all for the desk; what the public may know for everybody else.
struct ItemTrace: Sendable {
    let item: Loop.Item
    /// Its place among the topic's items, where there are several.
    let number: Int?
    let names: Loop.Names
    let today: Day
    let reader: TraceReader
    /// Whether the reader may open the item, and so what was attached to it.
    var opensItem = false
    /// Whether it is told without what points at one person (BR-38).
    var isMasked = false
    /// The links that were made by hand for those who are asked, for whoever oversees the unit.
    var slips: [EventStore.Entry<ConfirmationEvent>] = []

    /// All of it, with what comes next.
    var whole: Trace { Trace(steps: moments.map(\.step) + next) }

    var moments: [LoopTrace.Moment] { (steps + slipsMade).sorted { $0.id < $1.id } }

    /// Links made by hand: what one person made on one day is one step, at the first of them.
    private var slipsMade: [LoopTrace.Moment] {
        Dictionary(grouping: slips) { "\($0.at.day) \($0.person?.text ?? "")" }.values.compactMap { made in
            guard let first = made.first else { return nil }
            let step = Trace.Step(
                stage: .done, act: prefix + ItemWording.slipsMade(made.count),
                meta: StepMeta.text(first, today: today, for: reader))
            return LoopTrace.Moment(id: first.id, step: step)
        }
    }

    private var steps: [LoopTrace.Moment] {
        item.log.enumerated().compactMap { index, entry in
            guard let (act, quote) = words(entry.event, at: index) else { return nil }
            let step = Trace.Step(
                stage: .done, act: prefix + act,
                meta: StepMeta.text(entry, today: today, for: reader, isMasked: isMasked),
                quote: quote,
                documents: [evidence(of: entry.event), reply(of: index)].compactMap(\.self))
            return LoopTrace.Moment(id: entry.id, step: step)
        }
    }

    /// The photos and documents that show what was done; they lie with the item.
    private func evidence(of event: ItemEvent) -> TextLink? {
        let files: [Attachment.ID]?
        switch event {
        case .progressed(_, _, let evidence): files = evidence
        case .reported(let report, _): files = report.evidence
        case .drafted, .revised, .discarded, .approved, .dispatched, .accepted, .returnRequested, .reassigned, .upheld,
            .handedOver,
            .extensionAsked, .extended, .extensionRefused, .verified, .sentBack, .closed, .reopened, .deadlineMoved,
            .reminded, .supervisionAgreed, .signed, .signatureDeclined,
            .inspected, .commented, .askedAgain, .lookBackEnded:
            files = nil
        }
        guard opensItem, let files else { return nil }
        return TextLink(text: "照片和材料\(files.count)个", address: "/desk/items/\(item.item.id)#files")
    }

    /// The unit's reply, as a document, beside its last report.
    private func reply(of index: Int) -> TextLink? {
        guard opensItem, index == lastReport, ItemReply.isThere(for: item.item) else { return nil }
        return TextLink(
            text: DocumentWording.reply,
            address: "/desk/items/\(item.item.id)/documents/reply?format=\(DocumentFile.Format.docx.rawValue)")
    }

    private var lastReport: Int? {
        item.log.lastIndex { entry in
            if case .reported = entry.event { return true }
            return false
        }
    }

    /// What comes next of this item, by whom, by when.
    var next: [Trace.Step] {
        let value = item.item
        let due = StepMeta.due(value.deadline, today: today)
        let unit = names.unit(value.task.unit)
        let step: Trace.Step? =
            switch value.state {
            case .drafted: value.isDiscarded ? nil : .init(stage: .next, act: "签发成果", meta: nil)
            case .approved: .init(stage: .now, act: "秘书交给\(unit)", meta: nil)
            case .dispatched: .init(stage: .now, act: "\(unit)签收", meta: due)
            case .returnRequested: .init(stage: .now, act: "秘书答复\(unit)的退回申请", meta: due)
            case .accepted, .inProgress, .sentBack, .reopened: .init(stage: .now, act: "\(unit)办理并报告", meta: due)
            case .reported: .init(stage: .now, act: "秘书核实", meta: due)
            case .verified:
                .init(stage: .now, act: "请大家确认：\(ItemWording.tally(item.tally))\(signing)", meta: due)
            case .closed: nil
            }
        return step.map { step in
            var step = step
            step.act = prefix + step.act
            return [step]
        } ?? []
    }

    /// Whose signature is waited for after that; for the desk alone.
    private var signing: String {
        guard reader == .desk, let supervision = item.item.supervision else { return "" }
        let missing = item.item.missingSignatures.map { "\(Self.quote(supervision.name(of: $0)))" }
        return missing.isEmpty ? "" : "，再由\(missing.joined(separator: "、"))会签"
    }

    private var prefix: String { number.map { "事项\($0 + 1)：" } ?? "" }

    private func words(_ event: ItemEvent, at index: Int) -> (String, String?)? {
        switch event {
        case .drafted(_, let task):
            reader == .desk ? ("写下要办的事，由\(names.unit(task.unit))\(names.person(task.officer))负责", task.text.words) : nil
        case .revised: reader == .desk ? ("改了要办的事", item.item.task.text.words) : nil
        case .discarded(let reason): reader == .desk ? ("草稿作废", Self.quote(reason)) : nil
        case .approved: nil
        case .dispatched:
            // The desk has read at its drafting what is to be done.
            ("交给\(names.unit(unit(before: index)))", reader == .desk ? nil : item.item.task.text.words)
        case .accepted(let deadline):
            ("\(names.unit(unit(before: index)))签收", StepMeta.due(deadline, today: today).map { "\($0)报告结果" })
        case .returnRequested(let reason, let suggested, _):
            reader == .desk
                ? ("\(names.unit(unit(before: index)))申请退回，建议\(suggested.words ?? "")办", Self.quote(reason)) : nil
        case .reassigned(let unit, let officer, _): ("改由\(names.unit(unit))\(names.person(officer))负责", nil)
        case .upheld(let reason, _): reader == .desk ? ("仍由原单位办", Self.quote(reason)) : nil
        case .handedOver(let officer): reader == .desk ? ("改由\(names.person(officer))负责", nil) : nil
        case .progressed(let text, let milestone, _):
            (milestone.map(reached) ?? "有进展", unreviewed(text))
        case .extensionAsked(let reason):
            reader == .desk ? ("\(names.unit(unit(before: index)))申请延期", Self.quote(reason)) : nil
        case .extended(let reason, let deadline):
            (
                "延期到\(ChineseTime.day(deadline.day, today: today))",
                reader == .desk ? reason.map(Self.quote) : nil
            )
        case .extensionRefused(let reason): reader == .desk ? ("不同意延期", Self.quote(reason)) : nil
        case .reported(let report, _):
            // The public reads a report once somebody has verified it.
            reader == .desk || isVerified(after: index)
                ? (
                    "单位报告：\(ItemWording.name(report.adoption))，\(ItemWording.name(report.claimed))",
                    Self.quote(report.text)
                ) : ("单位已报告", nil)
        case .verified: ("已核实，请大家确认", nil)
        case .sentBack(let reason, _): ("报告退回单位", reader == .desk ? Self.quote(reason) : nil)
        case .closed(_, let signature):
            (
                "\(signature.map { "\(signed($0))，" } ?? "")这件事办结。大家说：\(ItemWording.tally(tally(before: index)))",
                reader == .desk ? signature?.words.map(Self.quote) : nil
            )
        case .signed(let signature):
            (signed(signature), reader == .desk ? signature.words.map(Self.quote) : nil)
        case .signatureDeclined(let side, let reason, _):
            ("\(ItemWording.name(side))督办人没有会签，退回单位", reader == .desk ? Self.quote(reason) : nil)
        case .reopened(let reason, _):
            ("没有真解决，重办。当时大家说：\(ItemWording.tally(tally(before: index)))", unreviewed(reason))
        case .deadlineMoved(let deadline): (DeadlineWording.moved(deadline, today: today), nil)
        case .reminded(let text, _): reader == .desk ? ("催办", Self.quote(text)) : nil
        case .supervisionAgreed(let supervision):
            reader == .desk
                ? (
                    "党委和政协联合督办：\(Self.quote(supervision.party))，\(Self.quote(supervision.committee))", nil
                ) : ("党委和政协联合督办", nil)
        case .inspected(let inspection):
            reader == .desk
                ? (
                    "\(ChineseTime.date(inspection.day, today: today))督察，\(Self.quote(inspection.people))",
                    Self.quote(inspection.seen)
                ) : ("督办人到现场看过", nil)
        case .commented(let comment):
            reader == .desk
                ? (
                    "\(Self.quote(comment.speaker))\(ChineseTime.date(comment.day, today: today))点评",
                    Self.quote(comment.text)
                ) : nil
        case .askedAgain: ("回头看，再请大家确认", nil)
        case .lookBackEnded: nil
        }
    }

    /// That one of the two has signed, and for the desk on which paper.
    private func signed(_ signature: SuggestionItem.Countersignature) -> String {
        let paper = reader == .desk ? signature.paper.map { "（凭\(Self.quote($0))）" } : nil
        return "\(ItemWording.name(signature.side))督办人会签\(paper ?? "")"
    }

    /// A milestone by what it is about: its number says nothing to whoever did not write it.
    private func reached(_ index: Int) -> String {
        let milestones = item.item.task.milestones
        let words = milestones.indices.contains(index) ? milestones[index].text.words.map { "：\($0)" } : nil
        return "到了第\(index + 1)个节点\(words ?? "")"
    }

    /// The unit that was responsible before the event at `index`.
    private func unit(before index: Int) -> HandlingUnit.ID {
        for entry in item.log[..<index].reversed() {
            switch entry.event {
            case .reassigned(let unit, _, _): return unit
            case .drafted(_, let task), .revised(let task): return task.unit
            case .discarded, .approved, .dispatched, .accepted, .returnRequested, .upheld, .handedOver, .progressed,
                .extensionAsked,
                .extended, .extensionRefused, .reported, .verified, .sentBack, .closed, .reopened, .deadlineMoved,
                .reminded, .supervisionAgreed, .signed, .signatureDeclined,
                .inspected, .commented, .askedAgain, .lookBackEnded:
                continue
            }
        }
        return item.item.task.unit
    }

    /// What people had said when the event at `index` happened.
    private func tally(before index: Int) -> ConfirmationTally {
        let earlier = item.log[..<index].map(\.event)
        let inquiries = SuggestionItem.replaying(earlier, as: item.item.id)?.inquiries ?? 0
        return item.tallies[inquiries] ?? ConfirmationTally()
    }

    /// Whether the report at `index` was found to hold; the next one to speak of it decides.
    private func isVerified(after index: Int) -> Bool {
        for entry in item.log[index...].dropFirst() {
            switch entry.event {
            case .verified: return true
            case .sentBack: return false
            case .drafted, .revised, .discarded, .approved, .dispatched, .accepted, .returnRequested, .reassigned,
                .upheld,
                .handedOver, .progressed, .extensionAsked, .extended, .extensionRefused, .reported, .closed, .reopened,
                .deadlineMoved, .reminded,
                .supervisionAgreed, .signed, .signatureDeclined, .inspected, .commented, .askedAgain, .lookBackEnded:
                continue
            }
        }
        return false
    }

    /// What nobody has reviewed for strangers.
    private func unreviewed(_ text: FreeText) -> String? { reader == .everyone ? nil : Self.quote(text) }

    private static func quote(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}
