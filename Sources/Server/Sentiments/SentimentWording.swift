// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How issues from among the people sound on the desk.
enum SentimentWording {
    static func name(_ state: SentimentIssue.State.Name) -> String {
        switch state {
        case .walked: "走到了"
        case .listened: "听过了"
        case .visited: "访过了，等商或转"
        case .consulted: "正在商量"
        case .transferred: "已转交"
        case .resultReturned: "有结果，待告知"
        case .told: "已告知"
        case .closed: "已办结"
        }
    }

    static func chip(_ state: SentimentIssue.State.Name) -> Chip {
        switch state {
        case .walked, .listened: Chip(word: name(state), icon: .quarter, tone: .wait)
        case .visited: Chip(word: name(state), icon: .half, tone: .soon)
        case .consulted: Chip(word: name(state), icon: .talk, tone: .go)
        case .transferred: Chip(word: name(state), icon: .send, tone: .go)
        case .resultReturned: Chip(word: name(state), icon: .half, tone: .soon)
        case .told: Chip(word: name(state), icon: .check, tone: .go)
        case .closed: Chip(word: name(state), icon: .done, tone: .done)
        }
    }

    static func name(_ channel: SentimentIssue.Channel) -> String {
        switch channel {
        case .department: "转交部门"
        case .opinionReport: "社情民意信息"
        case .proposalClue: "提案线索"
        }
    }

    static let channels = SentimentIssue.Channel.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    static func name(_ means: SentimentIssue.Means) -> String {
        switch means {
        case .visit: "上门"
        case .phone: "打电话"
        case .message: "发消息"
        case .publicly: "会上说、贴出来"
        }
    }

    static let means = SentimentIssue.Means.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ command: SentimentIssue.Command) -> String {
        switch command {
        case .listen: "记下听到的"
        case .visit: "记下访到的"
        case .consult: "拿去商量"
        case .transfer: "转出去"
        case .takeBack: "退回来了"
        case .returnResult: "有结果了"
        case .tell: "告诉当事人了"
        case .close: "办结"
        case .handOver: "换人接着办"
        case .forgetPerson: "删掉称呼和电话"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: SentimentIssue.Command) -> String {
        switch command {
        case .listen: "听到的记下了，接着到门上访一访。"
        case .visit: "访到的记下了。能商量的拿去商量，该别处办的转出去。"
        case .consult: "已成为一件议题。请把查询码交给当事人。"
        case .transfer: "转出去了，到期前请问结果。"
        case .takeBack: "记下了，请再商量或者另转。"
        case .returnResult: "结果记下了，由走访的人在期限内告诉当事人。"
        case .tell: "告诉过了，秘书可以办结。"
        case .close: "办结了，称呼和电话不再显示。"
        case .handOver: "已换人接着办，期限不变。"
        case .forgetPerson: "称呼和电话已经删除。"
        }
    }

    /// `person`: what people are called.
    static func name(_ event: SentimentEvent, today: Day, person: (Person.ID) -> String) -> String {
        switch event {
        case .opened: "走：遇到这件事"
        case .listened: "听：听各方怎么说"
        case .visited: "访：到现场核实"
        case .consulted: "商：成为议题"
        case .topicEnded: "议题有了结果，等着告诉当事人"
        case .topicWentOn: "议题又重新在办"
        case .transferred(let transfer, _): "转：\(name(transfer.channel))"
        case .cameBack: "退了回来"
        case .resultReturned: "有了结果"
        case .told(let telling): "\(name(telling.means))告诉当事人"
        case .closed: "办结"
        case .handedOver(let keeper): "改由\(person(keeper))接着办"
        case .personForgotten: "删掉当事人的称呼和电话"
        case .deadlineMoved(let deadline): DeadlineWording.moved(deadline, today: today)
        }
    }

    /// What was written with an event.
    static func quote(_ event: SentimentEvent) -> String? {
        switch event {
        case .opened(_, let step, _), .listened(let step), .visited(let step):
            "\(step.place.words ?? TopicWording.erased)：\(step.words.words ?? TopicWording.erased)"
        case .transferred(let transfer, _): transfer.words.words ?? TopicWording.erased
        case .cameBack(let reason, _): reason.words ?? TopicWording.erased
        case .resultReturned(let result, _): result.words ?? TopicWording.erased
        case .told(let telling): telling.words.map { $0.words ?? TopicWording.erased }
        case .consulted, .topicEnded, .topicWentOn, .closed, .handedOver, .personForgotten, .deadlineMoved: nil
        }
    }

    /// The day on which a step was taken, which may lie before the one on which it was written down.
    static func day(_ event: SentimentEvent) -> Day? {
        switch event {
        case .opened(_, let step, _), .listened(let step), .visited(let step): step.day
        case .told(let telling): telling.day
        case .consulted, .topicEnded, .topicWentOn, .transferred, .cameBack, .resultReturned, .closed, .handedOver,
            .personForgotten, .deadlineMoved:
            nil
        }
    }

    /// What a topic ended with, as the result of what it was raised from; nil while it goes on, and for one that is handled as part
    /// of another, which tells what becomes of both.
    static func result(_ topic: Topic) -> String? {
        switch topic.state {
        case .solvedDirectly(let answer): answer.words ?? TopicWording.erased
        case .rejected(let rejection): "不受理：\(rejection.explanation.words ?? TopicWording.erased)"
        case .redirected(let redirection): redirection.result.map { $0.words ?? TopicWording.erased }
        case .closed(.handled(let claimed)): "协商后由单位办理，单位报告：\(ItemWording.name(claimed))"
        case .closed(.noAction(let reason)): reason.words ?? TopicWording.erased
        case .withdrawn: "提出人撤回了"
        case .held, .screening, .asked, .pooled, .merged, .selected, .researching, .ready, .scheduled, .consulted,
            .inHandling, .reopened:
            nil
        }
    }
}

extension SentimentRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "只有接着办这件事的委员、这间议事室的秘书和手上有这件事的单位能办。"
        case .wrongStep: "走、听、访要一步一步来，这一步已经记过，或者还没到。"
        case .notVisited: "还没有访过，先到现场核实。"
        case .alreadyPassedOn: "已经商量或者转出去了。"
        case .notPassedOn: "还没有商量，也没有转出去。"
        case .notTransferred: "没有转给别处。"
        case .unitMissing: "转交部门，请选接收单位。"
        case .dueDayOutOfReach: "这一天要在今天以后、一年以内。"
        case .dayOutOfReach: "这一天不能在今天以后，也不能早于上一步，最多补记\(SentimentIssue.daysBackMax)天。"
        case .topicGoesOn: "议题还在办，等它有了结果再记。"
        case .alreadyReturned: "结果已经记过了。"
        case .noResult: "还没有结果可以告诉。"
        case .alreadyTold: "已经告诉过当事人了。"
        case .notTold: "还没有告诉当事人，先告诉，再办结。"
        case .alreadyClosed: "已经办结了。"
        case .alreadyTheirs: "现在就是他在办，请选另一个人。"
        case .nothingKept: "没有留着称呼和电话，或者已经删除。"
        case .underHold: "这件事依法留存着，称呼和电话现在不能删；留存解除后再办。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .unitMissing, .dueDayOutOfReach, .dayOutOfReach, .alreadyTheirs: .unprocessableContent
        case .wrongStep, .notVisited, .alreadyPassedOn, .notPassedOn, .notTransferred, .topicGoesOn, .alreadyReturned,
            .noResult, .alreadyTold, .notTold, .alreadyClosed, .nothingKept, .underHold:
            .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .notYours: ["room"]
        case .unitMissing: ["unit"]
        case .dueDayOutOfReach: ["due"]
        case .dayOutOfReach: ["day"]
        case .topicGoesOn: ["result"]
        case .alreadyTheirs: ["keeper"]
        case .wrongStep, .notVisited, .alreadyPassedOn, .notPassedOn, .notTransferred, .alreadyReturned, .noResult,
            .alreadyTold, .notTold, .alreadyClosed, .nothingKept, .underHold:
            []
        }
    }
}
