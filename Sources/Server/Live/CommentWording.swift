// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How comments sound: to moderators and units, and to whoever wrote them.
enum CommentWording {
    /// Who says no name.
    static let somebody = "居民"

    static func name(_ state: LiveComment.State.Name) -> String {
        switch state {
        case .waiting: "待审"
        case .held: "放一放"
        case .approved: "已公开"
        case .rejected: "不公开"
        case .suggestion: "建议"
        case .shortlisted: "备选"
        case .cutIn: "正在回应"
        case .followUp: "会后答复"
        case .answered: "已回应"
        case .itemised: "写进事项"
        case .withdrawn: "已撤回"
        }
    }

    static func chip(_ state: LiveComment.State.Name) -> Chip {
        switch state {
        case .waiting: Chip(word: name(state), icon: .ring, tone: .wait)
        case .held: Chip(word: name(state), icon: .clock, tone: .soon)
        case .approved: Chip(word: name(state), icon: .check, tone: .go)
        case .rejected: Chip(word: name(state), icon: .off, tone: nil)
        case .suggestion: Chip(word: name(state), icon: .quarter, tone: .go)
        case .shortlisted: Chip(word: name(state), icon: .half, tone: .go)
        case .cutIn: Chip(word: name(state), icon: .now, tone: .live)
        case .followUp: Chip(word: name(state), icon: .clock, tone: .soon)
        case .answered: Chip(word: name(state), icon: .done, tone: .done)
        case .itemised: Chip(word: name(state), icon: .document, tone: .go)
        case .withdrawn: Chip(word: name(state), icon: .undo, tone: nil)
        }
    }

    /// What whoever wrote it reads of it.
    static func ownChip(_ comment: CommentListStore.Listed) -> Chip {
        switch comment.state {
        case .waiting, .held: Chip(word: "工作人员在看", icon: .ring, tone: .wait)
        case .approved: Chip(word: "已公开", icon: .check, tone: .go)
        case .rejected: Chip(word: "没有公开", icon: .off, tone: nil)
        case .suggestion, .shortlisted: Chip(word: "记为建议，排队中", icon: .quarter, tone: .go)
        case .cutIn: Chip(word: "正在大屏上", icon: .now, tone: .live)
        case .followUp: Chip(word: "等单位书面答复", icon: .clock, tone: .soon)
        case .answered: Chip(word: comment.isOnSpot == true ? "已当场回应" : "已答复", icon: .done, tone: .done)
        case .itemised: Chip(word: "写进了会议的事项", icon: .document, tone: .go)
        case .withdrawn: Chip(word: "已撤回", icon: .undo, tone: nil)
        }
    }

    /// What happens next, to whoever wrote it. `ahead`: how many wait before it.
    static func next(_ comment: CommentListStore.Listed, ahead: Int, practice: Practice, today: Day) -> String {
        switch comment.state {
        case .waiting: ahead == 0 ? "下一条就看它。" : "前面还有\(ahead)条。"
        case .held: "工作人员会再看一遍。"
        case .approved: "大家看得到了，别人可以给它点赞。"
        case .rejected:
            comment.ground.flatMap { practice.profile.rejectionGround($0) }.map { "\($0.name)。\($0.channel)。" }
                ?? "工作人员没有公开它。"
        case .suggestion, .shortlisted: "会上轮到就切进会场；没轮到的，会后整理进建议清单。"
        case .cutIn: "\(comment.unitName ?? "单位")正在回应。"
        case .followUp:
            comment.dueOn.map { "\(comment.unitName ?? "单位")\(ChineseTime.date($0, today: today))前书面答复。" } ?? "单位会书面答复。"
        case .answered: "\(comment.unitName ?? "单位")：\(comment.answer ?? TopicWording.erased)"
        case .itemised: "由承办单位办，办到哪一步会公开。"
        case .withdrawn: ""
        }
    }

    static func name(_ command: LiveComment.Command) -> String {
        switch command {
        case .approve: "通过"
        case .hold: "放一放"
        case .reject: "不公开"
        case .mark: "记为建议"
        case .shortlist: "排进备选"
        case .stepBack: "退一步"
        case .cutIn: "切入会场"
        case .noteAnswer: "记当场回应"
        case .answer: "书面答复"
        case .redirect: "换单位"
        case .draftItem: "写成事项"
        case .joinItem: "并进事项"
        case .withdraw: "撤回"
        }
    }

    static func done(_ command: LiveComment.Command) -> String {
        switch command {
        case .approve: "已公开。"
        case .hold: "先放在一边。"
        case .reject: "没有公开，写的人看得到原因。"
        case .mark: "已记为建议。"
        case .shortlist: "已排进备选。"
        case .stepBack: "已退回前一步。"
        case .cutIn: "已切入会场，大屏上看得到了。"
        case .noteAnswer: "回应已记下。"
        case .answer: "答复已发出。"
        case .redirect: "已换单位。"
        case .draftItem: "已写成事项。"
        case .joinItem: "已并进事项。"
        case .withdraw: "已撤回。"
        }
    }

    static func name(_ way: LiveComment.Answer.Way) -> String {
        switch way {
        case .aloud: "当场说的"
        case .written: "书面答复"
        }
    }

    /// What an event says in the trace, and what was written with it.
    static func words(
        _ event: CommentEvent, names: [HandlingUnit.ID: String], practice: Practice, today: Day
    ) -> (act: String, quote: String?) {
        switch event {
        case .sent(_, let isHeld): (isHeld ? "收到留言，来得太多，先放一放" : "收到留言", nil)
        case .approved: ("通过", nil)
        case .held: ("放一放", nil)
        case .rejected(let ground): ("不公开：\(practice.profile.rejectionGround(ground)?.name ?? ground)", nil)
        case .marked: ("记为建议", nil)
        case .shortlisted: ("排进备选", nil)
        case .steppedBack: ("退回前一步", nil)
        case .cutIn(let cutIn): ("切入会场，请\(names[cutIn.unit] ?? "单位")回应", nil)
        case .answered(let answer): (name(answer.way), answer.words.words ?? TopicWording.erased)
        case .followUpDue(let deadline):
            ("会上没有答完，请单位\(ChineseTime.date(deadline.day, today: today))前书面答复", nil)
        case .redirected(let unit): ("换\(names[unit] ?? "单位")回应", nil)
        case .itemised: ("写进会议的事项", nil)
        case .withdrawn: ("本人撤回", nil)
        case .deadlineMoved(let deadline): (DeadlineWording.moved(deadline, today: today), nil)
        }
    }

    /// What is sent to whoever wrote it.
    static func message(_ word: CommentNews.Word, address: String, today: Day) -> (title: String, text: String) {
        switch word {
        case .answered: ("您的留言有回应了", "您在协商会上的留言有回应了，请打开看：\(address)")
        case .followUp(let deadline):
            (
                "您的留言会后答复",
                "您的留言上了会场大屏，会上没有答完，\(ChineseTime.date(deadline.day, today: today))前由单位书面答复：\(address)"
            )
        case .itemised: ("您的建议写进了事项", "您在协商会上的建议写进了会议的事项，办到哪一步可以查：\(address)")
        }
    }
}

extension CommentRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这条留言不归您办。"
        case .notTaken: "现在不收留言：还没有开放，或者已经结束。"
        case .tooMany: "您一下子发得太多了，请过十分钟再发。您写的内容还在这一页。"
        case .claimedByOther: "别人正在看这一条，请先看别的。"
        case .alreadyDecided: "这一条已经看过了。"
        case .unknownGround: "没有这条理由，请从列表里选。"
        case .notApproved: "要先通过，才能记为建议。"
        case .alreadyMarked: "已经记为建议了。"
        case .notMarked: "要先记为建议。"
        case .alreadyShortlisted: "已经在备选里了。"
        case .notShortlisted: "要先排进备选，才能切入会场。"
        case .nothingToTakeBack: "没有可以退回的一步。"
        case .notOpen: "融媒体协商没有在进行，不能切入会场。"
        case .stillOpen: "还没有结束，可能还会切入会场；结束以后再写进事项。"
        case .alreadyCutIn: "已经切入会场了。"
        case .notCutIn: "没有切入会场，不用回应。"
        case .alreadyAnswered: "已经回应过了。"
        case .alreadyItemised: "已经写进事项了。"
        case .alreadyReported: "报告已经出了，不再变动。"
        case .withdrawn: "写留言的人已经撤回了。"
        }
    }

    var blamed: [String] {
        switch self {
        case .notTaken, .tooMany: ["words"]
        case .unknownGround: ["ground"]
        case .notYours, .claimedByOther, .alreadyDecided, .notApproved, .alreadyMarked, .notMarked,
            .alreadyShortlisted, .notShortlisted, .nothingToTakeBack, .notOpen, .stillOpen, .alreadyCutIn, .notCutIn,
            .alreadyAnswered, .alreadyItemised, .alreadyReported, .withdrawn:
            []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .tooMany: .tooManyRequests
        case .unknownGround: .unprocessableContent
        case .notTaken, .claimedByOther, .alreadyDecided, .notApproved, .alreadyMarked, .notMarked,
            .alreadyShortlisted, .notShortlisted, .nothingToTakeBack, .notOpen, .stillOpen, .alreadyCutIn, .notCutIn,
            .alreadyAnswered, .alreadyItemised, .alreadyReported, .withdrawn:
            .conflict
        }
    }

    var retryAfterSeconds: Int? { self == .tooMany ? 600 : nil }
}
