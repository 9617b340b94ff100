// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How sessions sound on the desk and to residents.
enum SessionWording {
    /// The state's one name in the product.
    static func name(_ state: ConsultationSession.State.Name) -> String {
        switch state {
        case .planned: "已计划"
        case .announced: "已公告"
        case .ready: "已就绪"
        case .inProgress: "正在开"
        case .concluded: "已结束，待写纪要"
        case .minutesDrafted: "纪要征求意见"
        case .minutesConfirmed: "纪要已确认"
        case .outcomeIssued: "成果已签发"
        case .archived: "已归档"
        case .postponed: "改期"
        case .cancelled: "已取消"
        }
    }

    static func chip(_ state: ConsultationSession.State.Name) -> Chip {
        switch state {
        case .planned, .postponed: Chip(word: name(state), icon: .ring, tone: .wait)
        case .announced, .ready: Chip(word: name(state), icon: .calendar, tone: .go)
        case .inProgress: Chip(word: name(state), icon: .now, tone: .live)
        case .concluded, .minutesDrafted, .minutesConfirmed: Chip(word: name(state), icon: .half, tone: .soon)
        case .outcomeIssued, .archived: Chip(word: name(state), icon: .done, tone: .done)
        case .cancelled: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    /// The state as everybody reads it: what is prepared inside is nobody's concern.
    static func publicChip(_ state: ConsultationSession.State.Name) -> Chip {
        switch state {
        case .planned, .announced, .ready: Chip(word: "要开的", icon: .calendar, tone: .go)
        case .inProgress: Chip(word: "正在开", icon: .now, tone: .live)
        case .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived:
            Chip(word: "开过了", icon: .done, tone: .done)
        case .postponed: Chip(word: "改期", icon: .ring, tone: .wait)
        case .cancelled: Chip(word: "取消了", icon: .off, tone: nil)
        }
    }

    static func name(_ category: ParticipantCategory) -> String {
        switch category {
        case .member: "政协委员"
        case .department: "部门负责人"
        case .grassroots: "基层组织负责人"
        case .people: "群众代表"
        case .expert: "专业人士"
        }
    }

    static let categories = ParticipantCategory.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ stance: ConsultationSession.Opinion.Stance) -> String {
        switch stance {
        case .suggestion: "建议"
        case .support: "赞成"
        case .objection: "不赞成"
        case .information: "说明情况"
        case .question: "插问"
        }
    }

    static let stances = ConsultationSession.Opinion.Stance.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    /// `14:30`.
    static func time(_ minuteOfDay: Int) -> String {
        let (hour, minute) = (minuteOfDay / 60, minuteOfDay % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// `3月4日（周三）14:30`.
    static func moment(_ day: Day, _ minuteOfDay: Int, today: Day) -> String {
        ChineseTime.day(day, today: today) + time(minuteOfDay)
    }

    /// When a session takes place; what was put off has no time yet.
    static func when(
        _ state: ConsultationSession.State.Name, _ day: Day, _ minuteOfDay: Int, today: Day
    ) -> String {
        state == .postponed ? "改期，新的时间待定" : moment(day, minuteOfDay, today: today)
    }

    static func when(_ session: ConsultationSession, today: Day) -> String {
        when(session.state.name, session.plan.day, session.plan.minuteOfDay, today: today)
    }

    /// Where a session is that is in no place.
    static let online = "线上"

    /// What came of it, in one sentence.
    static func result(_ conclusion: ConsultationSession.Conclusion) -> String {
        "\(reached(conclusion))：\(conclusion.text.words ?? TopicWording.erased)"
    }

    static func reached(_ conclusion: ConsultationSession.Conclusion) -> String {
        conclusion.isConsensus ? "形成一致意见" : "没有形成一致意见"
    }

    /// Until when whoever takes part may object to the draft of the minutes.
    static func objections(until day: Day, today: Day) -> String {
        "纪要草稿在征求意见，\(ChineseTime.date(day, today: today))以前（含当天）可以提异议。"
    }

    /// What a command is called on its button, and what a page is called where it is prepared.
    static func name(_ command: ConsultationSession.Command) -> String {
        switch command {
        case .announce: "公告这场会"
        case .invite: "请人参加"
        case .answer: "答复邀请"
        case .remind: "提醒没答复的人"
        case .approveLeave: "批准公假"
        case .recordVisit: "记看现场"
        case .noteLeader: "记领导参加"
        case .ready: "材料已发，准备好了"
        case .start: "开始"
        case .arrive: "我来签到"
        case .checkIn: "签到"
        case .recordOpinion: "记一条意见"
        case .enlist: "排发言名单"
        case .askFloor: "我要发言"
        case .reorder: "调整发言顺序"
        case .giveFloor: "请下一位发言"
        case .endTurn: "发言完了"
        case .pair: "老委员带新委员"
        case .handInPaper: "交材料"
        case .changePaper: "改材料（公开、撤掉）"
        case .concludeTopic: "写一个议题的结果"
        case .conclude: "结束，写明结果"
        case .draftMinutes: "写纪要"
        case .object: "对纪要提异议"
        case .draftItem: "写一件事项"
        case .confirmMinutes: "确认纪要"
        case .issueOutcome: "签发成果"
        case .archive: "归档"
        case .postpone: "改期"
        case .reschedule: "定新日子并公告"
        case .cancel: "取消这场会"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: ConsultationSession.Command) -> String {
        switch command {
        case .announce: "已公告，大家都能看到。"
        case .invite: "已加进名单。"
        case .answer: "答复记下了。"
        case .remind: "提醒发出去了。"
        case .approveLeave: "已批准，这场会不算他缺席。"
        case .recordVisit, .noteLeader: "已记下。"
        case .ready: "已就绪，到了日子就可以开始。"
        case .start: "已开始，请签到。"
        case .arrive, .checkIn: "已签到。"
        case .recordOpinion: "已记下。"
        case .enlist: "已排进发言名单。"
        case .askFloor: "已排进发言名单，轮到时请您讲。"
        case .reorder: "发言顺序已调整。"
        case .giveFloor: "开始计时。"
        case .endTurn: "发言完了，时间已记下。"
        case .pair: "已记下。"
        case .handInPaper: "材料已收下。"
        case .changePaper: "已改好。"
        case .concludeTopic: "这个议题的结果已记下。"
        case .conclude: "已结束，请在期限内写纪要。"
        case .draftMinutes: "纪要草稿已发给参加的人。"
        case .object: "异议已记下。"
        case .draftItem: "已写好一件事项，签发成果后交给单位。"
        case .confirmMinutes: "纪要已确认，请签发成果。"
        case .issueOutcome: "成果已签发，请把事项交给承办单位。"
        case .archive: "已归档。"
        case .postpone: "已改期，参加的人会收到通知。"
        case .reschedule: "新的日子已公告。"
        case .cancel: "已取消，议题可以另外安排。"
        }
    }
}

extension SessionRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这场会不归您办。"
        case .noTopic: "还没有选议题，至少选一件。"
        case .noProposal: "还没有选提案，至少选一件。"
        case .proposalNotOpen: "有的提案还没有立案、已经办结，或者选重了、超过了30件。"
        case .noHandlingMaterial: "有的提案单位还没有联系提案者，也没有写答复。先有办理材料，再协商。"
        case .topicNotOpen: "有的议题不在等开会，或者已经排进另一场会。"
        case .formNotYours: "这种协商形式由别的机构召集，您在这间议事室安排不了。请改选别的形式，或者请召集它的机构来安排。"
        case .coHostTwice: "联办的议事室选重了，或者选了牵头的这一间。"
        case .notResearched: "有的议题还没有调研记录。不调研，不协商。"
        case .noticeTooShort: "离开会太近了，参加的人来不及准备。请选晚一些的日子。"
        case .dayHasPassed: "这一天已经过了，请选今天以后的日子。"
        case .notAnnounced: "还没有公告，请召集人先公告。"
        case .alreadyAnnounced: "已经公告过了。"
        case .circleIncomplete: "该来的几类人还没有请全；缺哪一类，请写明原因。"
        case .papersLate: "材料发得比规定的晚，参加的人来不及看。请写明原因，或者改期。"
        case .notReady: "材料还没有发，请秘书先确认准备好了。"
        case .notYetTheDay: "还没有到开会的日子。"
        case .notInProgress: "会没有在开。"
        case .alreadyBegun: "会已经开始或者开过了。"
        case .nobodyPresent: "还没有人签到。"
        case .noVisit: "这种会先看现场再商量。请先记下看现场的情况。"
        case .alreadyListed: "他已经在发言名单上，或者正在发言。"
        case .nobodyWaits: "发言名单上还没有人。"
        case .floorTaken: "有人正在发言，请先等他讲完。"
        case .nobodySpeaks: "现在没有人在发言。"
        case .notPresent: "这位还没有签到，也不是线上参加。签到后再发言、记意见。"
        case .noPaper: "没有这份材料。"
        case .tooManyPapers: "一场会最多30份材料，请把用不着的撤掉。"
        case .tooManyLeaders: "一场会最多记20位领导。"
        case .noPair: "请选两位不同的委员，都要在名单上。"
        case .alreadyPresent: "已经签到了，没有重复算。"
        case .codeExpired: "数字不对，或者已经换了。请看大屏幕上现在的数字。"
        case .allAnswered: "都答复了，不用提醒。"
        case .remindedToday: "今天已经提醒过了，明天再提醒。"
        case .notOnline: "这场会没有开线上的，请选别的。"
        case .notByLink: "没有答复线上参加的，签到要填会场大屏幕上的数字。"
        case .isSubstitute: "已经是代别人来的，不能再请人代。"
        case .phoneOnList: "这个手机号名单上已经有了，一个号只请一次。请换一个，或者不写手机号。"
        case .tooManySubstitutes:
            "代会的人最多用短信请\(ConsultationSession.substitutesMax)次，已经够了。请不写手机号，自己告诉他。"
        case .notOpenToMembers: "这场会由议事室请人参加，不用报名。"
        case .alreadyJoined: "您已经在名单上了。"
        case .oneTopic: "这场会只有一个议题，结束时一起写明结果就行。"
        case .unknownParticipant: "名单上没有这一位，请先加进名单。"
        case .notConcluded: "会还没有结束。"
        case .noMinutes: "还没有纪要草稿。"
        case .tooManyObjections:
            "这一稿纪要最多提\(ConsultationSession.objectionsMax)条异议，已经够了。纪要改过以后还可以再提，也可以请秘书替您记。"
        case .minutesStand: "纪要已经确认，不能再改。"
        case .minutesNotConfirmed: "纪要还没有确认，请召集人先确认。"
        case .noItems: "谈成了的议题都要有事项：谁来办、什么时候办好。请秘书先写事项。"
        case .outcomeIssued: "成果已经签发了。"
        case .outcomeNotIssued: "成果还没有签发。"
        case .alreadyPostponed: "已经改期了，请定新的日子。"
        case .notPostponed: "这场会没有改期。"
        case .cancelled: "这场会已经取消了。"
        case .archived: "这场会已经归档了。"
        }
    }

    var blamed: [String] {
        switch self {
        case .noTopic, .topicNotOpen: ["topics", "topic"]
        case .noProposal, .proposalNotOpen: ["proposals"]
        case .dayHasPassed, .noticeTooShort: ["day"]
        case .unknownParticipant: ["participant", "present", "speakers", "speaker", "author"]
        case .circleIncomplete, .papersLate: ["waiver"]
        case .notOnline, .isSubstitute: ["reply"]
        case .phoneOnList, .tooManySubstitutes: ["substitutePhone"]
        case .codeExpired, .notByLink: ["code"]
        case .formNotYours: ["form"]
        case .coHostTwice: ["coHosts"]
        case .alreadyListed: ["speakers"]
        case .notPresent: ["speaker", "participant"]
        case .noPaper: ["paper"]
        case .noPair: ["member"]
        case .notYours, .notOpenToMembers, .alreadyJoined, .oneTopic, .notResearched, .noHandlingMaterial,
            .notAnnounced, .alreadyAnnounced, .notReady, .notYetTheDay,
            .notInProgress,
            .alreadyBegun, .nobodyPresent, .noVisit, .alreadyPresent, .allAnswered, .remindedToday, .notConcluded,
            .nobodyWaits, .floorTaken, .nobodySpeaks, .tooManyPapers, .tooManyLeaders, .noMinutes, .tooManyObjections,
            .minutesStand,
            .minutesNotConfirmed,
            .noItems,
            .outcomeIssued, .outcomeNotIssued, .alreadyPostponed, .notPostponed, .cancelled, .archived:
            []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .noTopic, .noProposal, .dayHasPassed, .noticeTooShort, .unknownParticipant, .circleIncomplete, .papersLate,
            .notOnline,
            .notByLink, .isSubstitute, .phoneOnList, .tooManySubstitutes, .codeExpired, .formNotYours, .coHostTwice,
            .alreadyListed,
            .notPresent, .noPaper, .noPair:
            .unprocessableContent
        case .topicNotOpen, .proposalNotOpen, .notOpenToMembers, .alreadyJoined, .oneTopic, .notResearched,
            .noHandlingMaterial, .notAnnounced,
            .alreadyAnnounced, .notReady, .notYetTheDay,
            .notInProgress,
            .alreadyBegun, .nobodyPresent, .noVisit, .alreadyPresent, .allAnswered, .remindedToday, .notConcluded,
            .nobodyWaits, .floorTaken, .nobodySpeaks, .tooManyPapers, .tooManyLeaders, .noMinutes, .tooManyObjections,
            .minutesStand, .minutesNotConfirmed, .noItems,
            .outcomeIssued, .outcomeNotIssued, .alreadyPostponed, .notPostponed, .cancelled, .archived:
            .conflict
        }
    }
}
