// SPDX-License-Identifier: Apache-2.0

import Domain

/// A first draft of the minutes (会议纪要), made from what was recorded; the secretary goes on from it. It goes out to many,
/// so residents have numbers in it and no names.
struct SessionMinutes {
    let session: ConsultationSession
    let log: [EventStore.Entry<SessionEvent>]
    /// The public titles of the topics: minutes go out to all who took part.
    let topics: [(id: Topic.ID, title: String)]
    /// What the proposals are called whose handling was talked over.
    var proposals: [String] = []

    var draft: String {
        let plan = session.plan
        let when = "\(plan.day.year)年\(plan.day.month)月\(plan.day.dayOfMonth)日\(SessionWording.time(plan.minuteOfDay))"
        let about =
            proposals.isEmpty
            ? "议题：\(topics.map(\.title).joined(separator: "；"))" : "协商的提案：\(proposals.joined(separator: "；"))"
        let head = "时间：\(when)\n地点：\(plan.place.words ?? "")\n\(about)"
        let people = "到会：\(present)"
        return
            ([head, people, leaders, said("主要意见", on: nil)]
            + topics.flatMap { topic in
                [said("对“\(topic.title)”的意见", on: topic.id), conclusion(of: topic)]
            } + [session.conclusion.map(SessionWording.result) ?? ""]).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var present: String {
        session.participants.filter(\.isPresent).map { person in
            "\(SessionNames.masked(session).name(person))（\(SessionWording.name(person.category))）"
        }.joined(separator: "、")
    }

    /// Leaders who were there, with what they told and answered (A1-04).
    private var leaders: String {
        session.leaders.filter { $0.presence == .present }.map { leader in
            let told = SessionLeaderWording.told(leader)
                .map { "\($0.0)：\($0.1.words ?? "")" }
            return (["\(SessionLeaderWording.name(leader.side))领导\(leader.who.words ?? "")到会"] + told)
                .joined(separator: "。")
        }.joined(separator: "\n")
    }

    /// What was stated on a topic alone.
    private func conclusion(of topic: (id: Topic.ID, title: String)) -> String {
        session.topicConclusions[topic.id].map { "“\(topic.title)”\(SessionWording.result($0))" } ?? ""
    }

    /// What was said on a topic, or on no single one.
    private func said(_ heading: String, on topic: Topic.ID?) -> String {
        let opinions = log.compactMap { opinion($0.event, on: topic) }.enumerated().map { "\($0 + 1). \($1)" }
        return opinions.isEmpty ? "" : "\(heading)：\n" + opinions.joined(separator: "\n")
    }

    private func opinion(_ event: SessionEvent, on topic: Topic.ID?) -> String? {
        let said: ConsultationSession.Opinion? =
            switch event {
            case .opinionRecorded(let opinion): opinion
            case .turnEnded(_, _, let opinion): opinion
            case _: nil
            }
        guard let opinion = said, opinion.topic == topic else { return nil }
        let speaker = SessionNames.masked(session).name(opinion.participant)
        return "\(speaker)：\(opinion.text.words ?? "")"
    }
}
