// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup
import Spreadsheets

/// All that is kept about somebody, each with what it is and since when (PIPL art. 45): about a topic's submitter, or of what was
/// said by a phone outside of topics.
struct PersonalCopy: Sendable {
    /// One thing that is kept.
    struct Item: Sendable {
        let what: String
        let at: Instant?
        /// Nil once it is erased.
        let words: String?
    }

    let items: [Item]
    let until: Instant?

    /// Reads it from where it lies. `hidesPhone`: whether who reads it has not shown to know the phone that was left. A code can be
    /// seen over somebody's shoulder, and the end of the phone is what other acts by the code ask for.
    static func read(
        of topic: Topic, until end: Instant?, hidesPhone: Bool, _ services: Services, _ site: Site,
        in transaction: Transaction
    ) throws -> PersonalCopy {
        let topics = TopicDesk(services: services, site: site)
        let requests = PersonalDataDesk(services: services, site: site)
        let submitter = MaskedIdentity.submitter(topic.id)
        var items = try topics.log(of: topic.id, in: transaction).flatMap { said($0, hidesPhone: hidesPhone) }
        if let text = topic.publicText {
            items.append(.init(what: "按您的话写的公开标题", at: nil, words: text.title.words))
            items.append(.init(what: "按您的话写的公开文字", at: nil, words: text.body.words))
            if let answer = text.answer {
                items.append(.init(what: "公开的办理结果", at: nil, words: answer.words))
            }
        }
        items += try words(of: topic, services, site, in: transaction)
        items += try AttachmentStore(tenant: site.tenant.id, keys: services.keys)
            .attachments(of: .topic(topic.id), in: transaction).filter { $0.uploader == nil }
            .map { Item(what: "您的照片，在进度页可以打开", at: $0.uploadedAt, words: $0.name.words) }
        items += try requests.all(of: submitter, in: transaction).flatMap {
            asked($0.request, at: $0.at, hidesPhone: hidesPhone)
        }
        items += try UnmaskingDesk(services: services, site: site).looks(at: submitter, in: transaction).map {
            Item(what: "议事室召集人查看过您的联系方式", at: $0.at, words: $0.reason)
        }
        return PersonalCopy(items: items, until: end)
    }

    private static func said(_ entry: EventStore.Entry<TopicEvent>, hidesPhone: Bool) -> [Item] {
        func item(_ what: String, _ text: FreeText?) -> Item? {
            text.map { Item(what: what, at: entry.at, words: $0.words) }
        }
        func number(_ phone: FreeText) -> Item {
            Item(
                what: "手机号", at: entry.at,
                words: hidesPhone ? phone.words.map { OwnDataWording.beginning(ofPhone: $0) } : phone.words)
        }
        switch entry.event {
        case .submitted(let submission, _), .submittedAndHeld(let submission, _), .takenOver(let submission, _):
            return [item("您说的", submission.text), item("地点", submission.place), submission.phone.map(number)]
                .compactMap { $0 }
        case .answered(let answer, _): return [item("您的回答", answer)].compactMap { $0 }
        case .added(let words): return [item("您的补充", words)].compactMap { $0 }
        case .judged(let answer, _):
            let remark = answer.remark.map { "：\($0.words ?? TopicWording.erased)" } ?? ""
            return [
                Item(what: "您对当场办的事的确认", at: entry.at, words: "\(TopicWording.words(answer))\(remark)")
            ]
        case .withdrawalAsked(let reason, _): return [item("您撤回的原因", reason)].compactMap { $0 }
        case .corrected(let text): return [item("您的更正", text)].compactMap { $0 }
        case .placeCorrected(let place): return [item("您更正的地点", place)].compactMap { $0 }
        case .contactReplaced(let phone): return [number(phone)]
        case .asked(let question): return [item("议事室问您", question)].compactMap { $0 }
        case .roundOpened, .released, .pooled, .rejected, .reconsidered, .redirected, .passedOn, .cameBack, .resultTold,
            .solvedDirectly, .merged, .unmerged, .selected, .deselected,
            .assigned,
            .researched, .attached, .scheduled, .unscheduled, .consulted, .handlingBegan, .closed, .reopened,
            .continued, .reviewed, .unpublished, .related, .deadlineMoved, .erased, .proposedForPlan, .planDecided,
            .scored, .mediated, .withdrawalUndone, .withdrawn, .gathered, .escalationAsked, .escalated,
            .escalationDeclined, .escalationUndone, .dissolved, .resultReturned, .returnAcknowledged, .receiptGiven,
            .categorised:
            return []
        }
    }

    /// What the submitter said of the items that were done.
    private static func words(
        of topic: Topic, _ services: Services, _ site: Site, in transaction: Transaction
    ) throws -> [Item] {
        let desk = ConfirmationDesk(services: services, site: site)
        return try ConfirmationStore(tenant: site.tenant.id, contents: services.contents)
            .all(ofSubmitter: topic.id, in: transaction).flatMap { id in
                try desk.log(of: id, in: transaction).compactMap { entry -> Item? in
                    guard case .answered(let answer) = entry.event else { return nil }
                    let remark = answer.remark.map { "：\($0.words ?? TopicWording.erased)" } ?? ""
                    let flag = answer.flag.map { "（记下了：\(ItemWording.name($0))）" } ?? ""
                    return Item(
                        what: "您对办理结果的确认", at: entry.at,
                        words: "\(ItemWording.name(answer.outcome))，\(ItemWording.name(answer.rating))\(remark)\(flag)")
                }
            }
    }

    private static func asked(_ request: PersonalDataRequest, at moment: Instant, hidesPhone: Bool) -> [Item] {
        let title = PersonalDataWording.title(request.asking.kind, request.asking.whose)
        let state = PersonalDataWording.name(request.state.name)
        let reason: String? = if case .refused(let reason) = request.state { reason.words } else { nil }
        let number = request.asking.correction?.phone?.number.words
        let phone = (hidesPhone ? number.map { OwnDataWording.beginning(ofPhone: $0) } : number)
            .map { Item(what: "申请换成的手机号", at: moment, words: $0) }
        return [
            Item(what: "您的申请：\(title)", at: moment, words: reason.map { "\(state)：\($0)" } ?? state)
        ] + [phone].compactMap { $0 }
            + [request.asking.correction?.wrong, request.asking.correction?.right].compactMap { text in
                text.map { Item(what: "申请里写的话", at: moment, words: $0.words) }
            }
    }

    // MARK: - Forms

    var json: JSON {
        [
            "items": .array(
                items.map { item in
                    [
                        "what": .string(item.what), "at": .optional(item.at.map { ChineseTime.rfc3339($0) }),
                        "words": .optional(item.words),
                    ]
                }), "until": .optional(until.map { ChineseTime.rfc3339($0) }),
        ]
    }

    /// For a spreadsheet: none of its cells is a formula.
    var csv: [UInt8] {
        SpreadsheetWriter.csv(
            header: ["项目", "时间", "内容"],
            rows: items.map { [$0.what, $0.at.map { ChineseTime.rfc3339($0) } ?? "", $0.words ?? TopicWording.erased] })
    }

    /// `scope`: what it is a copy of, as the first words of a sentence.
    func html(at address: String, scope: String = "这件议题里", today: Day) -> HTML {
        let rows = items.map { item in
            Facts.Row(
                item.what,
                html: """
                    <span class="prose said">\(item.words ?? TopicWording.erased)</span>\
                    \(present: item.at, { "<br><span class=\"small mute\">\(ChineseTime.moment($0, today: today))</span>" })
                    """)
        }
        return """
            <div class="stack"><h1>留着的您的信息</h1>\
            <p class="mute">\(scope)留着的都在下面\(present: until, { "，\(ChineseTime.date($0.day.advanced(by: -1), today: today))以前可以看" })。</p>\
            <p class="row">\(Button(label: "下载表格（CSV）", role: .link(to: "\(address)/copy.csv"), style: .quiet, size: .small).html)\
            \(Button(label: "下载数据（JSON）", role: .link(to: "\(address)/copy.json"), style: .quiet, size: .small).html)</p>\
            \(Facts(rows: rows).html)</div>
            """
    }
}
