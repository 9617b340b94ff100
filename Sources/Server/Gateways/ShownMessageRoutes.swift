// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes
import Markup

/// What would have been sent, for whoever develops: on the machine itself, and only where the settings say `show`.
struct ShownMessageRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        guard let shown = services.gateways.shown else { return [] }
        let page = Route(method: .get, path: "/dev/messages", audience: .machine, operation: nil) { request in
            Pages(request, services).resident(
                "没有发出的消息", content: Self.html(shown.messages, request: request))
        }
        return [page.withoutTenant()]
    }

    private static func html(_ messages: [OutgoingMessage], request: WebRequest) -> HTML {
        let rows = messages.map { message -> LinkList.Row in
            let lines = message.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return LinkList.Row(
                relation: ContactWording.name(message.address.channel),
                content: """
                    <div class="stack"><p><b>\(message.title)</b></p><p class="small mute">\
                    \(ChineseTime.moment(message.writtenAt, today: request.now.day)) · \(message.address.text) · \
                    \(message.senderName)</p><div class="prose">\(each: lines, { "<p>\($0)</p>" })</div></div>
                    """)
        }
        return """
            <h1>没有发出的消息</h1><p class="mute">设置里写了只看不发（gateways = show）：这里是本来要发出去的，重启后清空。</p>\
            \(rows.isEmpty ? EmptyState(sentence: "还没有要发的。").html : LinkList(rows: rows).html)
            """
    }
}
