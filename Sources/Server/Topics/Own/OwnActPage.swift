// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A submitter adds something to the own topic, or takes it back.
struct OwnActPage: Sendable {
    let command: Topic.Command
    let field: InputField
    let action: String
    let token: String
    let back: String
    /// Hours in which a withdrawal can be undone.
    let hours: Int
    /// Whether it asks how the phone ends that was left.
    let asksEnding: Bool
    let problems: InputProblems?

    private var isWithdrawal: Bool { command == .withdraw }

    var html: HTML {
        let name = TopicWording.name(command)
        let form = PostForm(
            action: action, token: token, isPanel: true, draft: isWithdrawal ? nil : action, tellsOffline: true,
            content: """
                <p class="prose">\(advice)</p>\
                \(CaseActPage.control(.init(field: field, options: [], value: problems?.sent[field.name] ?? ""), problems))\
                \(asksEnding ? OwnTopicKey.endingField(problems) : HTML())\
                <div class="actions">\(Button(label: isWithdrawal ? "撤回" : "交给议事室", style: .primary, size: .big).html)\
                \(Button(label: "回去", role: .link(to: back), style: .quiet).html)</div>
                """)
        return "<h1>\(name)</h1>\(ErrorSummary(problems).html)\(form.html)"
    }

    private var advice: String {
        isWithdrawal
            ? "撤回\(hours)小时后生效，在那以前可以改主意。生效后这件事不再办，公开的文字也会撤下；您说过的话仍留在议事室的档案里，想删除可以另外申请。"
            : "想起什么、情况有了变化，都可以写。只有议事室看得到。"
    }
}
