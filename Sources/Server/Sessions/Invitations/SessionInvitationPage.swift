// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// An invitation as whoever is invited reads it: when and where, on what, and the form to answer.
struct SessionInvitationPage: Sendable {
    let session: ConsultationSession
    let person: Participant
    let topics: [TopicListStore.PublicTopic]
    let form: ConsultationForm
    let today: Day
    /// Where it is answered; nil where it is too late or too early.
    let answerTo: (action: String, token: String)?
    /// Where one says that one has entered by the link; nil where one cannot now.
    let enterTo: (action: String, token: String)?
    /// Where one objects to the draft of the minutes; nil where there is none to object to.
    let objectTo: (action: String, token: String)?
    /// Where one asks for the floor; nil where one cannot now.
    let floorTo: (action: String, token: String)?
    /// What was just done here.
    let done: String?
    let problems: InputProblems?

    var html: HTML {
        """
        \(said)\
        <div class="stack"><span class="over">\(form.name) · 请您参加</span>\
        <h1>\(session.plan.title.words ?? TopicWording.erased)</h1>\
        <p>\(SessionWording.publicChip(session.state.name).html)</p>\
        <p>\(SessionInvitationWording.next(person, session))</p>\(Facts(rows: facts).html)</div>\
        \(ErrorSummary(problems: summary, title: nil).html)\(entering)\(floor)\(present: answerTo, answer)\(present: objectTo, minutes)\
        \(SessionPaperList(papers: session.papers, base: "/mine/invitations/\(person.id)/papers").section)\
        <p class="small">\(TextLink(text: "这场会的页面", address: "/sessions/\(session.id)").html)</p>\
        <p>\(TextLink(text: "回到我的议题", address: "/mine").html)</p>
        """
    }

    private var said: HTML {
        switch done {
        case nil: HTML()
        case "arrived": Note(text: "签到好了。", tone: .done, icon: .done).html
        case "objected": Note(text: "异议收到了，秘书和召集人会看到。", tone: .done, icon: .done).html
        case "floor": Note(text: "已排进发言名单，轮到时请您讲。", tone: .done, icon: .done).html
        case _: Note(text: "答复收到了，谢谢。", tone: .done, icon: .done).html
        }
    }

    private var entering: HTML {
        guard let enterTo else { return HTML() }
        return PostForm(
            action: enterTo.action, token: enterTo.token,
            content: ThumbBar(button: Button(label: SessionInvitationWording.entered, style: .primary)).html
        ).html
    }

    /// Where the own turn stands, or the button that asks for one.
    private var floor: HTML {
        if let own = SpeakingWording.own(person.id, session) { return Note(text: own, tone: .live, icon: .people).html }
        guard let floorTo else { return HTML() }
        return PostForm(
            action: floorTo.action, token: floorTo.token,
            content: ThumbBar(
                button: Button(label: SessionWording.name(.askFloor), style: enterTo == nil ? .primary : .ordinary)
            ).html
        ).html
    }

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map { .init(field: $0.field, sentence: $0.sentence) }
    }

    private var facts: [Facts.Row] {
        let plan = session.plan
        return [
            // Whoever is far away may be in another zone.
            .init("时间", SessionWording.when(session, today: today) + (session.comesByLink(person) ? "（北京时间）" : "")),
            .init("地点", plan.place.words ?? TopicWording.erased),
            topics.isEmpty
                ? nil
                : .init(
                    "商量什么",
                    html: topics.map { TextLink(text: $0.title, address: "/topics/\($0.id)").html }
                        .joined(separator: "<br>")),
            .init("您是", SessionWording.name(person.category)),
            .init("您的答复", SessionInvitationWording.name(person.answer)),
            SessionInvitationWording.link(of: session, to: person).map {
                .init("线上入口", html: SessionInvitationWording.entrance($0))
            },
        ].compactMap { $0 }
    }

    /// The draft of the minutes as long as it is open, and the form for what is wrong in it.
    private func minutes(_ to: (action: String, token: String)) -> HTML {
        let until = session.cutsObjectionsShort(on: today).map { SessionWording.objections(until: $0, today: today) }
        let field = SessionInvitationAct.object.fields[0]
        return PageSection(
            id: "minutes", title: "纪要草稿",
            content: """
                <p>\(until ?? "纪要草稿在等召集人确认，确认以前还可以提异议。")</p>\
                <p class="prose said">\(session.minutes?.words ?? TopicWording.erased)</p>\
                \(PostForm(
                    action: to.action, token: to.token,
                    content: """
                        \(CaseActPage.control(
                            .init(field: field, options: [], value: problems.map { $0.sent[field.name] ?? "" } ?? ""),
                            problems))\
                        \(ThumbBar(button: Button(label: "提异议", style: .primary)).html)
                        """
                ).html)
                """
        ).html
    }

    private func answer(_ to: (action: String, token: String)) -> HTML {
        let fields = SessionInvitationReply.fields.map { field -> CaseActPage.Filled in
            var options: [InputField.Option] = []
            if case .choice(let all) = field.kind {
                options = all.filter { $0.code != Participant.Answer.online.rawValue || session.plan.link != nil }
                    .filter { $0.code != Participant.Answer.substituted.rawValue || person.standsFor == nil }
            }
            let value = problems.map { $0.sent[field.name] ?? "" } ?? ""
            return .init(field: field, options: options, value: value)
        }.filter { person.standsFor == nil || $0.field.name == "reply" }
        return PageSection(
            id: "answer", title: person.answer == nil ? "请答复" : "改答复",
            content: PostForm(
                action: to.action, token: to.token,
                content: """
                    \(each: fields, { CaseActPage.control($0, problems) })\
                    \(ThumbBar(button: Button(label: "答复", style: .primary)).html)
                    """
            ).html
        ).html
    }
}
