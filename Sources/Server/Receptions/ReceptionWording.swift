// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How reception days sound on the desk and to residents.
enum ReceptionWording {
    /// 3月12日（周四）杨柳社区议事室委员接待日
    static func title(_ day: Day, _ room: String, today: Day) -> String {
        "\(ChineseTime.day(day, today: today))\(room)委员接待日"
    }

    /// 09:00–11:30
    static func hours(_ hours: ReceptionHours) -> String {
        "\(SessionWording.time(hours.from))–\(SessionWording.time(hours.until))"
    }

    /// 09:20–09:40
    static func slot(_ minute: Int, _ hours: ReceptionHours) -> String {
        "\(SessionWording.time(minute))–\(SessionWording.time(minute + hours.slotMinutes))"
    }

    /// What a free place is worth knowing of.
    static func free(_ count: Int) -> String { count == 0 ? "约满了" : "还能约\(count)位" }

    static func name(_ state: ReceptionDay.State.Name) -> String {
        switch state {
        case .open: "可以预约"
        case .over: "已结束"
        case .cancelled: "已取消"
        }
    }

    /// What a day that nobody has ended is called once it has come, and once it has passed.
    private static func open(_ day: Day, today: Day) -> Chip {
        if day == today { return Chip(word: "今天接待", icon: .now, tone: .live) }
        return day < today
            ? Chip(word: "等秘书结束", icon: .half, tone: .soon) : Chip(word: name(.open), icon: .calendar, tone: .go)
    }

    static func chip(_ state: ReceptionDay.State.Name, _ day: Day, today: Day) -> Chip {
        switch state {
        case .open: open(day, today: today)
        case .over: Chip(word: name(state), icon: .done, tone: .done)
        case .cancelled: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    /// What came of a day, in numbers.
    static func sentence(_ figures: ReceptionListStore.Figures) -> String {
        "预约\(figures.booked)位，到场\(figures.came)位（其中没预约直接来的\(figures.walkIns)位），转成议题\(figures.topics)件"
    }

    static func name(_ command: ReceptionDay.Command) -> String {
        switch command {
        case .enterWalkIn: "登记直接来的人"
        case .finish: "结束这一天"
        case .revise: "改地点和委员"
        case .cancel: "取消这一天"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: ReceptionDay.Command) -> String {
        switch command {
        case .enterWalkIn: "登记好了，点开这一位就能记下说的话。"
        case .finish: "这一天结束了，名单上的称呼不再显示。"
        case .revise: "改好了，公开页上马上看得到。"
        case .cancel: "取消了，约过的人会知道。"
        }
    }

    static func name(_ event: ReceptionEvent) -> String {
        switch event {
        case .planned: "安排接待日"
        case .revised: "改地点和委员"
        case .walkedIn: "登记一位直接来的人"
        case .finished: "结束接待"
        case .cancelled: "取消接待日"
        }
    }

    /// What was said with an event.
    static func quote(_ event: ReceptionEvent) -> String? {
        switch event {
        case .cancelled(let reason): reason.words ?? TopicWording.erased
        case .planned, .revised, .walkedIn, .finished: nil
        }
    }
}

extension ReceptionRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "接待日由这间议事室的秘书安排；取消也可以由召集人来。"
        case .dayIsPast: "这一天已经过了，请选今天或以后的日子。"
        case .tooFarAhead: "最多提前\(ReceptionDay.daysAheadMax)天安排，请选近一点的日子。"
        case .noSlots: "这段时间排不出一个时段：结束要晚于开始，至少够一位的时间。"
        case .nobodyReceives: "请选1到\(ReceptionDay.membersMax)位委员来接待。"
        case .hoursOverlap: "这间议事室这段时间已经有接待日。错开时间，或者选“另开一桌，同时接待”。"
        case .notYet: "还没到这一天。"
        case .visitsWaiting: "还有约了的人没写到没到场，请先在名单里写上。"
        case .alreadyOver: "这一天已经结束了。"
        case .alreadyCancelled: "这一天已经取消了。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .dayIsPast, .tooFarAhead, .noSlots, .nobodyReceives, .hoursOverlap: .unprocessableContent
        case .notYet, .visitsWaiting, .alreadyOver, .alreadyCancelled: .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .dayIsPast, .tooFarAhead: ["day"]
        case .noSlots: ["until"]
        case .nobodyReceives: ["members"]
        case .hoursOverlap: ["from"]
        case .notYours: ["room"]
        case .notYet, .visitsWaiting, .alreadyOver, .alreadyCancelled: []
        }
    }
}
