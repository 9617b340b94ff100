// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The part of one's account in which one says where and how often notices are sent.
struct ContactSection: Sendable {
    let contacts: [ContactStore.Contact]
    /// The channels by which this installation can send at all.
    let channels: [ContactChannel]
    let problems: InputProblems?
    /// The token of a form that is sent to an address.
    let token: @Sendable (String) -> String

    static let action = "/desk/account/contacts"

    static func removal(_ channel: ContactChannel) -> String { "\(action)/\(channel.rawValue)/removal" }

    var html: HTML {
        PageSection(
            id: "contacts", title: "通知怎么发给您", look: .panel,
            content: """
                <div class="stack"><p class="mute">工作台里的“通知”总是有。邮箱和手机号加密保存，只用来给您发通知，填好后这里也不再完整显示。</p>\
                \(form)\(each: contacts.filter { $0.address != nil }, removal)</div>
                """
        ).html
    }

    private var form: HTML {
        PostForm(
            action: Self.action, token: token(Self.action),
            content: """
                \(each: contacts, fields)\
                <div class="actions">\(Button(label: "保存", role: .submit(busy: "正在保存"), style: .primary).html)</div>
                """
        ).html
    }

    private func fields(_ contact: ContactStore.Contact) -> HTML {
        let (address, pace) = (ContactDesk.addressField(contact.channel), ContactDesk.paceField(contact.channel))
        let known = contact.address.map { "现在是 \($0.masked)，不换就空着。" }
        let closed = channels.contains(contact.channel) ? nil : "本站还没有接通\(ContactWording.name(contact.channel))，先填着也可以。"
        let help = [known, closed].compactMap { $0 }.joined(separator: " ")
        return """
            \(Field(
                name: address, label: ContactWording.address(contact.channel),
                control: contact.channel == .sms ? .telephone : .text, value: problems?.sent[address] ?? "",
                mark: "可不填", help: help.isEmpty ? nil : help, error: problems?.sentence(for: address),
                autocomplete: contact.channel == .sms ? "tel" : "email").html)\
            \(Field(
                name: pace, label: "\(ContactWording.name(contact.channel))通知",
                control: .threeChoices(NoticePace.allCases.map {
                    Choice(value: $0.rawValue, label: ContactWording.name($0), help: ContactWording.help($0))
                }),
                value: problems?.sent[pace] ?? contact.pace.rawValue, error: problems?.sentence(for: pace)).html)
            """
    }

    private func removal(_ contact: ContactStore.Contact) -> HTML {
        let action = Self.removal(contact.channel)
        return PostForm(
            action: action, token: token(action),
            content: Button(
                label: "删除这个\(ContactWording.address(contact.channel))", role: .submit(busy: "正在删除"), style: .quiet,
                size: .small
            ).html
        ).html
    }
}
