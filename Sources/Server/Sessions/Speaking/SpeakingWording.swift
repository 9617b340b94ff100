// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the order of speaking sounds.
enum SpeakingWording {
    static let places = ConsultationSession.Place.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    private static func name(_ place: ConsultationSession.Place) -> String {
        switch place {
        case .first: "排到第一个"
        case .earlier: "往前一位"
        case .later: "往后一位"
        case .last: "排到最后"
        case .off: "移出名单"
        }
    }

    /// `3分20秒`.
    static func duration(_ seconds: Int) -> String {
        let (minutes, rest) = (seconds / 60, seconds % 60)
        return minutes == 0 ? "\(rest)秒" : rest == 0 ? "\(minutes)分钟" : "\(minutes)分\(rest)秒"
    }

    /// How many seconds somebody has still; below zero when the time is over.
    static func seconds(_ floor: ConsultationSession.Floor, at now: Instant) -> Int {
        Int((floor.until.milliseconds - now.milliseconds) / 1000)
    }

    /// How long somebody has still, or by how much the time is over.
    static func left(_ floor: ConsultationSession.Floor, at now: Instant) -> String {
        let seconds = seconds(floor, at: now)
        return seconds >= 0 ? "还剩\(duration(seconds))" : "超了\(duration(-seconds))"
    }

    /// How long somebody spoke, and that it was longer than meant.
    static func spoken(_ turn: ConsultationSession.Turn) -> String {
        let over = turn.seconds - turn.minutes * 60
        return duration(turn.seconds) + (over > 0 ? "（超了\(duration(over))）" : "")
    }

    static func waiting(_ speaker: ConsultationSession.Speaker) -> String {
        "\(speaker.minutes)分钟\(speaker.hasAsked ? "，自己要求" : "")"
    }

    /// What a participant reads of the own turn.
    static func own(_ id: Participant.ID, _ session: ConsultationSession) -> String? {
        if session.floor?.participant == id { return "现在请您发言。" }
        guard let index = session.waiting.firstIndex(where: { $0.participant == id }) else { return nil }
        return index == 0 ? "下一位就是您。" : "您排在发言名单第\(index + 1)位。"
    }
}
