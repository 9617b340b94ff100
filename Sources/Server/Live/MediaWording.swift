// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How media consultations sound.
enum MediaWording {
    static func name(_ state: MediaConsultation.State.Name) -> String {
        switch state {
        case .planned: "还没开放"
        case .open: "正在进行"
        case .closed: "已结束，等报告"
        case .reported: "有报告"
        case .cancelled: "取消"
        }
    }

    static func chip(_ state: MediaConsultation.State.Name) -> Chip {
        switch state {
        case .planned: Chip(word: name(state), icon: .ring, tone: .wait)
        case .open: Chip(word: name(state), icon: .now, tone: .live)
        case .closed: Chip(word: name(state), icon: .half, tone: .go)
        case .reported: Chip(word: name(state), icon: .done, tone: .done)
        case .cancelled: Chip(word: name(state), icon: .undo, tone: .wait)
        }
    }

    /// For those who watch.
    static func publicChip(_ state: MediaConsultation.State.Name) -> Chip {
        state.isOver ? Chip(word: "已结束", icon: .done, tone: .done) : chip(state)
    }

    static func name(_ command: MediaConsultation.Command) -> String {
        switch command {
        case .revise: "改时间和直播"
        case .open: "开放留言"
        case .close: "结束"
        case .countHeads: "记现场人数"
        case .declareViews: "填平台观看人次"
        case .report: "出报告"
        case .cancel: "取消"
        }
    }

    static func done(_ command: MediaConsultation.Command) -> String {
        switch command {
        case .revise: "已改好。"
        case .open: "已开放，居民可以留言了。"
        case .close: "已结束。没答完的已转给承办单位。"
        case .countHeads: "现场人数已记下。"
        case .declareViews: "观看人次已记下。"
        case .report: "报告已写好。"
        case .cancel: "已取消。"
        }
    }

    static func name(_ source: MediaConsultation.Source) -> String {
        switch source {
        case .export: "平台后台导出的表格"
        case .screenshot: "平台页面的截图"
        case .statement: "平台出的说明"
        case .program: "程序从平台接口取的"
        }
    }

    static let sources = MediaConsultation.Source.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    /// The window, as people say it.
    static func window(_ plan: MediaConsultation.Plan, today: Day) -> String {
        let end =
            plan.opensAt.day == plan.closesAt.day
            ? SessionWording.time(Int(plan.closesAt.millisecondsIntoDay / 60_000))
            : ChineseTime.moment(plan.closesAt, today: today)
        return "\(ChineseTime.moment(plan.opensAt, today: today))到\(end)"
    }

    /// What an event says in the trace, and what was written with it.
    static func words(_ event: MediaEvent, today: Day) -> (act: String, quote: String?) {
        switch event {
        case .planned(_, let plan): ("安排融媒体协商，\(window(plan, today: today))", nil)
        case .revised(let plan): ("改为\(window(plan, today: today))", nil)
        case .opened: ("开放留言", nil)
        case .closed: ("结束，不再收留言", nil)
        case .headsCounted(let heads): ("现场\(heads.count)人", nil)
        case .viewsDeclared(let feed):
            (
                "\(feed.platform.words ?? TopicWording.erased)观看\(feed.total)人次，分\(feed.buckets.count)段",
                "数字来源：\(name(feed.source))"
            )
        case .reported(let words): ("出报告", words.words ?? TopicWording.erased)
        case .cancelled(let reason): ("取消", reason.words ?? TopicWording.erased)
        }
    }
}

extension MediaRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这场融媒体协商由召集人和议事室秘书办。"
        case .sessionNotOpen: "要先公告协商会，会开完了的也不能再安排。"
        case .alreadyPlanned: "这场会已经安排了融媒体协商。"
        case .windowNotPossible:
            "结束要晚于开放，不能已经过去，前后不超过\(MediaConsultation.Plan.hoursMax)小时。请改时间。"
        case .windowOver: "定的时间已经过了，请先改时间再开放。"
        case .notOpen: "还没有开放，等开放以后再办。"
        case .alreadyOpen: "已经开放了。"
        case .alreadyClosed: "已经结束了。"
        case .notClosed: "还没有结束，结束以后再出报告。"
        case .commentsUndecided: "还有留言没有看，都看过了再出报告。"
        case .alreadyReported: "报告已经出了，不再变动。"
        case .cancelled: "这场融媒体协商已经取消。"
        case .sumsDiffer: "各段加起来和总数不一样，请查清再填。"
        case .bucketsNotPossible:
            "时间要一段接一段、不重叠、不在以后，人次不少于0，最多\(MediaConsultation.Feed.bucketsMax)段。请核对。"
        }
    }

    var blamed: [String] {
        switch self {
        case .windowNotPossible: ["to"]
        case .sessionNotOpen, .alreadyPlanned: ["session"]
        case .sumsDiffer: ["total"]
        case .bucketsNotPossible: ["buckets"]
        case .notYours, .windowOver, .notOpen, .alreadyOpen, .alreadyClosed, .notClosed, .commentsUndecided,
            .alreadyReported, .cancelled:
            []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .windowNotPossible, .sumsDiffer, .bucketsNotPossible: .unprocessableContent
        case .sessionNotOpen, .alreadyPlanned, .windowOver, .notOpen, .alreadyOpen, .alreadyClosed, .notClosed,
            .commentsUndecided, .alreadyReported, .cancelled:
            .conflict
        }
    }
}
