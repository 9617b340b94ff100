// SPDX-License-Identifier: Apache-2.0

import Markup

/// How the installation is: each figure with its lamp, and what to do where one is not green.
struct HealthPage: Sendable {
    var items: [HealthItem]

    /// The page's content.
    var html: HTML {
        let late = items.contains { $0.state == .overdue }
        let note = Note(
            text: HealthWording.summary(items), tone: late ? .late : nil, icon: late ? .alert : .info)
        return """
            \(RecordHead(
                title: "运行状况",
                buttons: [Button(label: "设置", role: .link(to: "/desk/settings"), size: .small)]
            ).html)<div class="stack">\(note.html)\
            \(Facts(rows: items.map(row)).html)\
            <p class="small mute">数字是打开本页时的。别的程序可以读 /api/v1/desk/health。</p></div>
            """
    }

    private func row(_ item: HealthItem) -> Facts.Row {
        let lamp = Lamp(state: item.state, words: HealthWording.state(item.state))
        return Facts.Row(
            HealthWording.name(item.name),
            html: """
                <p>\(lamp.html) \(item.words)</p>\
                \(present: item.advice, { "<p class=\"small mute\">\($0)</p>" })
                """)
    }
}
