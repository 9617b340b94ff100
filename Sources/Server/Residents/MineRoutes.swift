// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What was left with the phone by which a resident has signed in (我的议题).
struct MineRoutes: RouteGroup {
    let services: Services
    /// How many of the supported topics the first page names.
    private static let supportsShown = 5
    /// How many of the own comments it names.
    private static let commentsShown = 20
    /// How many bookings it names, of which the older ones are history.
    private static let bookingsShown = 5

    var routes: [Route] {
        [
            .own(.get, "/mine", mine),
            .own(.get, "/mine/supports", supports),
            .own(.get, "/mine/confirmations/{confirmation}") { try await question($0, $1, nil) },
            .own(.post, "/mine/confirmations/{confirmation}", answer),
            .ownAPI(.get, "/topics", ResidentAPI.topics, topicsJSON),
            .ownAPI(.get, "/supports", ResidentAPI.supports, supportsJSON),
            .ownAPI(.get, "/confirmations", ResidentAPI.confirmations, confirmationsJSON),
            .ownAPI(.get, "/confirmations/{confirmation}", ResidentAPI.question, questionJSON),
            .ownAPI(.post, "/confirmations/{confirmation}", ResidentAPI.answer, answerJSON),
        ]
    }

    private func store(_ request: WebRequest) -> OwnRecordStore {
        OwnRecordStore(tenant: request.site.tenant.id, contents: services.contents)
    }

    // MARK: - The lists

    private func mine(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        let (store, desk) = (store(request), ResidentDesk(request, services))
        let list = try await topics(request, resident)
        let visits = VisitDesk(request, services).store
        let enrolments = EnrolmentDesk(request, services).store
        let invitations = SessionInvitationStore(tenant: request.site.tenant.id)
        let lists = CommentDesk(request, services).lists
        let (asked, settled, supports, bookings, invited, enrolled, said, signIns) = try await services.engine.read {
            transaction in
            (
                try store.asked(resident.phoneHash, in: transaction),
                try store.settled(resident.phoneHash, today: pages.today, in: transaction),
                try store.supports(
                    of: resident.phoneHash, after: nil, limit: Self.supportsShown, in: transaction),
                try visits.bookings(of: resident.phoneHash, limit: Self.bookingsShown, in: transaction),
                try invitations.invitations(of: resident.phoneHash, limit: Self.bookingsShown, in: transaction),
                try enrolments.enrolments(of: resident.phoneHash, limit: Self.bookingsShown, in: transaction),
                try lists.own(resident.phoneHash, of: nil, limit: Self.commentsShown, in: transaction),
                try desk.signIns(like: resident, at: request.now, in: transaction)
            )
        }
        let page = MinePage(
            phone: resident.phone, done: ResidentWording.done(request.query["done"]),
            waiting: settled.map { Self.row($0, today: pages.today) }
                + asked.map { Self.row($0, today: pages.today) },
            topics: list.items.map { Self.card($0, today: pages.today) },
            pager: Pager(
                extent: "这一页\(list.items.count)件", previous: nil,
                next: list.next.map { "/mine?cursor=\(FormEncoding.encode($0))" }),
            supports: supports.map { Self.card($0, today: pages.today) },
            bookings: bookings.map { Self.row($0, today: pages.today) },
            invitations: invited.map { Self.row($0, today: pages.today) },
            enrolments: enrolled.map { Self.row($0, today: pages.today) },
            comments: said.map { Self.row($0, today: pages.today) },
            signIns: signIns.map { Self.row($0, isHere: $0.id == resident.id, today: pages.today) },
            signOut: request.token(for: "/mine/sign-out"),
            signOutEverywhere: request.token(for: "/mine/sign-out-everywhere"))
        return pages.resident("我的议题", content: page.html)
    }

    private func supports(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        let list = try await supportList(request, resident)
        let pager = Pager(
            extent: "这一页\(list.items.count)件", previous: nil,
            next: list.next.map { "/mine/supports?cursor=\(FormEncoding.encode($0))" })
        let found: HTML =
            list.items.isEmpty
            ? EmptyState(sentence: "这个号码还没有支持过公开的议题。").html
            : "\(CardList(cards: list.items.map { Self.card($0, today: pages.today) }).html)\(pager.html)"
        return pages.resident(
            "我支持的议题", home: "/mine",
            content: """
                <h1>我支持的议题</h1>\(PageSection(id: "found", title: "议题", isTitleHidden: true, content: found).html)\
                <p>\(TextLink(text: "回到我的议题", address: "/mine").html)</p>
                """)
    }

    private static func row(_ asked: OwnRecordStore.Asked, today: Day) -> LinkList.Row {
        let address = asked.ownTopic.map { "/mine/topics/\($0)" } ?? "/mine/confirmations/\(asked.id)"
        let words = "\(asked.task ?? TopicWording.erased)：说说是不是真解决了"
        return LinkList.Row(
            relation: asked.dueOn.map { "\(ChineseTime.date($0, today: today))前" },
            content: TextLink(text: words, address: address).html)
    }

    private static func row(_ settled: OwnRecordStore.Settled, today: Day) -> LinkList.Row {
        LinkList.Row(
            relation: "\(ChineseTime.date(settled.until, today: today))以前",
            content: TextLink(text: "\(settled.title)：说说是不是真解决了", address: "/mine/topics/\(settled.id)").html)
    }

    private static func row(_ booking: VisitStore.Own, today: Day) -> LinkList.Row {
        let when = SessionWording.moment(booking.day, booking.slot, today: today)
        return LinkList.Row(
            relation: VisitWording.name(booking.state),
            content: """
                \(TextLink(text: "\(when) \(booking.roomName)", address: "/mine/bookings/\(booking.id)").html)\
                <br><span class="small mute">\(booking.place ?? "")</span>
                """)
    }

    private static func row(_ invitation: SessionInvitationStore.Own, today: Day) -> LinkList.Row {
        let when = SessionWording.when(
            invitation.state, invitation.day, invitation.minuteOfDay, today: today)
        let title = invitation.title ?? TopicWording.erased
        return LinkList.Row(
            relation: SessionInvitationWording.name(invitation.answer),
            content: """
                \(TextLink(text: title, address: "/mine/invitations/\(invitation.id)").html)\
                <br><span class="small mute">\(when) \(invitation.roomName)</span>
                """)
    }

    private static func row(_ enrolment: EnrolmentStore.Own, today: Day) -> LinkList.Row {
        let when = SessionWording.when(
            enrolment.sessionState, enrolment.day, enrolment.minuteOfDay, today: today)
        let title = enrolment.title ?? TopicWording.erased
        return LinkList.Row(
            relation: EnrolmentWording.ownChip(enrolment.state).word,
            content: """
                \(TextLink(text: title, address: "/mine/enrolments/\(enrolment.id)").html)\
                <br><span class="small mute">\(when) \(enrolment.roomName)</span>
                """)
    }

    private static func row(_ comment: CommentListStore.Listed, today: Day) -> LinkList.Row {
        LinkList.Row(
            relation: CommentWording.ownChip(comment).word,
            content: """
                \(TextLink(text: Excerpt.said(comment.words), address: "/live/\(comment.consultation)#mine").html)\
                <br><span class="small mute">\(ChineseTime.moment(comment.sentAt, today: today))</span>
                """)
    }

    private static func row(_ signIn: ResidentSignIn, isHere: Bool, today: Day) -> LinkList.Row {
        let until = ChineseTime.date(signIn.expiresAt.day, today: today)
        return LinkList.Row(
            relation: isHere ? "这里" : nil,
            content: """
                <p>\(DeviceWording.name(userAgent: signIn.device))</p><p class="small mute">\
                \(ChineseTime.moment(signIn.createdAt, today: today))登录，\(until)自动退出</p>
                """)
    }

    private static func card(_ topic: OwnRecordStore.OwnTopic, today: Day) -> CardList.Card {
        let next =
            topic.state == .asked
            ? "轮到您了：议事室想问您一件事" : TopicWording.next(topic.state, dueOn: topic.dueOn, today: today)
        return CardList.Card(
            chip: TopicWording.residentsChip(topic.state, former: topic.former), title: topic.title,
            address: "/mine/topics/\(topic.id)",
            note: "\(topic.roomName) · \(next)")
    }

    private static func card(_ support: OwnRecordStore.OwnSupport, today: Day) -> CardList.Card {
        CardList.Card(
            chip: TopicWording.residentsChip(support.state, former: support.former), title: support.title,
            address: "/topics/\(support.topic)",
            note: "\(support.roomName) · \(TopicWording.next(support.state, dueOn: support.dueOn, today: today))")
    }

    private func topicsJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let page = try await topics(request, resident)
        return .json([
            "items": .array(page.items.map { ResidentAPI.json($0, today: request.now.day) }),
            "next": .optional(page.next),
        ])
    }

    private func supportsJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let page = try await supportList(request, resident)
        return .json(["items": .array(page.items.map(ResidentAPI.json)), "next": .optional(page.next)])
    }

    private func confirmationsJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let store = store(request)
        let asked = try await services.engine.read { try store.asked(resident.phoneHash, in: $0) }
        return .json(["items": .array(asked.map(ResidentAPI.json))])
    }

    private func topics(
        _ request: WebRequest, _ resident: ResidentSignIn
    ) async throws -> ListPage<OwnRecordStore.OwnTopic> {
        let (store, cursor) = (store(request), cursor("own-topics", resident))
        let after: Identifier<Topic>? = try request.after(cursor)
        let limit = try request.limit()
        let found = try await services.engine.read {
            try store.topics(of: resident.phoneHash, after: after, limit: limit + 1, in: $0)
        }
        return ListPage(found, limit: limit, cursor: cursor) { $0.id.text }
    }

    private func supportList(
        _ request: WebRequest, _ resident: ResidentSignIn
    ) async throws -> ListPage<OwnRecordStore.OwnSupport> {
        let (store, cursor) = (store(request), cursor("own-supports", resident))
        let after: Identifier<Support>? = try request.after(cursor)
        let limit = try request.limit()
        let found = try await services.engine.read {
            try store.supports(of: resident.phoneHash, after: after, limit: limit + 1, in: $0)
        }
        return ListPage(found, limit: limit, cursor: cursor) { $0.id.text }
    }

    private func cursor(_ list: String, _ resident: ResidentSignIn) -> ListCursor {
        ListCursor(keys: services.keys, filter: "\(list)/\(Base64URL.encode(resident.phoneHash))")
    }

    // MARK: - The word of a supporter, or of somebody who was there

    /// What a supporter, or a participant, with this phone is asked just now; anything else is not found. A submitter answers
    /// on the page of the topic.
    private func asked(
        _ id: Confirmation.ID, _ request: WebRequest, _ resident: ResidentSignIn, in transaction: Transaction
    ) throws -> (item: SuggestionItem, confirmation: Confirmation) {
        let desk = ItemDesk(request, services)
        guard let confirmation = try desk.confirmations.confirmation(id, in: transaction),
            try isOwn(confirmation.inquiry.voice, request, resident, in: transaction),
            let item = try desk.item(confirmation.inquiry.item, in: transaction),
            item.isAsking(confirmation.inquiry.number)
        else { throw WebFailure.notFound }
        return (item, confirmation)
    }

    private func isOwn(
        _ voice: Confirmation.Voice, _ request: WebRequest, _ resident: ResidentSignIn, in transaction: Transaction
    ) throws -> Bool {
        switch voice {
        case .submitter: false
        case .supporter(let support): try store(request).isOwn(support, of: resident.phoneHash, in: transaction)
        case .participant(let participant):
            try SessionInvitationStore(tenant: request.site.tenant.id)
                .session(of: participant, phoneHash: resident.phoneHash, in: transaction) != nil
        }
    }

    private func question(
        _ request: WebRequest, _ resident: ResidentSignIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let id: Confirmation.ID = try request.id("confirmation")
        let found = try await services.engine.read { try asked(id, request, resident, in: $0) }
        let form = ConfirmationForm(
            item: found.item, action: request.path, token: request.token(for: request.path),
            answer: found.confirmation.answer, problems: problems)
        return Pages(request, services).resident(
            "请您确认", home: "/mine", status: problems == nil ? 200 : 422,
            content: """
                <h1>请您确认</h1><p class="lead">您参加过这件事的协商，或者支持过它。单位报告了办理结果，请您说说是不是真解决了。</p>\
                \(ErrorSummary(problems).html)\(form.html)\
                <p>\(TextLink(text: "回到我的议题", address: "/mine").html)</p>
                """)
    }

    private func answer(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: ConfirmationRoutes.fields)
            return try await answer(input, request, resident) { _, _ in .seeOther("/mine?done=confirmed") }
        } catch let problems as InputProblems {
            return try await question(request, resident, InputProblems(problems.problems, sent: sent))
        }
    }

    private func questionJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let id: Confirmation.ID = try request.id("confirmation")
        let found = try await services.engine.read { try asked(id, request, resident, in: $0) }
        return .json(ItemAPI.question(found.item, found.confirmation))
    }

    private func answerJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(ConfirmationRoutes.fields), fields: ConfirmationRoutes.fields)
        return try await answer(input, request, resident) { .json(ItemAPI.question($0, $1)) }
    }

    private func answer(
        _ input: Input, _ request: WebRequest, _ resident: ResidentSignIn,
        answer: @escaping @Sendable (SuggestionItem, Confirmation) -> WebResponse
    ) async throws -> WebResponse {
        let id: Confirmation.ID = try request.id("confirmation")
        let desk = ConfirmationDesk(services: services, site: request.site)
        return try await services.answered.once(request) { transaction in
            let found = try asked(id, request, resident, in: transaction)
            let said = try desk.answer(
                Confirmation.Answer(input), to: id, by: .linkHolder(id), from: request.origin, at: request.now,
                in: transaction)
            return answer(found.item, said)
        }
    }
}
