// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How requests to unmask sound.
enum UnmaskingWording {
    static func title(_ kind: MaskedIdentity.Kind) -> String {
        switch kind {
        case .submitter: "查看提出人的联系方式"
        case .supporter: "查看支持者的联系方式"
        case .participant: "查看群众代表的姓名和电话"
        }
    }

    /// Somebody, in a list to choose from.
    static func option(_ found: Identities.Found) -> InputField.Option {
        let label =
            switch found.identity.kind {
            case .submitter: "提出人留下的电话"
            case .supporter: "第\(found.place)位支持者的电话"
            case .participant: "群众代表\(found.place)的姓名\(found.phone == nil ? "" : "和电话")"
            }
        return .init(code: Identifier<Never>(found.identity.number).text, label: label)
    }

    static func name(_ state: UnmaskingRequest.State.Name) -> String {
        switch state {
        case .open: "待决定"
        case .granted: "同意了"
        case .refused: "没有同意"
        case .withdrawn: "已撤回"
        }
    }

    static func chip(_ request: UnmaskingRequest, at now: Instant) -> Chip {
        let name = name(request.state.name)
        return switch request.state {
        case .open: Chip(word: name, icon: .ring, tone: .wait)
        case .granted:
            request.isOver(at: now)
                ? Chip(word: "时间已过", icon: .off, tone: nil) : Chip(word: name, icon: .done, tone: .done)
        case .refused, .withdrawn: Chip(word: name, icon: .off, tone: nil)
        }
    }

    static func name(_ command: UnmaskingRequest.Command) -> String {
        switch command {
        case .grant: "同意查看"
        case .refuse: "不同意，说明原因"
        case .withdraw: "撤回申请"
        case .look: "现在看"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: UnmaskingRequest.Command) -> String {
        switch command {
        case .grant: "已告诉申请人，现在起可以看一会儿。"
        case .refuse: "已把原因告诉申请人。"
        case .withdraw: "已撤回。"
        case .look: "看过了。"
        }
    }

    static let toldTitle = "有人查看过您留下的信息"

    /// What the person concerned is told, on the status page and by SMS.
    static func told(at moment: Instant, reason: String?, _ kind: MaskedIdentity.Kind) -> String {
        let day = moment.day
        let what = kind == .participant ? "您的姓名和电话" : "您留下的联系方式"
        let why = reason.map { "因“\($0)”" } ?? ""
        return "\(day.year)年\(day.month)月\(day.dayOfMonth)日，议事室召集人\(why)查看过\(what)，经隐私专员同意。"
    }
}

extension UnmaskingRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "没有这一位，或者不归您看。"
        case .ownRequest: "自己申请的，要由另一位隐私专员决定。"
        case .nothingKept: "没有留下姓名和电话，或者已经删除。"
        case .alreadyRequested: "已经申请过了，请等隐私专员决定。"
        case .alreadyDecided: "这件申请已经有结果了。"
        case .notGranted: "还没有同意查看。"
        case .timeIsOver: "时间已过，不能再看。还要看，请另外申请。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours, .timeIsOver: .notFound
        case .ownRequest, .nothingKept, .alreadyRequested, .alreadyDecided, .notGranted: .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .notYours, .nothingKept, .alreadyRequested: ["whose"]
        case .ownRequest, .alreadyDecided, .notGranted, .timeIsOver: []
        }
    }
}
