// SPDX-License-Identifier: Apache-2.0

import Domain

/// A first draft of the minutes (会议纪要), made from what was recorded; the secretary goes on from it. It goes out to many,
/// so residents have numbers in it and no names.
struct SessionMinutes {
    let session: ConsultationSession
    let log: [EventStore.Entry<SessionEvent>]
    /// The public titles of the topics: minutes go out to all who took part.
    let topics: [String]

    var draft: String {
        let plan = session.plan
        let when = "\(plan.day.year)年\(plan.day.month)月\(plan.day.dayOfMonth)日\(SessionWording.time(plan.minuteOfDay))"
        let head = "时间：\(when)\n地点：\(plan.place.words ?? "")\n议题：\(topics.joined(separator: "；"))"
        let people = "到会：\(present)"
        let opinions = log.compactMap { opinion($0.event) }.enumerated().map { "\($0 + 1). \($1)" }
        let said = opinions.isEmpty ? "" : "主要意见：\n" + opinions.joined(separator: "\n")
        return [head, people, said, conclusion].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var present: String {
        session.participants.filter(\.isPresent).map { person in
            "\(SessionNames.masked(session).name(person))（\(SessionWording.name(person.category))）"
        }.joined(separator: "、")
    }

    private var conclusion: String {
        switch session.conclusion {
        case .consensus(let text): "一致意见：\(text.words ?? "")"
        case .noConsensus(let reason): "没有形成一致意见：\(reason.words ?? "")"
        case nil: ""
        }
    }

    private func opinion(_ event: SessionEvent) -> String? {
        let said: ConsultationSession.Opinion? =
            switch event {
            case .opinionRecorded(let opinion): opinion
            case .turnEnded(_, _, let opinion): opinion
            case _: nil
            }
        guard let opinion = said else { return nil }
        let speaker = SessionNames.masked(session).name(opinion.participant)
        return "\(speaker)：\(opinion.text.words ?? "")"
    }
}
