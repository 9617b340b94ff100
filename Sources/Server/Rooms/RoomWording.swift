// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How rooms and their codes sound.
enum RoomWording {
    static func name(_ gap: Room.Gap) -> String {
        switch gap {
        case .convener: "召集人"
        case .secretary: "秘书"
        case .host: "依托单位"
        case .place: "场所"
        case .sign: "标识"
        case .rules: "制度"
        case .procedure: "程序"
        case .activities: "近一年的活动"
        case .results: "近一年的成果"
        }
    }

    /// What to do about it, for the desk.
    static func advice(_ gap: Room.Gap) -> String {
        switch gap {
        case .convener, .secretary: "请系统管理员在名册里填上这一位。"
        case .host: "企业、界别议事室要写明是谁的，请系统管理员在名册里填上。"
        case .place, .sign, .rules, .procedure: "有了以后，请系统管理员在名册里改成“是”。"
        case .activities: "近十二个月还没有开过协商会。开过就自动算上。"
        case .results: "近十二个月还没有发布过协商成果。发布了就自动算上。"
        }
    }

    /// What to do where nobody can act in a post of the room.
    static let vacancyAdvice = "新提的议题由管这一片或者全县的秘书收到。请系统管理员在名册里填上人，安全管理员给他开账号、按名册给职务。"

    static func chip(_ gaps: [Room.Gap]) -> Chip {
        gaps.isEmpty
            ? Chip(word: "六有齐备", icon: .done, tone: .done) : Chip(word: "还缺\(gaps.count)项", icon: .half, tone: .wait)
    }

    /// What is missing, by name; nil when nothing is.
    static func missing(_ gaps: [Room.Gap]) -> String? {
        gaps.isEmpty ? nil : "缺\(gaps.map(name).joined(separator: "、"))"
    }

    static func name(_ function: Room.Function) -> String {
        switch function {
        case .consultation: "协商议事"
        case .opinions: "社情民意收集"
        case .membersHome: "委员之家"
        case .library: "书香政协"
        }
    }

    static func names(_ functions: Set<Room.Function>) -> String {
        Room.Function.allCases.filter(functions.contains).map(name).joined(separator: "、")
    }

    /// What stands above a room's name on its poster and card: the committee, the whole, and what the county calls such a place
    /// (A2-04), unless the room's own name says it.
    static func organ(_ committee: String, _ names: RoomPractice, over room: String) -> String {
        ([committee, names.platform] + (room.contains(names.venue) ? [] : [names.venue])).joined(separator: " · ")
    }

    /// A code that was replaced, and how often somebody still came by it in the last so many days.
    static func former(_ former: RoomCodeStore.Former, days: Int, today: Day) -> String {
        let replaced = "\(former.token.text)（\(ChineseTime.day(former.replacedAt.day, today: today))更换"
        guard let last = former.lastOn else { return "\(replaced)）" }
        return "\(replaced)，近\(days)天还有人扫了\(former.times)次，最近一次\(ChineseTime.day(last, today: today))）"
    }

    /// That old codes still hang somewhere.
    static func hanging(_ former: [RoomCodeStore.Former]) -> String {
        let codes = former.map { "“\($0.token.text)”\($0.times)次" }.joined(separator: "、")
        return "还有人在扫旧码：\(codes)。哪里还贴着旧海报、旧桌牌，请换成新的。"
    }

    static func name(_ purpose: ScanPurpose) -> String {
        switch purpose {
        case .arrive: "扫码进来"
        case .raise: "提议题"
        case .advise: "提建议"
        case .join: "看协商会"
        case .follow: "查进度"
        }
    }

    static func name(_ command: RoomCode.Command) -> String {
        switch command {
        case .renew: "更换议事码"
        case .makeSlips: "印一批纸条"
        case .voidSlips: "作废一批纸条"
        case .pauseIntake: "暂停提议题"
        case .resumeIntake: "恢复提议题"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: RoomCode.Command) -> String {
        switch command {
        case .renew: "议事码换好了。请重新打印海报和台卡；旧码扫开会告诉大家换了新码。"
        case .makeSlips: "纸条做好了，请打印。"
        case .voidSlips: "这一批作废了，没用掉的不能再用。要的话，请另印一批。"
        case .pauseIntake: "已经暂停。扫码的人会看到原因，别的议事室照常。"
        case .resumeIntake: "已经恢复，扫码就能提议题。"
        }
    }

    static func name(_ event: RoomCodeEvent, today: Day) -> String {
        switch event {
        case .renewed(let old, let new, _, let voidsSlips):
            "更换议事码：\(old)换成\(new)\(voidsSlips == true ? "，没用掉的纸条一起作废" : "")"
        case .slipsMade(_, let count, let day): "做了\(count)张纸条，有效到\(ChineseTime.day(day, today: today))"
        case .slipsVoided: "作废一批纸条"
        case .intakePaused: "暂停提议题"
        case .intakeResumed: "恢复提议题"
        case .recordsFollowed(let area, let count): "议事室换到区域\(area.text)，以前的\(count)条记录跟着过去了"
        }
    }

    /// A batch of slips in a list to choose from.
    static func batch(_ counted: SlipStore.Counted, today: Day) -> String {
        let batch = counted.batch
        return "\(ChineseTime.day(batch.madeAt.day, today: today))做的，用掉\(counted.used)/\(batch.count)张，"
            + "有效到\(ChineseTime.day(batch.validUntil, today: today))"
    }

    /// How long a batch of slips is good, was, or would have been.
    static func validity(_ batch: SlipBatch, today: Day) -> String {
        let until = "有效到\(ChineseTime.day(batch.validUntil, today: today))"
        if let day = batch.voidedAt?.day { return "\(ChineseTime.day(day, today: today))作废，原来\(until)" }
        return today > batch.validUntil ? "已过期，\(until)" : until
    }

    static func reason(_ event: RoomCodeEvent) -> String? {
        switch event {
        case .renewed(_, _, let reason, _): reason.words ?? TopicWording.erased
        case .slipsVoided(_, let reason): reason.words ?? TopicWording.erased
        case .intakePaused(let reason, _): reason.words ?? TopicWording.erased
        case .slipsMade, .intakeResumed, .recordsFollowed: nil
        }
    }

    /// Why and since when nothing is taken in, and what one can do instead: for whoever scans the code.
    static func paused(_ pause: RoomCode.Pause) -> String {
        let since = pause.since.day
        let words = pause.reason.words ?? ""
        let reason = words.hasSuffix("。") ? String(words.dropLast()) : words
        return "这间议事室从\(since.month)月\(since.dayOfMonth)日起暂停提新的议题：\(reason)。别的议事室照常，可以到首页另选一间；急事请打页面下面的电话。"
            + "已经提过的，凭查询码照样能查。"
    }

    /// What the units claim and what the people say, beside each other.
    static func note(claimed: OutcomeClass?, word: ConfirmationTally?) -> String {
        guard let claimed else {
            return "议事室当场办理并答复\(word.map { "；大家说：\(ItemWording.tally($0))" } ?? "")"
        }
        return "单位报告：\(ItemWording.name(claimed))；大家说：\(ItemWording.tally(word ?? ConfirmationTally()))"
    }
}

extension RoomCodeRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "只有这间议事室的秘书和召集人能做这件事。"
        case .roomClosed: "这间议事室已经停用。"
        case .dayIsPast: "这一天已经过了，请选今天或以后的日子。"
        case .tooFarAhead: "纸条最多\(RoomCode.slipDaysMax)天有效，请选近一点的日子。"
        case .alreadyVoid: "这批纸条已经作废了。"
        case .slipsOver: "这批纸条已经过期，不用再作废。"
        case .noSlipsOut: "外面没有还能用的纸条，不用作废。"
        case .alreadyPaused: "这间议事室已经暂停提议题了。"
        case .notPaused: "这间议事室没有暂停，扫码就能提议题。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .roomClosed: .gone
        case .dayIsPast, .tooFarAhead: .unprocessableContent
        case .alreadyVoid, .slipsOver, .noSlipsOut, .alreadyPaused, .notPaused: .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .notYours, .roomClosed, .noSlipsOut, .alreadyPaused, .notPaused: []
        case .alreadyVoid, .slipsOver: ["batch"]
        case .dayIsPast, .tooFarAhead: ["until"]
        }
    }
}

extension SlipRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .alreadyUsed: "这张纸条已经用过了，一张只能用一次。提过议题的，看进度请用提交后给您的查询码。"
        case .void: "这张纸条和同一批的一起作废了，不是您的错。请向议事室另要一张；有手机的，扫议事室的码也能提。"
        case .overdue: "这张纸条过期了。请向议事室再要一张。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .alreadyUsed: .conflict
        case .void, .overdue: .gone
        }
    }
}
