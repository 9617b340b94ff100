// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The three steps of raising a topic.
enum RaisePages {
    static func say(
        roomName: String, action: String, token: String, limit: Int, verified: MobileNumber?, typed: [String: String],
        photos: [PhotoPass], problems: [FieldProblem]
    ) -> HTML {
        func problem(_ field: String) -> String? { problems.first { $0.field == field }?.sentence }
        let text = Field(
            name: "text", label: "什么事，希望怎么办", control: .paragraph(rows: 6, limit: limit), value: typed["text"] ?? "",
            help: "什么时候、影响了谁、您觉得可以怎么改。不想打字，点键盘上的话筒说。", error: problem("text"), isRequired: true)
        let place = Field(
            name: "place", label: "在哪里", value: typed["place"] ?? "", mark: "可不填", help: "写到小区、楼或路口，不需要门牌号",
            error: problem("place"))
        let phone = Field(
            name: "phone", label: "手机号", control: .telephone, value: typed["phone"] ?? "", mark: "可不填",
            help: "有进展时发短信告诉您。以后凭查询码补充、撤回，要报它的后四位。加密保存，办事的人看不到。", error: problem("phone"), autocomplete: "tel")
        let photo = FileField(
            name: ResidentPhotos.field.name, label: "照片", mark: "可不填", error: problem(ResidentPhotos.field.name),
            isAgain: problem(ResidentPhotos.field.name) != nil, kind: .photos(kept: photos.map(\.text)))
        let about = typed["about"].map { [HiddenField(name: "about", value: $0)] } ?? []
        let form = PostForm(
            action: action, token: token,
            hidden: (problem("about") == nil ? about : [])
                + [HiddenField(name: SentDraft.field, value: SentDraft.name(in: typed))],
            takesFiles: true, draft: action,
            content: """
                \(text.html)\(place.html)\(photo.html)\
                \(verified.map { VerifiedPhone(phone: $0).html } ?? phone.html)\
                \(ThumbBar(button: Button(label: "下一步", role: .submit(busy: "请稍等"), style: .primary)).html)
                """)
        return """
            <div class="stack">\(Steps(current: 1, total: 3).html)<span class="over">\(roomName)</span>\
            <h1>您想说什么事？</h1><p class="mute">像跟邻居说话一样写就行。请不要写国家秘密和别人的隐私。</p></div>
            \(ErrorSummary(problems: problems.map { .init(field: $0.field, sentence: $0.sentence) }, title: nil).html)
            \(form.html)
            """
    }

    static func check(
        roomName: String, keeper: KeeperWording, text: String, place: String?, phone: String?,
        verified: MobileNumber?, photos: [PhotoPass], about: String?, draft: String, similar: SimilarTopicList,
        submit: (action: String, token: String),
        back: (action: String, token: String)
    ) -> HTML {
        let said =
            [HiddenField(name: "text", value: text)] + (place.map { [HiddenField(name: "place", value: $0)] } ?? [])
            + (phone.map { [HiddenField(name: "phone", value: $0)] } ?? [])
            + photos.map { HiddenField(name: "\(ResidentPhotos.field.name).\($0.text)", value: "on") }
            + (about.map { [HiddenField(name: "about", value: $0)] } ?? [])
            + (verified == nil ? [] : [HiddenField(name: VerifiedPhone.field, value: "1")])
            + [HiddenField(name: SentDraft.field, value: draft)]
        let send = PostForm(
            action: submit.action, token: submit.token, hidden: said, isBar: true, tellsOffline: true,
            content: """
                \(ThumbBar(
                    button: Button(label: "是这样，交给议事室", style: .primary), statement: AgeStatement.html).html)
                """)
        let change = PostForm(
            action: back.action, token: back.token, hidden: said,
            content: Button(label: "改一改", role: .submit(busy: "请稍等"), style: .quiet).html)
        return """
            <div class="stack">\(Steps(current: 2, total: 3).html)<h1>看一遍，是这样吗？</h1>\
            <p class="mute">交给\(roomName)\(present: keeper.beside, { "\($0)" })。您的原话不会公开。\(keeper.call)</p></div>
            <section class="panel stack" aria-label="您写的"><p class="lead prose said">\(text)</p>\
            \(present: place, { "<p class=\"small mute\">地点：\($0)</p>" })\
            \(present: verified?.masked ?? phone, { "<p class=\"small mute\">手机号：\($0)（用来告诉您进展，以后补充、撤回要报它的后四位）</p>" })\
            \(PhotoRow(addresses: photos.map { "/photos/\($0.text)" }).html)\(change.html)</section>
            \(similar.html)\(send.html)
            """
    }

    /// `due`: by when there is an answer; of what is held, by when somebody looks. `hasSteps`: whether it was said in three steps; with a
    /// slip it is one.
    static func received(
        keeper: KeeperWording, due: String?, isHeld: Bool, ticket: Ticket, asksEnding: Bool,
        hasSteps: Bool, roomAddress: String, draft: String
    ) -> HTML {
        let promise: HTML =
            isHeld
            ? "先看一眼\(present: due, { "，最晚\($0)" })，看过就开始办，那时告诉您哪天答复。"
            : "先看\(present: due, { "，最晚\($0)告诉您怎么办" })。"
        return """
            <div class="stack">\(hasSteps ? Steps(current: 3, total: 3).html : HTML())<p>\(Chip(word: "收到了", icon: .done, tone: .done).html)</p>\
            <h1>您的议题已收到\(present: isHeld ? nil : due, { "，<span class=\"num\">\($0)</span>前会有人答复" })</h1>\
            <p>由 \(keeper.received)\(promise)\(keeper.call)</p></div>
            \(ticket.html)\(asksEnding ? Note(text: "您留了手机号：凭查询码补充、撤回、确认时，要报它的后四位，别人捡到查询码也办不了。", icon: .lock).html : HTML())
            <p>\(TextLink(text: "回到议事室", address: roomAddress).html)</p>\(DraftDone(draft: draft).html)
            """
    }
}
