// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the time to the first answer sounds.
enum AnswerTimeWording {
    /// 一半当天答复, 一半在3天内答复; nil where nothing was answered.
    static func half(_ times: AnswerTimes) -> String? {
        times.medianDays.map { $0 == 0 ? "一半当天就有答复" : "一半在\($0)天内有答复" }
    }

    /// The figure in one line, with what it was counted from.
    static func line(_ times: AnswerTimes) -> String {
        guard times.received > 0 else { return "近一年还没有收到议题" }
        let open = times.unanswered > 0 ? "，\(times.unanswered)件还没有" : ""
        let answered = "收到\(times.received)件，\(times.answeredCount)件有了第一次答复\(open)"
        return half(times).map { "\($0)（近一年\(answered)）" } ?? "近一年\(answered)"
    }

    /// How long one topic took.
    static func took(_ line: AnswerTimeStore.Line, today: Day) -> String {
        let received = "\(ChineseTime.date(line.receivedOn, today: today))收到"
        guard let answered = line.answeredOn else {
            return "\(received)，还没有答复，已经\(today.number - line.receivedOn.number)天"
        }
        let days = answered.number - line.receivedOn.number
        return "\(received)，\(days == 0 ? "当天" : "\(days)天后")第一次答复"
    }
}
