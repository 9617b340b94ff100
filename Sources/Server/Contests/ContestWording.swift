// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How the contest of outcomes sounds.
enum ContestWording {
    static func name(_ state: ContestEntry.State.Name) -> String {
        switch state {
        case .nominated: "评选中"
        case .published: "已公布"
        case .withdrawn: "撤回了"
        }
    }

    static func name(_ award: ContestEntry.Award) -> String {
        switch award {
        case .model: "优秀案例"
        case .commended: "表扬"
        case .unplaced: "没有入选"
        }
    }

    static let awards = ContestEntry.Award.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    /// As they are published.
    static func name(_ criterion: ContestEntry.Criterion) -> String {
        switch criterion {
        case .topic: "协商议题精准"
        case .research: "协商调研充分"
        case .effect: "协商成效明显"
        }
    }

    static let points = HandlingScore.Points.allCases.reversed().map {
        InputField.Option(code: $0.rawValue, label: "\($0.number)分")
    }

    static func chip(_ state: ContestEntry.State.Name, _ award: ContestEntry.Award?) -> Chip {
        switch state {
        case .nominated: Chip(word: name(state), icon: .half, tone: .go)
        case .published:
            Chip(word: award.map(name) ?? name(state), icon: award == .model ? .done : .check, tone: .done)
        case .withdrawn: Chip(word: name(state), icon: .undo, tone: .wait)
        }
    }

    static func name(_ command: ContestEntry.Command) -> String {
        switch command {
        case .judge: "记评委打分"
        case .publish: "公布结果"
        case .visit: "记观摩"
        case .withdraw: "撤回"
        }
    }

    static func done(_ command: ContestEntry.Command) -> String {
        switch command {
        case .judge: "评分已记下。"
        case .publish: "结果已公布。"
        case .visit: "观摩已记下。"
        case .withdraw: "已撤回，可以再报。"
        }
    }

    /// 议题4分、调研5分、成效5分，共14/15分
    static func words(_ mark: ContestEntry.Mark) -> String {
        "议题\(mark.topic.number)分、调研\(mark.research.number)分、成效\(mark.effect.number)分，共\(mark.sum)/15分"
    }

    /// The mean of all judges; nil where nobody has judged.
    static func average(_ marks: [ContestEntry.Mark]) -> String? {
        guard !marks.isEmpty else { return nil }
        let tenths = (marks.reduce(0) { $0 + $1.sum } * 20 / marks.count + 1) / 2
        return "平均\(tenths / 10).\(tenths % 10)/15分（\(marks.count)位评委）"
    }

    /// What an event says in the trace, and what was written with it.
    static func words(_ event: ContestEntryEvent, today: Day) -> (act: String, quote: String?) {
        switch event {
        case .nominated(let nomination): ("报评\(nomination.year)年成果", text(nomination.reason))
        case .judged(let mark): ("\(text(mark.judge))打分：\(words(mark))", nil)
        case .published(let result): ("公布：\(name(result.award))", text(result.words))
        case .visited(let visit):
            ("\(ChineseTime.date(visit.day, today: today))观摩，\(text(visit.people))", text(visit.record))
        case .withdrawn(let reason): ("撤回", text(reason))
        }
    }

    private static func text(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}

extension ContestEntryRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件参评成果不归您办。"
        case .notHandled: "这件议题没有单位办结的事项，不能报评。"
        case .alreadyNominated: "这件议题今年已经报评了。"
        case .alreadyJudged: "这位评委已经打过分了。"
        case .notJudged: "还没有评委打分，不能公布。"
        case .notPublic: "议题没有公开文字，不能作为优秀案例公布。先审定公开文字。"
        case .notModel: "只有评为优秀案例的，才组织观摩。"
        case .dayNotPossible: "这一天不对：不能是以后。"
        case .ended: "结果已经公布，或者已经撤回。"
        }
    }

    var blamed: [String] {
        switch self {
        case .dayNotPossible: ["day"]
        case .alreadyJudged: ["judge"]
        case .notPublic: ["award"]
        case .notHandled, .alreadyNominated: ["topic"]
        case .notYours, .notJudged, .notModel, .ended: []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .dayNotPossible: .unprocessableContent
        case .notHandled, .alreadyNominated, .alreadyJudged, .notJudged, .notPublic, .notModel, .ended: .conflict
        }
    }
}
