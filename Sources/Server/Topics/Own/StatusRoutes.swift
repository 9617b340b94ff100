// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What a submitter sees and does with the own topic: by its tracking code, without signing in, or signed in by the phone
/// that was left with it (BR-08).
struct StatusRoutes: RouteGroup {
    let services: Services

    var routes: [Route] { byCode + OwnTopicKey.both(pages) + operations }

    private var byCode: [Route] {
        [
            .page(.get, "/status") { .seeOther($0.signedIn == nil ? "/" : "/desk") },
            .page(.post, "/status", lookUp),
            .page(.get, "/status/{code}/received", received),
            .page(.get, "/status/{code}/picture.svg", picture),
        ]
    }

    private var operations: [Route] {
        operationsByCode.map { $0.knowingResident() } + [
            OwnTopicKey.api(.get, "", TopicAPI.status, "readOwnTopic", statusJSON),
            OwnTopicKey.api(.post, "/answer", TopicAPI.answer, "answerOwnQuestion", answerJSON),
            OwnTopicKey.api(.post, "/addition", TopicAPI.add, "addToOwnTopic") { try await actJSON(.add, $0) },
            OwnTopicKey.api(.post, "/withdrawal", TopicAPI.withdraw, "withdrawOwnTopic") {
                try await actJSON(.withdraw, $0)
            },
            OwnTopicKey.api(.post, "/judgement", TopicAPI.judge, "judgeOwnTopic") { try await actJSON(.judge, $0) },
            OwnTopicKey.api(.post, "/keeping-up", TopicAPI.keepUp, "keepOwnTopicUp") { try await actJSON(.keepUp, $0) },
            OwnTopicKey.api(
                .post, "/confirmations/{item}", ItemAPI.answerByCode, "confirmOwnItem", confirmJSON),
            OwnTopicKey.api(.post, "/erasure", PersonalDataAPI.ask, "requestOwnErasure", requestErasureJSON),
        ]
    }

    /// Whoever has signed in by the phone that was left is not asked how it ends.
    private var operationsByCode: [Route] {
        [
            .api(.get, "/topics/status/{trackingCode}", TopicAPI.status, statusJSON),
            .api(.post, "/topics/status/{trackingCode}/answer", TopicAPI.answer, answerJSON),
            .api(.post, "/topics/status/{trackingCode}/addition", TopicAPI.add) { try await actJSON(.add, $0) },
            .api(.post, "/topics/status/{trackingCode}/withdrawal", TopicAPI.withdraw) {
                try await actJSON(.withdraw, $0)
            },
            .api(.post, "/topics/status/{trackingCode}/judgement", TopicAPI.judge) { try await actJSON(.judge, $0) },
            .api(.post, "/topics/status/{trackingCode}/keeping-up", TopicAPI.keepUp) { try await actJSON(.keepUp, $0) },
            .api(
                .post, "/topics/status/{trackingCode}/confirmations/{item}", ItemAPI.answerByCode, confirmJSON),
            .api(.post, "/topics/status/{trackingCode}/erasure", PersonalDataAPI.ask, requestErasureJSON),
        ]
    }

    /// What is done alike by either key.
    private var pages: [OwnTopicKey.Page] {
        [
            .init(.get, "", status), .init(.post, "/answer", answer), .init(.post, "/confirmations/{item}", confirm),
            .init(.post, "/judgement", judge),
            .init(.get, "/addition") { try await form(.add, $0) },
            .init(.post, "/addition") { try await act(.add, $0) },
            .init(.get, "/withdrawal") { try await form(.withdraw, $0) },
            .init(.post, "/withdrawal") { try await act(.withdraw, $0) },
            .init(.post, "/keeping-up") { try await act(.keepUp, $0) }, .init(.get, "/photos/{photo}", photo),
            .init(.get, "/erasure", erasureForm), .init(.post, "/erasure", requestErasure),
        ]
    }

    /// A topic as its submitter sees it.
    struct Own: Sendable {
        let loop: Loop
        let room: RoomStore.Listed
        /// Who sees it first.
        let keeper: RoomKeeper
        /// The topic that this one is handled as part of, and the rounds that went on from there.
        let shared: [Loop]
        /// What the submitter is asked to confirm just now.
        let asked: [(item: SuggestionItem, confirmation: Confirmation)]
        /// When and why somebody has seen the phone that the submitter left (BR-38).
        let looks: [(at: Instant, reason: String?)]
        /// How the last request of each kind about the own data stands.
        let requests: [PersonalDataRequest.Kind: PersonalDataRequest]
        /// Whether the matter is others' too, so that it is not taken back any more.
        let othersJoined: Bool
        /// The photos that the submitter sent with it.
        let photos: [Attachment.ID]
        /// The public topic that it is an advice on.
        let advised: TopicListStore.PublicTopic?
        /// The room above that deals with it together with others'.
        let above: String?
        /// How far it has come with those who write proposals.
        let clue: ClueStanding?
        /// Whether acting by this key asks how the phone ends that was left.
        let asksEnding: Bool

        var topic: Topic { loop.topic }
        /// Whether what this one is handled as part of has ended: nothing is added to it any more.
        var hasEndedElsewhere: Bool { shared.last?.topic.state.name.isEnded ?? false }
    }

    private func lookUp(_ request: WebRequest) async throws -> WebResponse {
        let typed = request.form["code"] ?? ""
        if let code = TrackingCode(typed), try await own(.code(code), request) != nil {
            return .seeOther("/status/\(code.text)")
        }
        let form = StatusLookup(
            token: request.token(for: "/status"), typed: String(typed.prefix(40)),
            error: StatusLookup.unknown)
        return Pages(request, services).resident(
            "查进度", status: 404, content: "<h1>查进度</h1>\(form.html)")
    }

    private func status(_ request: WebRequest) async throws -> WebResponse {
        let (key, own) = try await found(request)
        return statusPage(request, key, own)
    }

    func statusPage(
        _ request: WebRequest, _ key: OwnTopicKey, _ own: Own, refused: (form: OwnForm, why: OwnFormRefusal)? = nil
    ) -> WebResponse {
        let pages = Pages(request, services)
        let action = "\(key.address)/answer"
        let forms = own.asked.map { asked in
            let action = "\(key.address)/confirmations/\(asked.item.id)"
            return ConfirmationForm(
                item: asked.item, action: action, token: request.token(for: action), answer: asked.confirmation.answer,
                form: OwnForm.confirmation(asked.item.id).name, asksEnding: own.asksEnding,
                problems: refused?.form == .confirmation(asked.item.id) ? refused?.why.problems : nil)
        }
        let judging = judging(
            own, key, request, problems: refused?.form == .judgement ? refused?.why.problems : nil)
        let page = StatusPage(
            code: key.code?.text, roomName: own.room.room.name,
            title: own.topic.publicText?.title.words ?? Excerpt.of(own.topic.text.words),
            chip: TopicWording.residentsChip(own.topic.state.name, former: own.topic.formerEnding),
            said: own.topic.text.words,
            photos: own.photos.map { "\(key.address)/photos/\($0)" },
            advised: own.advised.map { TextLink(text: $0.title, address: "/topics/\($0.id)") },
            notice: own.turn(judging != nil) ?? notice(own, pages.today, request),
            question: question(own.topic).map { ($0, action, request.token(for: action)) },
            asksEnding: own.asksEnding, refused: refused?.form, problems: refused?.why.problems,
            draft: action, confirmations: forms + (judging.map { [$0] } ?? []), trace: trace(own, pages.today, request),
            looks: own.looks.map {
                Note(text: UnmaskingWording.told(at: $0.at, reason: $0.reason, .submitter), icon: .lock)
            },
            withdrawal: withdrawal(own, key, request), ways: ways(own, key),
            data: dataNotes(own, key, request), list: key.list)
        return pages.resident(
            "议题的进度", home: key.list?.address ?? "/r/\(own.room.room.token.text)", status: refused?.why.status ?? 200,
            content: page.html
        ).after(refused?.why)
    }

    /// The own steps, from the merging on those of the topic that this one is handled as part of, and those of later rounds.
    private func trace(_ own: Own, _ today: Day, _ request: WebRequest) -> Trace {
        let practice = request.site.practice
        return FollowedTrace(
            own: LoopTrace(loop: own.loop, practice: practice, today: today, reader: .submitter),
            followers: own.shared.map { LoopTrace(loop: $0, practice: practice, today: today, reader: .everyone) }
        ).html
    }

    /// How the requests about the own data stand, and where to ask.
    private func dataNotes(_ own: Own, _ key: OwnTopicKey, _ request: WebRequest) -> [Note] {
        let notes = PersonalDataRequest.Kind.allCases.compactMap { kind in
            own.requests[kind].map {
                OwnDataWording.note($0, at: key.address, now: request.now, contact: request.site.tenant.contact)
            }
        }
        let link = TextLink(text: "查阅、更正或删除", address: "\(key.address)/data")
        return notes + [Note(text: "这里留着的您的信息，您可以", icon: .lock, link: link)]
    }

    /// What the submitter may do besides; each leads to a page of its own.
    private func ways(_ own: Own, _ key: OwnTopicKey) -> [TextLink] {
        let permitted = own.topic.permittedCommands(for: .codeHolder(own.topic.id))
        return [TopicAct.add, .withdraw].filter {
            permitted.contains($0.command) && !($0.command == .withdraw && own.othersJoined)
                && !($0.command == .add && own.hasEndedElsewhere)
        }.map { TextLink(text: TopicWording.name($0.command), address: "\(key.address)/\($0.segment)") }
    }

    /// That a withdrawal waits, and how to undo it.
    private func withdrawal(
        _ own: Own, _ key: OwnTopicKey, _ request: WebRequest
    ) -> (note: Note, action: String, token: String)? {
        guard let moment = own.topic.withdrawalAt else { return nil }
        let action = "\(key.address)/\(TopicAct.keepUp.segment)"
        let today = request.now.day
        return (
            Note(
                lead: "您要撤回这件事", text: "\(ChineseTime.moment(moment, today: today))生效，在那以前可以改主意。", tone: .soon,
                icon: .clock), action, request.token(for: action)
        )
    }

    private func question(_ topic: Topic) -> String? {
        guard case .asked(let question) = topic.state else { return nil }
        return question.words
    }

    private func keeper(_ own: Own, _ request: WebRequest) -> KeeperWording {
        KeeperWording(keeper: own.keeper, room: own.room.room.name, tenant: request.site.tenant)
    }

    /// What matters now, in one sentence: whose turn it is, by when.
    private func notice(_ own: Own, _ today: Day, _ request: WebRequest) -> Note {
        let topic = own.topic
        switch topic.state {
        case .held: return keeper(own, request).held(dueOn: topic.deadline?.day, today: today)
        case .screening: return keeper(own, request).screening(dueOn: topic.deadline?.day, today: today)
        case .asked: return Note(lead: "轮到您了", text: "议事室想多了解一点，请回答下面的问题。", tone: .soon, icon: .clock)
        case .pooled where own.topic.isDealtWithAbove: return aboveNotice(own, today, request)
        case .pooled: return Note(text: "已受理，放进议题池。召集人选定后，会有委员来调研。", tone: .go)
        case .merged: return mergedNotice(own, today, request)
        case .closed(.handled(let claimed)):
            let words = own.loop.items.map { ItemWording.tally($0.tally) }.joined(separator: "；")
            return Note(
                lead: "办结了",
                text: "单位报告\(ItemWording.name(claimed))；大家说：\(words)。不满意可以打\(request.site.tenant.contact)，请求重办。",
                tone: .done,
                icon: .done)
        case .closed(.noAction(let reason)):
            return Note(lead: "协商的结果", text: reason.words ?? TopicWording.erased, tone: .done, icon: .done)
        case .selected, .researching, .ready, .scheduled, .consulted, .inHandling, .reopened:
            return Note(
                text: Self.closed(
                    TopicWording.next(topic.state.name, dueOn: topic.deadline?.day, today: today)), tone: .go)
        case .redirected(let redirection):
            guard let result = redirection.result else {
                let day =
                    (redirection.answerBy.map { "\n\(TopicWording.awaited($0, today: today))" } ?? "")
                    + (own.clue.map { "\n" + ClueWording.sentence($0) } ?? "")
                return Note(
                    lead: "已转送\(TopicWording.name(redirection.channel))",
                    text: (redirection.explanation.words ?? TopicWording.erased) + day, tone: .go)
            }
            return Note(
                lead: "有了结果", text: result.words ?? TopicWording.erased, tone: .done, icon: .done, link: own.clue?.link)
        case .solvedDirectly(let answer):
            let lead = topic.formerEnding.map(TopicWording.name) ?? "议事室答复"
            return Note(lead: lead, text: answer.words ?? TopicWording.erased, tone: .go)
        case .withdrawn: return Note(lead: "您撤回了", text: "这件事不再办。还想说，随时可以再提。", tone: .done, icon: .done)
        case .rejected(let rejection):
            let ground = request.site.practice.profile.rejectionGround(rejection.ground)
            let sentences = [ground?.name, rejection.explanation.words, ground?.channel].compactMap { $0 }
            return Note(lead: "不受理", text: sentences.map(Self.closed).joined())
        }
    }

    /// A sentence with its full stop, which people leave out as often as not.
    static func closed(_ sentence: String) -> String {
        sentence.last.map { "。！？!?….".contains($0) } == false ? sentence + "。" : sentence
    }

    private func received(_ request: WebRequest) async throws -> WebResponse {
        let (key, own) = try await found(request)
        guard let code = key.code else { throw WebFailure.notFound }
        let pages = Pages(request, services)
        let room = own.room.room
        let address = key.address
        let content = RaisePages.received(
            keeper: keeper(own, request),
            due: own.topic.deadline.map { ChineseTime.date($0.day, today: pages.today) },
            isHeld: own.topic.state == .held,
            ticket: Ticket(
                code: code.text, qr: QRCode.svg(services.baseURL(of: request.site.tenant.id) + address),
                statusAddress: address, pictureAddress: "\(address)/picture.svg",
                advice: "请存成图片、截屏或抄下来。不登录，凭它就能看进度、回答问题。"),
            asksEnding: own.asksEnding, hasSteps: own.topic.source != .slip, roomAddress: "/r/\(room.token.text)",
            draft: "/r/\(room.token.text)/check")
        return pages.resident("收到了", home: "/r/\(room.token.text)", content: content)
    }

    /// The tracking code as a picture, for whoever holds it.
    private func picture(_ request: WebRequest) async throws -> WebResponse {
        let (key, own) = try await found(request)
        guard let code = key.code else { throw WebFailure.notFound }
        let qr = QRCode.svg(services.baseURL(of: request.site.tenant.id) + key.address)
        return TicketPicture(roomName: own.room.room.name, code: code.text, qr: qr).response
    }

    private func statusJSON(_ request: WebRequest) async throws -> WebResponse {
        let (_, own) = try await found(request)
        return .json(
            TopicAPI.statusJSON(
                own.loop, host: own.shared.first { $0.topic.id == own.topic.mergedInto ?? own.topic.escalatedInto },
                room: own.room.room,
                clue: own.clue, asked: own.asked.map { ItemAPI.question($0.item, $0.confirmation) }, looks: own.looks,
                asksEnding: own.asksEnding, practice: request.site.practice, today: request.now.day))
    }

    /// The topic of the key in the address. A wrong key is not found.
    func found(_ request: WebRequest) async throws -> (OwnTopicKey, Own) {
        let key = try OwnTopicKey(request)
        guard let own = try await own(key, request) else { throw WebFailure.notFound }
        return (key, own)
    }

    private func own(_ key: OwnTopicKey, _ request: WebRequest) async throws -> Own? {
        try key.check(request, services)
        let desk = TopicDesk(services: services, site: request.site)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let own = try await services.engine.read { transaction -> Own? in
            guard let topic = try key.topic(desk, in: transaction),
                let room = try rooms.room(topic.room, in: transaction)
            else { return nil }
            let reader = LoopReader(services: services, site: request.site)
            let confirmations = ConfirmationDesk(services: services, site: request.site)
            return Own(
                loop: try reader.loop(of: topic, in: transaction), room: room,
                keeper: try StaffingStore(of: request.site.tenant).keeper(
                    of: room.room, before: topic, on: request.now.day, in: transaction),
                shared: try desk.followers(of: topic, in: transaction).map { try reader.loop(of: $0, in: transaction) },
                asked: try Self.asked(submitterOf: topic.id, confirmations, in: transaction),
                looks: try UnmaskingDesk(request, services).looks(at: .submitter(topic.id), in: transaction),
                requests: try PersonalDataDesk(request, services)
                    .latest(of: .submitter(topic.id), in: transaction),
                othersJoined: try desk.store.isJoined(topic.id, in: transaction),
                photos: try AttachmentStore(tenant: request.site.tenant.id, keys: services.keys)
                    .attachments(of: .topic(topic.id), in: transaction)
                    .filter { $0.uploader == nil && $0.name != .erased }.map(\.id),
                advised: try desk.ties(of: topic.id, in: transaction).advised.flatMap {
                    try TopicListStore(tenant: request.site.tenant.id, contents: services.contents)
                        .published($0, in: transaction)
                },
                above: topic.isDealtWithAbove ? try desk.above(topic, for: .visitor, in: transaction)?.roomName : nil,
                clue: try ClueStanding(of: topic, ClueDesk(request, services), in: transaction),
                asksEnding: try key.asksEnding(of: topic.id, request, services, in: transaction))
        }
        if own == nil { key.countMiss(request, services) }
        return own
    }
}
