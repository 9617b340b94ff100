// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What a trial of a gateway says, and what is told of it.
enum GatewayTrialWording {
    static let title = "试发一条"

    static func text(of tenant: Tenant) -> String {
        "这是\(tenant.shortName)试发的一条消息。收到了，说明能发出来；不用回复。"
    }

    static func name(_ channel: ContactChannel) -> String {
        switch channel {
        case .mail: "邮件"
        case .sms: "短信"
        }
    }

    /// What became of it, and what to do.
    static func sentence(_ outcome: GatewayTrialDesk.Outcome) -> String {
        let name = ContactChannel(rawValue: outcome.channel).map(name) ?? "消息"
        let reason = outcome.reason.map { "（\($0)）" } ?? ""
        return switch outcome.result {
        case nil: "试发的\(name)还在发，过一会儿刷新这一页再看。"
        case .sent: "试发的\(name)已经交出去，对方收下了。请看看收到没有。"
        case .shown: "现在的设置是只显示、不发：试发的\(name)没有发出去，在本机的消息页里看。"
        case .refused: "试发的\(name)被拒收\(reason)：请核对地址，或者问一问运营商是不是不许这样的内容。"
        case .unanswered: "试发的\(name)没有等到答复：也许发出去了，也许没有。请看看收到没有，没收到就再试一次。"
        case .unavailable: "试发的\(name)没有交出去\(reason)：请核对设置文件里的服务器地址、账号和口令，看看网络通不通。"
        }
    }

    /// Above what became of a trial to which nobody was led.
    static func earlier(_ at: Instant, today: Day) -> String { "上一次，\(ChineseTime.moment(at, today: today))" }

    static let wrongAddress = "“发到哪里”要是一个邮箱，或者11位手机号，要和上面选的一样。"
}

extension GatewayTrialRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notConfigured: "这一种还没有在设置文件里设好，发不了；演练用的单位一律不发。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notConfigured: .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .notConfigured: ["channel"]
        }
    }
}
