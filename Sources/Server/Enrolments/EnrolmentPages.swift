// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The pages of somebody who wants to take part in a session: what it is, and the own enrolment.
enum EnrolmentPages {
    /// An announced session, with the form.
    struct Session: Sendable {
        let content: PublicSession
        let today: Day
        /// Why nobody can enrol; nil where everybody can.
        let closed: Note?
        let contact: String
        let action: String
        let token: String
        let verified: MobileNumber?
        let typed: [String: String]
        let problems: [FieldProblem]

        private var session: ConsultationSession { content.session }

        var html: HTML {
            """
            <div class="stack"><span class="over">\(content.room.name) · 协商会</span>\
            <h1>\(session.plan.title.words ?? TopicWording.erased)</h1>\
            <p>\(SessionWording.publicChip(session.state.name).html)</p>\(Facts(rows: facts).html)\(ways)</div>
            \(ErrorSummary(problems: problems.map { .init(field: $0.field, sentence: $0.sentence) }, title: nil).html)
            \(SessionPaperList(papers: session.publicPapers, base: "/sessions/\(session.id)/papers").section)
            \(present: closed, { $0.html })\(closed == nil ? form : HTML())
            <p class="small">\(TextLink(text: "报过名了？凭报名码看答复、取消报名", address: "/bookings").html)</p>
            """
        }

        /// What can be done from afar just now.
        private var ways: HTML {
            let live = content.live.flatMap { $0.state == .open ? $0 : nil }
            let watch = live.map {
                Button(label: "看直播，说一句", role: .link(to: "/live/\($0.id)"), size: .big, icon: .talk).html
            }
            return "\(present: watch, { "<p>\($0)</p>" })\(content.deliberations.invitation(today))"
        }

        private var facts: [Facts.Row] {
            let plan = session.plan
            return [
                .init("时间", SessionWording.when(session, today: today)),
                .init("地点", plan.place.words ?? TopicWording.erased),
                content.topics.isEmpty
                    ? nil
                    : .init(
                        "商量什么",
                        html: content.topics.map { TextLink(text: $0.title, address: "/topics/\($0.id)").html }
                            .joined(separator: "<br>")),
                content.proposals.isEmpty
                    ? nil
                    : .init(
                        "协商的提案",
                        html: content.proposals.map { TextLink(text: $0.title, address: "/proposals/\($0.id)").html }
                            .joined(separator: "<br>")),
                content.deliberations.everyone(today),
                together.isEmpty ? nil : .init("一起办的", together.joined(separator: "、")),
                content.live.map { live in
                    .init(
                        "融媒体协商",
                        html:
                            "\(MediaWording.publicChip(live.state).html) \(TextLink(text: "看留言，说一句", address: "/live/\(live.id)").html)"
                    )
                },
                .init("谁能来", "谁都可以来听。和这件事有关、想在会上说几句的，请报名；参加的人由议事室秘书定。"),
                session.hasBegun ? nil : .init("报名", EnrolmentWording.seats(session.plan.seats, content.counts)),
            ].compactMap { $0 }
        }

        private var together: [String] { content.coHosts.rooms + content.coHosts.bodies }

        private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.sentence }

        private var form: HTML {
            let name = Field(
                name: "name", label: "怎么称呼您", value: typed["name"] ?? "", help: "如：王大姐。只有这间议事室的秘书和召集人看得到。",
                error: problem("name"), isRequired: true)
            let phone = Field(
                name: "phone", label: "手机号", control: .telephone, value: typed["phone"] ?? "", mark: "可不填",
                help: "有答复、有变动时发短信告诉您。加密保存，办事的人看不到。", error: problem("phone"), autocomplete: "tel")
            let words = Field(
                name: "words", label: "想说什么", control: .paragraph(rows: 3, limit: 200), value: typed["words"] ?? "",
                mark: "可不填", help: "写一两句就行。请不要写国家秘密和别人的隐私。", error: problem("words"))
            let full: HTML =
                content.seatsLeft == 0
                ? Note(text: "名额现在满了。报上名排在后面，有人不来了就往后递补。", tone: .soon, icon: .clock).html : HTML()
            return PageSection(
                id: "enrol", title: "我要报名",
                content: """
                    \(full)\(PostForm(
                        action: action, token: token, draft: action,
                        content: """
                            \(name.html)\
                            \(verified.map { VerifiedPhone(phone: $0, error: problem("phone")).html } ?? phone.html)\
                            \(words.html)\
                            \(ThumbBar(button: Button(label: "报名参加", style: .primary), statement: AgeStatement.html).html)
                            """
                    ).html)
                    """
            ).html
        }
    }

    /// The own enrolment: for what, its code, and what was decided.
    struct Own: Sendable {
        let enrolment: Enrolment
        let roomName: String
        let today: Day
        let next: String
        let isNew: Bool
        let code: String
        /// The forms by which the enrolment and the contact are taken back; nil where there is nothing to take.
        let withdraw: (action: String, token: String)?
        let forget: (action: String, token: String)?
        let list: TextLink?
        /// The form whose draft has arrived.
        let draft: String
        /// The papers, for whoever takes part, and where they are read.
        let papers: SessionPaperList

        private var session: ConsultationSession { enrolment.session }

        var html: HTML {
            """
            <div class="stack"><span class="over">\(roomName) · 协商会报名</span>\
            <h1>\(session.plan.title.words ?? TopicWording.erased)</h1>\
            <p>\(EnrolmentWording.ownChip(enrolment.state.name).html)</p><p>\(next)</p></div>
            \(ticket)\(Facts(rows: facts).html)\(papers.section)\(minutes)\(forms)\
            <p>\(TextLink(text: "看这场会", address: "/sessions/\(session.id)").html)</p>
            \(present: list, { "<p>\($0.html)</p>" })\(isNew ? DraftDone(draft: draft).html : HTML())
            """
        }

        /// The way to the draft of the minutes, while whoever was admitted may say what is wrong in it. Beyond it the phone is asked.
        private var minutes: HTML {
            guard let person = enrolment.participant, person.phone?.words != nil,
                session.refusal(of: .object, by: .participant(person.id)) == nil
            else { return HTML() }
            return "<p>\(TextLink(text: "看纪要草稿，有不对的可以提", address: "/mine/invitations/\(person.id)").html)</p>"
        }

        private var ticket: HTML {
            """
            <section class="ticket" aria-labelledby="ticket"><h2 id="ticket" class="over">您的报名码</h2>\
            <span class="code">\(code)</span>\
            <p class="small mute">请截屏或抄下来。不登录，凭它就能看答复、取消报名。</p><div class="actions">\
            <button type="button" class="btn small" data-copy="\(code)" data-said="copied" hidden>\
            \(Icon.copy.html)<span>复制</span></button></div>\
            <p id="copied" class="small" role="status"></p></section>
            """
        }

        /// All that is kept.
        private var facts: [Facts.Row] {
            let plan = session.plan
            // Whoever finds the code learns no phone by it.
            let number = enrolment.phone.flatMap { MobileNumber($0) }
            let phone: Facts.Row? = number.map { .init("手机号", $0.masked) }
            return [
                .init("时间", SessionWording.when(session, today: today)),
                .init("地点", plan.place.words ?? TopicWording.erased), enrolment.name.map { .init("称呼", $0) },
                phone, enrolment.wish.words?.words.map { .init("想说的", $0) },
            ].compactMap { $0 }
        }

        private var forms: HTML {
            let back = withdraw.map { form in
                PostForm(
                    action: form.action, token: form.token,
                    content: Button(label: EnrolmentWording.name(.withdraw), role: .submit(busy: "正在取消")).html
                ).html
            }
            let forgotten = forget.map { form in
                PostForm(
                    action: form.action, token: form.token,
                    content: Button(
                        label: "删掉我的称呼和手机号", role: .submit(busy: "正在删除"), style: .quiet, size: .small
                    ).html
                ).html
            }
            return "<div class=\"actions\">\(present: back, { $0 })\(present: forgotten, { $0 })</div>"
        }
    }
}
