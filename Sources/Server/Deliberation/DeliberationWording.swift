// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How calls for opinions, statements and votes sound.
enum DeliberationWording {
    static func name(_ state: Deliberation.State.Name) -> String {
        switch state {
        case .draft: "准备中"
        case .open: "正在征集"
        case .closed: "已结束"
        case .dropped: "不办了"
        }
    }

    static func chip(_ state: Deliberation.State.Name) -> Chip {
        switch state {
        case .draft: Chip(word: name(state), icon: .ring, tone: .wait)
        case .open: Chip(word: name(state), icon: .now, tone: .live)
        case .closed: Chip(word: name(state), icon: .done, tone: .done)
        case .dropped: Chip(word: name(state), icon: .off, tone: .wait)
        }
    }

    static func name(_ command: Deliberation.Command) -> String {
        switch command {
        case .open: "打开"
        case .extend: "改截止日"
        case .close: "结束"
        case .drop: "不办了"
        }
    }

    static func done(_ command: Deliberation.Command) -> String {
        switch command {
        case .open: "打开了，大家可以表态了。"
        case .extend: "截止日改好了。"
        case .close: "结束了，人数和校验值已经记下。"
        case .drop: "这次不办了。"
        }
    }

    static func name(_ state: OpinionStatement.State.Name) -> String {
        switch state {
        case .offered: "待看"
        case .adopted: "在用"
        case .rejected: "没有用"
        case .takenDown: "拿下了"
        }
    }

    static func chip(_ state: OpinionStatement.State.Name) -> Chip {
        switch state {
        case .offered: Chip(word: name(state), icon: .quarter, tone: .wait)
        case .adopted: Chip(word: name(state), icon: .check, tone: .go)
        case .rejected, .takenDown: Chip(word: name(state), icon: .off, tone: .late)
        }
    }

    /// The same for whoever offered it.
    static func ownChip(_ state: OpinionStatement.State.Name) -> Chip {
        switch state {
        case .offered, .adopted: chip(state)
        case .rejected, .takenDown: Chip(word: name(state), icon: .off, tone: .wait)
        }
    }

    /// What becomes of a sentence, for whoever offered it.
    static func next(_ state: OpinionStatement.State.Name, _ ground: OpinionStatement.Ground?) -> String {
        switch state {
        case .offered: "工作人员看过以后问大家。"
        case .adopted: "正在问大家。"
        case .rejected: "没有问大家：\(ground.map(name) ?? "")。"
        case .takenDown: "不再问大家：\(ground.map(name) ?? "")。"
        }
    }

    static func name(_ command: OpinionStatement.Command) -> String {
        switch command {
        case .adopt: "用这一句"
        case .reject: "不用"
        case .takeDown: "拿下"
        case .erase: "删掉原话"
        }
    }

    static func done(_ command: OpinionStatement.Command) -> String {
        switch command {
        case .adopt: "用上了，大家可以对它表态了。"
        case .reject: "记下了，这一句不用。"
        case .takeDown: "拿下了，不再问人。"
        case .erase: "原话删掉了，谁也找不回来。"
        }
    }

    static func name(_ ground: OpinionStatement.Ground) -> String {
        switch ground {
        case .sameAsAnother: "和别的一句意思一样"
        case .severalAtOnce: "一句里说了几件事"
        case .offTopic: "和这次问的事无关"
        case .personalDetail: "写到了具体的个人"
        case .attack: "有攻击、辱骂的话"
        case .notAllowed: "法律不允许公开"
        }
    }

    static let grounds = OpinionStatement.Ground.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    static func name(_ answer: OpinionVote.Answer) -> String {
        switch answer {
        case .agree: "赞同"
        case .pass: "说不好"
        case .disagree: "不赞同"
        }
    }

    /// What an event of a call says in the trace.
    static func words(_ event: DeliberationEvent, today: Day) -> (act: String, quote: String?) {
        switch event {
        case .begun(let opening): ("开始准备", text(opening.question))
        case .opened(let day): ("打开，到\(ChineseTime.date(day, today: today))为止", nil)
        case .extended(let day): ("截止日改为\(ChineseTime.date(day, today: today))", nil)
        case .closed(let result):
            ("结束：\(result.people)人、\(result.votes)次表态", "全部表态的校验值（SHA-256）：\(result.digest)")
        case .dropped(let reason): ("不办了", text(reason))
        }
    }

    /// What an event of a statement says in the trace.
    static func words(_ event: OpinionStatementEvent) -> (act: String, quote: String?) {
        switch event {
        case .said(let content): (content.isSeed ? "工作人员写下" : "有人添了一句", text(content.text))
        case .adopted: ("用上了", nil)
        case .rejected(let rejection): ("没有用：\(name(rejection.ground))", rejection.words.map(text))
        case .takenDown(let rejection): ("拿下：\(name(rejection.ground))", rejection.words.map(text))
        case .erased: ("按要求删掉了原话", nil)
        }
    }

    /// Until when people answer, as everybody reads it.
    static func period(_ state: Deliberation.State.Name, _ lastDay: Day?, today: Day) -> String {
        switch state {
        case .open:
            if let lastDay, lastDay < today {
                "\(ChineseTime.date(lastDay, today: today))截止了，等着结束"
            } else {
                lastDay.map { "\(ChineseTime.date($0, today: today))截止" } ?? name(state)
            }
        case .draft, .closed, .dropped: name(state)
        }
    }

    /// What happens with what people say, before they say it.
    static let consent = """
        您的表态不公开，谁也看不到您选了什么，办事的人也看不到。只公布人数；不满\(OpinionVote.peopleMin)人的都不显示。\
        表态的人超过\(OpinionVote.matrixPeopleMin)人时，结束后会公开一张不带任何身份、编号打乱的表态表，供人核对和研究。\
        结束满\(OpinionVote.keyDays)天，系统不再知道哪些表态出自同一台手机、同一个号码。
        """

    /// How a map is read, in two sentences.
    static let reading = """
        一个点是几个想法差不多的人，离得近就是想得近；左右上下没有好坏之分。\
        想法相近的人合成一组，不满\(OpinionVote.peopleMin)人的组不画。
        """

    private static func text(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}

extension DeliberationRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这次征集不归您办。"
        case .matterNotPublic: "要先公开这件事，才能征集看法：议题要公布公开文字，会议要发通知。"
        case .matterHasEnded: "这件事已经办完，或者不再协商了，不能再征集看法。"
        case .tooFewStatements: "至少要有\(Deliberation.statementsMin)句能用的话，才能打开。"
        case .dayOutOfReach: "截止日要在今天或以后，最多往后\(Deliberation.daysMax)天。"
        case .alreadyOpened: "已经打开过了。"
        case .notOpen: "还没有打开。"
        case .ended: "已经结束了。"
        }
    }

    var blamed: [String] {
        switch self {
        case .dayOutOfReach: ["until"]
        case .matterNotPublic, .matterHasEnded: ["question"]
        case .notYours, .tooFewStatements, .alreadyOpened, .notOpen, .ended: []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .dayOutOfReach: .unprocessableContent
        case .matterNotPublic, .matterHasEnded, .tooFewStatements, .alreadyOpened, .notOpen, .ended: .conflict
        }
    }
}

extension OpinionStatementRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这一句不归您看。"
        case .alreadyDecided: "这一句已经看过了。"
        case .alreadyAdopted: "这一句已经在用了。"
        case .notAdopted: "这一句没有在用。"
        case .callClosed: "现在不收新的话：征集还没有打开，或者已经结束。"
        case .alike: "已经有一句差不多的了。对那一句表态就行，赞同、不赞同都可以。"
        case .enoughOffered: "您添的句数已经到了上限，谢谢您。还可以接着对别的话表态。"
        case .notRejected: "这一句还在用，或者还没有看过。不用它或者拿下以后，才能删掉原话。"
        case .alreadyErased: "这一句的原话已经删掉了。"
        case .underHold: "这件事依照法律要先留存，现在不能删。"
        }
    }

    var blamed: [String] {
        switch self {
        case .callClosed, .alike, .enoughOffered: ["text"]
        case .notYours, .alreadyDecided, .alreadyAdopted, .notAdopted, .notRejected, .alreadyErased, .underHold: []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .alreadyDecided, .alreadyAdopted, .notAdopted, .callClosed, .alike, .enoughOffered, .notRejected,
            .alreadyErased, .underHold:
            .conflict
        }
    }
}

extension OpinionVoteRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notOpen: "还没有打开，现在不能表态。"
        case .hasEnded: "这次征集已经截止，不能再表态，也不能再改了。"
        case .notAsked: "这一句不再问大家了，请看下一句。"
        }
    }

    var status: HTTPResponse.Status { .conflict }
}
