// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What hangs on the wall while a session begins: the code, large, and how many are there. It is read anew by itself, also
/// where there is no JavaScript.
struct CheckInScreen: Sendable {
    let session: ConsultationSession
    let digits: String
    let qr: HTML
    /// The address to type in, for who has no camera.
    let address: String
    let head: PageHead
    let now: Instant
    /// Where the session's steps are told.
    let stream: String

    var html: HTML {
        head.document(
            face: "screen",
            body: """
                <main id="main" class="check-in" data-stream="\(stream)"><p class="over">\
                \(TextLink(text: "回到这场会", address: "/desk/sessions/\(session.id)").html) · \
                \(looks)</p>\
                <h1>\(session.plan.title.words ?? TopicWording.erased)</h1>\(content)</main>
                """)
    }

    /// The switch: a hall may be bright or dark, whatever the computer likes.
    private var looks: HTML {
        let looks: [PageHead.Look] = head.look.map { [$0.other] } ?? [.dark, .light]
        let links = looks.map { look in
            TextLink(
                text: look == .dark ? "深色" : "浅色",
                address: "/desk/sessions/\(session.id)/screen?look=\(look.rawValue)"
            ).html
        }
        return links.joined(separator: " · ")
    }

    private var content: HTML {
        guard session.state == .inProgress else {
            return Note(text: session.isOver ? "会开完了，不再签到。" : "会还没有开始。按了“开始”，这里就出现签到的码。", icon: .clock).html
        }
        let present = session.participants.count(where: \.isPresent)
        let expected = session.participants.count(where: \.isExpected)
        return """
            \(SpeakingScreen(session: session, now: now).html)<div class="qr">\(qr)</div><p class="code">\(digits)</p>\
            <p>用微信或相机扫码签到，或者打开 \(address) 填上面的数字。</p>\
            <p class="mute">码半分钟换一次，上一个还能用。不会用手机的，请找秘书。</p>\
            <p><b>已签到\(present)人，应到\(expected)人</b></p>
            """
    }
}

/// Checking in by oneself, on the phone.
struct CheckInPage: Sendable {
    let session: ConsultationSession
    /// What the form carries once the code was shown; nil where it has to be typed.
    let pass: String?
    /// Whether the phone that has signed in stands on the list.
    let isKnown: Bool
    let done: String?
    let typed: [String: String]
    let action: String
    let token: String
    let problems: [FieldProblem]

    var html: HTML {
        """
        <div class="stack"><span class="over">签到</span><h1>\(session.plan.title.words ?? TopicWording.erased)</h1></div>\
        \(ErrorSummary(problems: problems.map { .init(field: $0.field, sentence: $0.sentence) }, title: nil).html)\(content)
        """
    }

    private var content: HTML {
        if done == "arrived" { return Note(text: "签到好了，请入座。", tone: .done, icon: .done).html }
        if done == "double" { return Note(text: "名单上这一位已经签到了，没有重复算。不是您签的，请告诉秘书。", tone: .soon).html }
        guard session.state == .inProgress else {
            return Note(text: session.isOver ? "会开完了，不再签到。" : "会还没有开始，请等一会儿再扫。", icon: .clock).html
        }
        return form
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.sentence }

    private var form: HTML {
        let code = Field(
            name: "code", label: CheckInRoutes.codeField.label, value: typed["code"] ?? "",
            help: CheckInRoutes.codeField.help, error: problem("code"), isRequired: true)
        let name = Field(
            name: "name", label: CheckInRoutes.nameField.label, value: typed["name"] ?? "",
            help: CheckInRoutes.nameField.help, error: problem("name"), isRequired: true)
        let known: HTML =
            isKnown
            ? Note(text: "您的手机号在名单上，不用写姓名。", icon: .done).html
            : """
            <p class="small mute">委员、有账号的同志，请\
            \(TextLink(text: "登录后签到", address: "/desk/sessions/\(session.id)/arrival").html)；留过手机号的，可以\
            \(TextLink(text: "用手机号登录", address: "/mine/sign-in?next=/sessions/\(session.id)/check-in").html)。</p>
            """
        return PostForm(
            action: action, token: token, hidden: pass.map { [HiddenField(name: "pass", value: $0)] } ?? [],
            content: """
                \(pass == nil ? code.html : HTML())\(isKnown ? HTML() : name.html)\(known)\
                \(ThumbBar(button: Button(label: "签到", style: .primary)).html)
                """
        ).html
    }
}
