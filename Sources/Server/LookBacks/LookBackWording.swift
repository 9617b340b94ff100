// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How look-backs sound.
enum LookBackWording {
    static func name(_ state: LookBack.State.Name) -> String {
        switch state {
        case .chosen: "选定"
        case .underWay: "正在看"
        case .concluded: "有结论"
        case .dropped: "不看了"
        }
    }

    static func chip(_ record: LookBack.State.Name, _ grade: LookBack.Grade?) -> Chip {
        switch record {
        case .chosen: Chip(word: name(record), icon: .ring, tone: .wait)
        case .underWay: Chip(word: name(record), icon: .half, tone: .go)
        case .concluded:
            switch grade {
            case .held, nil: Chip(word: grade.map(name) ?? name(record), icon: .done, tone: .done)
            case .partly: Chip(word: name(.partly), icon: .half, tone: .soon)
            case .relapsed: Chip(word: name(.relapsed), icon: .undo, tone: .late)
            }
        case .dropped: Chip(word: name(record), icon: .undo, tone: .wait)
        }
    }

    static func name(_ means: LookBack.Means) -> String {
        switch means {
        case .research: "再调研"
        case .inspection: "再视察"
        case .consultation: "再协商"
        }
    }

    static let means = LookBack.Means.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ grade: LookBack.Grade) -> String {
        switch grade {
        case .held: "保持住了"
        case .partly: "有些反复"
        case .relapsed: "反弹了"
        }
    }

    static let grades = LookBack.Grade.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ command: LookBack.Command) -> String {
        switch command {
        case .look: "记一次"
        case .ask: "再请大家确认"
        case .conclude: "写结论"
        case .drop: "不看了"
        }
    }

    static func done(_ command: LookBack.Command) -> String {
        switch command {
        case .look: "已记下。"
        case .ask: "正在请大家再说一说。"
        case .conclude: "结论已写好。"
        case .drop: "这件不看了，可以另选。"
        }
    }

    /// What is said while nothing was chosen.
    static func owed(_ year: Int) -> String { "\(year)年还没有选回头看的课题。每年要从上一年协商过的议题里选一两件。" }

    /// What an event says in the trace, and what was written with it.
    static func words(_ event: LookBackEvent, today: Day) -> (act: String, quote: String?) {
        switch event {
        case .chosen(let choice): ("选为\(choice.year)年回头看的课题", text(choice.reason))
        case .looked(let step):
            (
                "\(ChineseTime.date(step.day, today: today))\(name(step.means))，\(text(step.people))", text(step.found)
            )
        case .asked(let inquiries, let deadline):
            ("再请大家确认\(inquiries.count)件事项，到\(ChineseTime.date(deadline.day, today: today))", nil)
        case .concluded(let verdict): ("结论：\(name(verdict.grade))", text(verdict.words))
        case .dropped(let reason): ("不看了", text(reason))
        case .deadlineMoved(let deadline): (DeadlineWording.moved(deadline, today: today), nil)
        }
    }

    private static func text(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}

extension LookBackRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件回头看不归您办。选题和不看了，由负责全县的召集人或者领导定。"
        case .notHandled: "这件议题没有单位办结的事项，不能回头看。"
        case .notLastYear: "只能选上一年协商过的议题。"
        case .enoughChosen: "今年已经选了两件，够了。"
        case .alreadyChosen: "这件议题今年已经选过了。"
        case .notLooked: "还没有再调研、再视察或再协商，不能下结论。"
        case .notAsked: "还没有再请大家确认，不能下结论。"
        case .alreadyAsked: "已经请大家确认了。"
        case .stillAsking: "还有人没有答复，也没有过确认期限，再等一等。"
        case .dayNotPossible: "这一天不对：不能是以后，也不能早于今年。"
        case .ended: "这件回头看已经结束了。"
        }
    }

    var blamed: [String] {
        switch self {
        case .dayNotPossible: ["day"]
        case .notHandled, .notLastYear, .alreadyChosen, .enoughChosen: ["topic"]
        case .notYours, .notLooked, .notAsked, .alreadyAsked, .stillAsking, .ended: []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .dayNotPossible: .unprocessableContent
        case .notHandled, .notLastYear, .enoughChosen, .alreadyChosen, .notLooked, .notAsked, .alreadyAsked,
            .stillAsking, .ended:
            .conflict
        }
    }
}
