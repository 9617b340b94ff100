// SPDX-License-Identifier: Apache-2.0

import Domain

extension CaseAct<MediaDesk> {
    static let revise = CaseAct(
        .revise, "revision", advice: "改时间、改直播地址。已经开放的，留言不受影响。", fields: { _ in MediaFields.plan },
        decide: { record, input, d in
            try record.revising(try MediaFields.plan(input), by: d.actor, at: d.now)
        })

    static let open = CaseAct(
        .open, "opening", advice: "开放后，用手机号登录过的居民就能留言，先由您这边看过才公开。",
        decide: { record, _, d in try record.opening(by: d.actor, at: d.now) })

    static let close = CaseAct(
        .close, "closing", advice: "结束后不再收留言。上了大屏没答完的，转给承办单位限期书面答复。", asksBack: true,
        decide: { record, _, d in try record.closing(by: d.actor, at: d.now) })

    static let countHeads = CaseAct(
        .countHeads, "heads", advice: "现场坐了多少人，照实数。可以再数，以最后一次为准。",
        fields: { _ in [InputField("count", "现场人数", .line(limit: 6))] },
        decide: { record, input, d in
            guard case .staff(let staff) = d.actor else { throw MediaRefusal.notYours }
            let range = MediaConsultation.HeadCount.range
            let count = try MediaFields.number("count", input, in: range)
            return try record.countingHeads(.init(count: count, at: d.now, by: staff.id), by: d.actor)
        })

    static let declareViews = CaseAct(
        .declareViews, "views", advice: "各平台的观看人次，按平台自己的数字填，写明从哪里来。同一平台再填一次，以后一次为准。",
        fields: { _ in MediaFields.views },
        decide: { record, input, d in
            guard case .staff(let staff) = d.actor else { throw MediaRefusal.notYours }
            let buckets = try ViewTable.read(input.text("buckets"), from: input.day("day"))
            let most = MediaConsultation.Feed.viewsMax
            let feed = MediaConsultation.Feed(
                platform: input.text("platform"), source: input.choice("source"),
                total: try MediaFields.number("total", input, in: 0...most), buckets: buckets, declaredBy: staff.id)
            return try record.declaring(feed, by: d.actor, at: d.now)
        })

    static let report = CaseAct(
        .report, "report", advice: "留言都看过了，写一段小结。数字由系统从记录里数，报告出了以后不再变。",
        publicFields: ["words"],
        fields: { _ in [InputField("words", "小结", .paragraph(limit: 2000))] },
        decide: { record, input, d in
            let figures = try d.desk.figures(of: record, in: d.transaction)
            return try record.reporting(
                input.text("words"), undecided: figures.undecided, by: d.actor, at: d.now)
        })

    static let cancel = CaseAct(
        .cancel, "cancellation", advice: "还没有开放的可以取消，以后能另外安排。",
        fields: { _ in [InputField("reason", "为什么取消", .paragraph(limit: 200))] },
        decide: { record, input, d in try record.cancelling(reason: input.text("reason"), by: d.actor) })
}
