// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a media consultation is planned by, and how its fields are read.
enum MediaFields {
    static let plan: [InputField] = [
        InputField("day", "哪天开", .day), InputField("from", "几点开放留言", .time),
        InputField("endDay", "到哪天", .day, isRequired: false, help: "不填就是当天结束。"), InputField("to", "几点结束", .time),
        InputField("stream", "直播地址", .line(limit: 500), isRequired: false, help: "要以https://开头；没有直播的不填。"),
    ]
    static let session = InputField("session", "哪场协商会", .reference(.ownTopics))

    /// The window and the stream, as the form says them.
    static func plan(_ input: Input) throws -> MediaConsultation.Plan {
        let stream = input.optional("stream")
        if let stream, StreamAddress(stream) == nil {
            throw InputProblems([.init(field: "stream", sentence: "直播地址要以https://开头，后面是网址，不能带用户名。")])
        }
        let (day, from, to) = (input.day("day"), input.minuteOfDay("from"), input.minuteOfDay("to"))
        let end = input.optional("endDay").flatMap { Day($0) } ?? day
        return .init(
            opensAt: Instant(day, hour: from / 60, minute: from % 60),
            closesAt: Instant(end, hour: to / 60, minute: to % 60), stream: stream)
    }

    /// What stands in a field of the plan.
    static func value(of field: String, in plan: MediaConsultation.Plan) -> String {
        switch field {
        case "day": plan.opensAt.day.description
        case "from": time(plan.opensAt)
        case "endDay": plan.closesAt.day.description
        case "to": time(plan.closesAt)
        default: plan.stream?.words ?? ""
        }
    }

    private static func time(_ moment: Instant) -> String {
        SessionWording.time(Int(moment.millisecondsIntoDay / 60_000))
    }

    /// What a platform counted.
    static let views: [InputField] = [
        InputField("platform", "哪个平台", .line(limit: 40)),
        InputField("source", "数字从哪里来", .choice(MediaWording.sources)),
        InputField("day", "第一段是哪天", .day),
        InputField(
            "buckets", "每段时间的观看人次", .paragraph(limit: 16_000),
            help: "一行一段：开始,结束,人次，如 19:00,19:30,12000。表格软件导出的CSV可以直接贴进来；过了零点的写在后面，日期自动往后算。"),
        InputField("total", "平台说一共多少人次", .line(limit: 12), help: "要和各段加起来一样，不一样请查清再填。"),
    ]

    /// A whole number of people or views; throws for anything else.
    static func number(_ field: String, _ input: Input, in range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(input.text(field)), range.contains(number) else {
            throw InputProblems([
                .init(field: field, sentence: "要填\(range.lowerBound)到\(range.upperBound)之间的整数。")
            ])
        }
        return number
    }
}
