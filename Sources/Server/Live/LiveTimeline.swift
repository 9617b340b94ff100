// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What happened in the room and from outside, in one order: a consultation told again.
struct LiveTimeline: Sendable {
    let moments: [Moment]

    /// One thing that happened.
    struct Moment: Sendable {
        let at: Instant
        let kind: Kind
        let act: String
        let words: String?
    }

    /// What it was about.
    enum Kind: String, Sendable {
        case room, speaking, comment, answer, views
    }

    /// Reads it from the logs of the consultation, of its session and of each comment that reached the room.
    static func read(
        of record: MediaConsultation, _ services: Services, _ site: Site, in transaction: Transaction
    ) throws -> LiveTimeline {
        let media = MediaDesk(services: services, site: site)
        let comments = CommentDesk(services: services, site: site)
        let today = services.clock.now().day
        let room = try media.log(of: record.id, in: transaction).map { entry -> Moment in
            let (act, words) = MediaWording.words(entry.event, today: today)
            return Moment(at: entry.at, kind: isViews(entry.event) ? .views : .room, act: act, words: words)
        }
        let cutIn = try comments.lists.cutIn(of: record.id, in: transaction)
        let logs = try comments.logs(of: cutIn.map(\.id), in: transaction)
        let said = cutIn.flatMap { listed in (logs[listed.id] ?? []).compactMap { moment($0, of: listed) } }
        let speaking = try spoken(of: record.origin.session, media.sessions, in: transaction)
        return LiveTimeline(moments: (room + said + speaking).sorted { $0.at < $1.at })
    }

    private static func isViews(_ event: MediaEvent) -> Bool {
        if case .viewsDeclared = event { return true }
        return false
    }

    /// What of a comment was seen in the room.
    private static func moment(
        _ entry: EventStore.Entry<CommentEvent>, of listed: CommentListStore.Listed
    ) -> Moment? {
        let unit = listed.unitName ?? "单位"
        switch entry.event {
        case .cutIn:
            return Moment(
                at: entry.at, kind: .comment, act: "切入“\(LiveContent.name(listed))”的留言，请\(unit)回应",
                words: LiveContent.words(listed))
        case .answered(let answer):
            return Moment(
                at: entry.at, kind: .answer, act: "\(unit)\(CommentWording.name(answer.way))",
                words: answer.words.words ?? TopicWording.erased)
        case .followUpDue:
            return Moment(at: entry.at, kind: .comment, act: "会上没有答完，\(unit)会后书面答复", words: LiveContent.words(listed))
        case .sent, .approved, .held, .rejected, .marked, .shortlisted, .steppedBack, .redirected, .itemised,
            .withdrawn, .deadlineMoved:
            return nil
        }
    }

    /// Who spoke in the session, and how long.
    private static func spoken(
        of id: ConsultationSession.ID, _ sessions: SessionDesk, in transaction: Transaction
    ) throws -> [Moment] {
        guard let session = try sessions.session(id, in: transaction) else { return [] }
        let names = SessionNames.masked(session)
        return try sessions.log(of: id, in: transaction).compactMap { entry in
            switch entry.event {
            case .floorGiven(let person, _, _):
                Moment(at: entry.at, kind: .speaking, act: "\(names.name(person))发言", words: nil)
            case .opinionRecorded(let opinion) where opinion.stance == .question:
                Moment(
                    at: entry.at, kind: .speaking, act: "\(names.name(opinion.participant))插问",
                    words: opinion.text.words ?? TopicWording.erased)
            case .started: Moment(at: entry.at, kind: .room, act: "协商会开始", words: nil)
            case .concluded: Moment(at: entry.at, kind: .room, act: "协商会结束", words: nil)
            case _: nil
            }
        }
    }

    var json: JSON {
        [
            "items": .array(
                moments.map {
                    [
                        "at": MediaAPI.moment($0.at), "kind": .string($0.kind.rawValue), "act": .string($0.act),
                        "words": .optional($0.words),
                    ]
                })
        ]
    }
}
