// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The pages of somebody who wants to be received: which days there are, which slots, and the own booking.
enum BookingPages {
    /// The days of a room.
    struct Days: Sendable {
        let roomName: String
        let coming: [Doors.Door]
        let over: [LinkList.Row]
        let pager: Pager
        /// Of the form in which a code is typed.
        let token: String

        var html: HTML {
            """
            <div class="stack"><span class="over">\(roomName)</span><h1>委员接待日</h1>\
            <p class="mute">有话想当面说，约个时间来，委员听您说、当场答。不用注册；没预约的当天也可以直接来。</p></div>
            \(PageSection(id: "coming", title: "可以预约的", content: days).html)
            \(BookingLookup(token: token).html)
            \(PageSection(id: "over", title: "接待过的", content: past).html)
            """
        }

        private var days: HTML {
            coming.isEmpty
                ? EmptyState(sentence: "现在没有安排接待日。想说的事，可以先提一个议题。", icon: .calendar).html
                : Doors(doors: coming).html
        }

        private var past: HTML {
            over.isEmpty ? "<p class=\"mute\">还没有。</p>" : "\(LinkList(rows: over).html)\(pager.html)"
        }
    }

    /// One day: who receives, and the form.
    struct Day: Sendable {
        let title: String
        let roomName: String
        let chip: Chip
        let facts: [Facts.Row]
        /// Why nothing can be booked; nil where something can.
        let closed: Note?
        let slots: [Choice]
        let action: String
        let token: String
        let verified: MobileNumber?
        let typed: [String: String]
        let problems: [FieldProblem]

        var html: HTML {
            """
            <div class="stack"><span class="over">\(roomName)</span><h1>\(title)</h1><p>\(chip.html)</p>\
            \(Facts(rows: facts).html)</div>
            \(ErrorSummary(problems: problems.map { .init(field: $0.field, sentence: $0.sentence) }, title: nil).html)
            \(present: closed, { $0.html })\(closed == nil ? form : HTML())
            """
        }

        private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.sentence }

        private var form: HTML {
            let slot = Field(
                name: "slot", label: "几点来", control: .choices(slots), value: typed["slot"] ?? "",
                error: problem("slot"), isRequired: true)
            let name = Field(
                name: "name", label: "怎么称呼您", value: typed["name"] ?? "", mark: "可不填", help: "写什么都行，如：王大姐",
                error: problem("name"))
            let phone = Field(
                name: "phone", label: "手机号", control: .telephone, value: typed["phone"] ?? "", mark: "可不填",
                help: "有变动时发短信告诉您。加密保存，办事的人看不到。", error: problem("phone"), autocomplete: "tel")
            let matter = Field(
                name: "matter", label: "想说什么事", control: .paragraph(rows: 3, limit: 200), value: typed["matter"] ?? "",
                mark: "可不填", help: "写一句，委员好先了解。请不要写国家秘密和别人的隐私。", error: problem("matter"))
            return PostForm(
                action: action, token: token, draft: action,
                content: """
                    \(slot.html)\(name.html)\
                    \(verified.map { VerifiedPhone(phone: $0, error: problem("phone")).html } ?? phone.html)\
                    \(matter.html)\
                    \(ThumbBar(button: Button(label: "约这个时间", style: .primary), statement: AgeStatement.html).html)
                    """
            ).html
        }
    }

    /// The own booking: where and when, its code, and what came of it.
    struct Own: Sendable {
        let title: String
        let roomName: String
        let chip: Chip
        let next: String
        let isNew: Bool
        let code: String
        /// Whether one is still expected, to be asked for the code at the door.
        let isBooked: Bool
        let facts: [Facts.Row]
        /// The tracking code of the topic that came of it, with the address of its page.
        let topic: (code: String, address: String)?
        /// The forms by which the place and the contact are given back; nil where there is nothing to give.
        let cancel: (action: String, token: String)?
        let forget: (action: String, token: String)?
        let list: TextLink?
        /// The form whose draft has arrived.
        let draft: String

        var html: HTML {
            """
            <div class="stack"><span class="over">\(roomName)</span><h1>\(title)</h1><p>\(chip.html)</p>\
            <p>\(next)</p></div>
            \(ticket)\(topicNote)\(Facts(rows: facts).html)\(forms)
            \(present: list, { "<p>\($0.html)</p>" })\(isNew ? DraftDone(draft: draft).html : HTML())
            """
        }

        private var advice: String {
            isBooked ? "请截屏或抄下来。到场报它；不登录，凭它就能看预约、取消预约。" : "不登录，凭它就能看预约。"
        }

        private var ticket: HTML {
            """
            <section class="ticket" aria-labelledby="ticket"><h2 id="ticket" class="over">您的预约码</h2>\
            <span class="code">\(code)</span>\
            <p class="small mute">\(advice)</p><div class="actions">\
            <button type="button" class="btn small" data-copy="\(code)" data-said="copied" hidden>\
            \(Icon.copy.html)<span>复制</span></button></div>\
            <p id="copied" class="small" role="status"></p></section>
            """
        }

        private var topicNote: HTML {
            guard let topic else { return HTML() }
            return Note(
                lead: "查询码", text: topic.code, tone: .done, icon: .done,
                link: TextLink(text: "看看办到哪了", address: topic.address)
            ).html
        }

        private var forms: HTML {
            let back = cancel.map { form in
                PostForm(
                    action: form.action, token: form.token,
                    content: Button(label: "来不了，取消预约", role: .submit(busy: "正在取消")).html
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

/// Where the code of a booking is typed in.
struct BookingLookup: Sendable {
    let token: String
    var typed = ""
    var error: String?

    static let unknown = "没有找到这个预约码。请对照截屏或短信再看一遍，三组，每组4位。"

    var html: HTML {
        PostForm(
            action: "/bookings", token: token, isPanel: true,
            content: Field(
                name: "code", label: "看我的预约", control: .code, value: typed, help: "预约时给您的预约码，三组，每组4位",
                error: error, placeholder: "如 7K4M-92QX-H3TB", button: Button(label: "打开", role: .submit(busy: "正在找"))
            ).html
        ).html
    }
}
