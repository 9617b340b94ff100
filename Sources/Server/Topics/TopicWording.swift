// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How topics sound on the desk and to residents. One state, two sentences.
enum TopicWording {
    /// The state's one name in the product.
    static func name(_ state: Topic.State.Name) -> String {
        switch state {
        case .held: "待放行"
        case .screening: "等待筛选"
        case .asked: "等提出人补充"
        case .pooled: "已进议题池"
        case .rejected: "不受理"
        case .solvedDirectly: "已当场解决"
        }
    }

    static func chip(_ state: Topic.State.Name) -> Chip {
        switch state {
        case .held: Chip(word: name(state), icon: .ring, tone: .wait)
        case .screening: Chip(word: name(state), icon: .ring, tone: .wait)
        case .asked: Chip(word: name(state), icon: .quarter, tone: .soon)
        case .pooled: Chip(word: name(state), icon: .quarter, tone: .go)
        case .rejected: Chip(word: name(state), icon: .ring, tone: nil)
        case .solvedDirectly: Chip(word: name(state), icon: .half, tone: .soon)
        }
    }

    static func source(_ source: Topic.Source) -> String {
        switch source {
        case .scan: "居民 · 扫码"
        case .api: "居民 · 接口"
        }
    }

    /// What a resident reads about a public topic: what happens next, by whom, by when.
    static func next(_ state: Topic.State.Name, dueOn: Day?, today: Day) -> String {
        switch state {
        case .held, .screening: dueOn.map { promise($0, today: today) } ?? "议事室秘书正在看"
        case .asked: "在等提出人补充"
        case .pooled: "已受理，等召集人选定协商"
        case .rejected: "不受理，已说明理由"
        case .solvedDirectly: "议事室已当场办理并答复"
        }
    }

    /// The promised day; once it is past, that it was missed.
    private static func promise(_ due: Day, today: Day) -> String {
        let date = ChineseTime.day(due, today: today)
        return due < today ? "本该\(date)前答复，已经超期" : "议事室秘书\(date)前答复"
    }

    /// What a command is called on its button, and what a page is called where it is prepared.
    static func name(_ command: Topic.Command) -> String {
        switch command {
        case .release: "放行，开始筛选"
        case .pool: "受理，放进议题池"
        case .reject: "不受理"
        case .ask: "问提出人一句"
        case .answer: "回答"
        case .solveDirectly: "已当场解决"
        case .review: "公开一段文字"
        case .unpublish: "撤下公开文字"
        case .relate: "标出有关的议题"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: Topic.Command) -> String {
        switch command {
        case .release: "已放行，筛选期限从今天算起。"
        case .pool: "已受理，放进议题池。提出人凭查询码能看到。"
        case .reject: "已告知提出人不受理的理由和该去的地方。"
        case .ask: "已把问题带给提出人，等他补充。"
        case .answer: "已收到您的补充。"
        case .solveDirectly: "已把答复告诉提出人。"
        case .review: "已审定公开文字。"
        case .unpublish: "已撤下，公众看不到了。"
        case .relate: "已标出，两件议题上都看得到。"
        }
    }
}

extension TopicRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这个议题不归您的议事室办。"
        case .stillHeld: "这件还没有放行，请先放行。"
        case .notHeld: "这件已经放行过了。"
        case .alreadyDecided: "这件已经有了结果，不能再改。"
        case .alreadyAsked: "已经问过提出人了，请等他补充，或者直接作决定。"
        case .nothingAsked: "现在没有要您回答的问题。"
        case .unknownGround: "没有这条不受理的理由，请从列表里选。"
        case .rejectedIsNotPublished: "不受理的议题不公开。"
        case .alreadyReviewed: "这段文字您已经审过了，要由另一位来审。"
        case .notPublished: "这件没有公开，不用撤下。"
        case .isTheSame: "这就是它自己，请填另一件议题。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .unknownGround, .isTheSame: .unprocessableContent
        case .stillHeld, .notHeld, .alreadyDecided, .alreadyAsked, .nothingAsked, .rejectedIsNotPublished,
            .alreadyReviewed, .notPublished:
            .conflict
        }
    }
}
