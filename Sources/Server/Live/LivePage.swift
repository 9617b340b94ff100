// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A media consultation on the phone: what happens now, the word to the room, and what came of one's own words. Reloading shows
/// what is new where no script runs.
struct LivePage {
    /// One's own comment, and how many wait before it.
    struct Own: Sendable {
        let comment: CommentListStore.Listed
        let ahead: Int
    }

    let content: LiveContent
    let comments: ListPage<CommentListStore.Listed>
    /// What reached the room, in its order, once it is over.
    let cutIn: [CommentListStore.Listed]
    /// Nil for who has not signed in.
    let own: [Own]?
    let now: Instant
    let practice: Practice
    /// From which hosts a stream is shown within the page.
    let hosts: [String]
    let done: String?
    let typed: [String: String]
    let problems: [FieldProblem]
    /// Where it is told what happens.
    let stream: String
    /// What people are asked beside the session.
    let opinions: OpinionAside
    let token: (String) -> String

    private var record: MediaConsultation { content.record }
    private var today: Day { now.day }
    private var address: String { "/live/\(record.id)" }

    var html: HTML {
        """
        \(present: said, { Note(text: $0, tone: .done, icon: .done).html })\
        <div class="stack"><p class="row">\(MediaWording.publicChip(record.state.name).html)\
        <span class="small mute">\(content.roomName) · \(when)</span></p><h1>\(content.title)</h1></div>\
        \(ErrorSummary(problems: problems.map { .init(field: $0.field, sentence: $0.sentence) }, title: nil).html)\
        \(LiveNow(content: content, now: now, stream: stream).html)\(pictures)\
        \(opinions.html(back: "live/\(record.id)", token: token))\(say)\(mine)\(inTheRoom)\(others)\
        <p>\(TextLink(text: "看这场协商会", address: "/sessions/\(content.session.id)").html)</p>
        """
    }

    /// What has just been done.
    private var said: String? {
        switch done {
        case "sent": "已送到会场，工作人员看过就公开。"
        case "held": "已收到。您发得有点快，工作人员会晚一点看。"
        case "liked": "已点赞。"
        case "withdrawn": "已撤回，您写的话已经删除。"
        case _: nil
        }
    }

    private var when: String {
        switch record.state {
        case .planned: "\(ChineseTime.moment(record.plan.opensAt, today: today))开放留言"
        case .open: "到\(ChineseTime.moment(record.plan.closesAt, today: today))"
        case .closed, .reported: "收到留言\(content.figures.comments)条，当场回应\(content.figures.answeredOnSpot)条"
        case .cancelled: ""
        }
    }

    /// The pictures: within the page only from hosts that the operator allows.
    private var pictures: HTML {
        guard let stream = content.stream(embeddedFrom: hosts) else { return HTML() }
        guard stream.isEmbedded else {
            return "<p>\(Button(label: "看直播", role: .link(to: stream.address.text), size: .big).html)</p>"
        }
        return """
            <iframe class="stream" src="\(url: stream.address.text)" title="直播" allow="fullscreen" \
            sandbox="allow-scripts allow-same-origin" referrerpolicy="no-referrer"></iframe>
            """
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.sentence }

    /// The word to the room.
    private var say: HTML {
        guard record.takesComments(at: now) else { return unsent }
        guard own != nil else {
            return PageSection(
                id: "say", title: "说一句给会场",
                content: """
                    <div class="stack"><p>用手机号登录就能说，别人看不到您的号码。</p>\
                    <p>\(Button(
                        label: "登录后说一句", role: .link(to: "/mine/sign-in?next=\(address)"), style: .primary, size: .big
                    ).html)</p></div>
                    """
            ).html
        }
        let words = Field(
            name: "words", label: "您想说的话",
            control: .paragraph(rows: 3, limit: practice.profile.live.commentLimit), value: typed["words"] ?? "",
            help: "先由工作人员看过，再公开。请不要写别人的姓名、电话。", error: problem("words"), isRequired: true)
        let name = Field(
            name: "name", label: "怎么称呼您", value: typed["name"] ?? "", mark: "可不填", help: "如：豆豆妈。不填就写“居民”。",
            error: problem("name"))
        let action = "\(address)/comments"
        return PageSection(
            id: "say", title: "说一句给会场",
            content: PostForm(
                action: action, token: token(action), draft: action,
                content: """
                    \(words.html)\(name.html)\(StreamNote(address: address).html)\
                    \(Button(label: "送到会场", role: .submit(busy: "正在送"), style: .primary, size: .big).html)
                    """
            ).html
        ).html
    }

    /// What came too late is not lost to whoever wrote it.
    private var unsent: HTML {
        guard let words = typed["words"], !words.isEmpty else { return HTML() }
        return PageSection(
            id: "say", title: "没有送到的话",
            content: """
                <p class="said" id="\(Field.id("words"))">\(words)</p><p class="small">会场不收留言了。要紧的事，可以到议事室提成议题，会有人答复。</p>
                """
        ).html
    }

    /// What came of one's own words.
    private var mine: HTML {
        guard let own, !own.isEmpty else { return HTML() }
        let list: HTML = """
            <ul class="cards">\(each: own, card)</ul>\
            \(done == "sent" || done == "held" ? DraftDone(draft: "\(address)/comments").html : HTML())
            """
        return PageSection(id: "mine", title: "您说过的", content: list).html
    }

    private func card(_ own: Own) -> HTML {
        let comment = own.comment
        let next = CommentWording.next(comment, ahead: own.ahead, practice: practice, today: today)
        return """
            <li data-own="\(comment.id.text)"><p class="said">\(comment.words ?? TopicWording.erased)</p>\
            <p class="small row">\(CommentWording.ownChip(comment).html)<span class="mute" data-own-words>\(next)</span></p>\
            \(back(comment))</li>
            """
    }

    /// What the room has not seen can be taken back.
    private func back(_ comment: CommentListStore.Listed) -> HTML {
        switch comment.state {
        case .waiting, .held, .approved, .rejected, .suggestion, .shortlisted: break
        case .cutIn, .followUp, .answered, .itemised, .withdrawn: return HTML()
        }
        guard record.state.name != .reported else { return HTML() }
        let action = "\(address)/comments/\(comment.id)/withdrawal"
        return PostForm(
            action: action, token: token(action),
            content: Button(label: "撤回", role: .submit(busy: "正在撤回"), style: .quiet, size: .small).html
        ).html
    }

    /// What the room was asked, with its answers: what came of it all.
    private var inTheRoom: HTML {
        guard !cutIn.isEmpty else { return HTML() }
        return PageSection(
            id: "room", title: "上了会场大屏的 \(cutIn.count)条", content: "<ul class=\"cards\">\(each: cutIn, read)</ul>"
        ).html
    }

    /// What everybody may read, newest first; once it is over, without what stands above.
    private var others: HTML {
        let shown = Set(cutIn.map(\.id))
        let items = comments.items.filter { !shown.contains($0.id) }
        guard !items.isEmpty || comments.next != nil || record.state == .open else { return HTML() }
        // What is told later is put in by the script: what would count it is left out.
        let older = comments.next.map {
            Button(label: "看更早的", role: .link(to: "\(address)?cursor=\(FormEncoding.encode($0))"), style: .quiet).html
        }
        return PageSection(
            id: "comments", title: "大家说的",
            content: """
                <ul class="cards" data-live="comments">\(each: items, read)</ul>\
                \(comments.next == nil ? Self.none : HTML())\(present: older, { "<p>\($0)</p>" })
                """
        ).html
    }

    private static let none: HTML = "<p class=\"mute when-empty\">还没有公开的留言。</p>"

    private func read(_ comment: CommentListStore.Listed) -> HTML {
        """
        <li data-comment="\(comment.id.text)"><p class="said">\(LiveContent.words(comment))</p>\
        <p class="small mute">\(LiveContent.name(comment)) · \(ChineseTime.moment(comment.sentAt, today: today))</p>\
        \(present: comment.answer, { "<p class=\"small\"><b>\(comment.unitName ?? "单位")</b>：\($0)</p>" })\
        \(present: onTheWay(comment), { "<p class=\"small mute\">\($0)</p>" })\(like(comment))</li>
        """
    }

    /// What is to come of it, where nobody has answered yet.
    private func onTheWay(_ comment: CommentListStore.Listed) -> String? {
        switch comment.state {
        case .cutIn, .followUp: LiveNow.answer(comment)
        case .itemised: "写进了会上商定的事项"
        case .waiting, .held, .approved, .rejected, .suggestion, .shortlisted, .answered, .withdrawn: nil
        }
    }

    /// One account likes once; whoever has not signed in reads how many do.
    private func like(_ comment: CommentListStore.Listed) -> HTML {
        let count = comment.likes > 0 ? "\(comment.likes)人赞同" : ""
        guard own != nil, record.takesComments(at: now) else { return "<p class=\"small mute\">\(count)</p>" }
        let action = "\(address)/comments/\(comment.id)/like"
        return PostForm(
            action: action, token: token(action),
            content: """
                <p class="row small">\(Button(
                    label: "赞同", role: .submit(busy: "正在点"), style: .quiet, size: .small).html)\
                <span class="mute">\(count)</span></p>
                """
        ).html
    }
}

/// What happens in the room at this moment: who speaks, the question at hand, its answer.
struct LiveNow: Sendable {
    let content: LiveContent
    let now: Instant
    /// Where it is told what happens next.
    let stream: String
    /// The events that the script of the page fills it from.
    static let events = "comment taken_back at_hand speaking figures"

    var html: HTML {
        """
        <section class="panel now-talk" aria-labelledby="now" aria-live="polite"\
        \(attribute: "data-stream", stream) data-stream-events="\(Self.events)" data-stream-spread="10000">\
        <h2 id="now" class="over">现在</h2>\(words)</section>
        """
    }

    private var words: HTML {
        guard content.record.state == .open else {
            return "<p class=\"lead\">\(content.record.state == .planned ? "还没有开始。" : "已经结束。")</p>"
        }
        let comment = content.atHand
        return """
            <p class="mute" data-live="rest"\(flag: "hidden", comment != nil)>会场里正在商量。</p>\
            <p data-live="speaker"\(flag: "hidden", content.speaker == nil)>\(content.speaker.map { "\($0)正在发言" })</p>\
            <div data-live="question"\(flag: "hidden", comment == nil)><p class="small mute" data-live="name">\
            \(comment.map { "场外留言 · \(LiveContent.name($0))" })</p>\
            <p class="lead said" data-live="words">\(comment.map { "“\(LiveContent.words($0))”" })</p>\
            <p><b data-live="answer">\(comment.map(LiveNow.answer))</b></p></div>
            """
    }

    /// What its unit says, or that it is to.
    static func answer(_ comment: CommentListStore.Listed) -> String {
        let unit = comment.unitName ?? "单位"
        guard let answer = comment.answer else {
            return comment.state == .followUp ? "\(unit)会后书面答复" : "\(unit)正在回应"
        }
        return "\(unit)：\(answer)"
    }
}
