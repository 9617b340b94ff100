// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup
import Spreadsheets

/// The moderators' desk of one consultation, its report, and the list of what is left over.
struct ModerationRoutes: RouteGroup {
    let services: Services
    /// How many cards a column shows; the next come up as these are decided.
    private static let cardsMax = 40
    private static let leftOverMax = 1_000

    /// What is done on a card at once; what asks something has a page of its own.
    private static let immediate: [LiveComment.Command] = [.approve, .hold, .mark, .shortlist, .stepBack]

    private static let fields: [InputField] = [
        InputField("comment", "留言", .reference(.candidates)),
        InputField(
            "command", "怎么办",
            .choice(immediate.map { .init(code: $0.rawValue, label: CommentWording.name($0)) })),
        recordVersionField,
    ]

    var routes: [Route] {
        let moderation = "/desk/live/{record}/moderation"
        return [
            .desk(.get, moderation, for: MediaConsultation.holders) { try await desk($0, $1, nil) },
            .desk(.post, moderation, for: MediaConsultation.holders, act),
            .api(.get, moderation, CommentAPI.queue, for: MediaConsultation.holders, queueJSON),
            .desk(.get, "/desk/live/{record}/replay", for: MediaRoutes.readers, replay),
            .api(.get, "/desk/live/{record}/timeline", MediaAPI.timeline, for: MediaRoutes.readers, timelineJSON),
            .api(
                .get, "/desk/live/{record}/suggestions", CommentAPI.leftOver, for: MediaConsultation.holders,
                leftOverJSON),
            .desk(.get, "/desk/live/{record}/suggestions.csv", for: MediaConsultation.holders, leftOver),
        ]
    }

    // MARK: - The three columns

    private func columns(_ request: WebRequest, in transaction: Transaction) throws -> ModerationPage.Columns {
        let desk = CommentDesk(request, services)
        let record = try desk.media.visible(try request.id("record"), to: request.actor, in: transaction)
        func standing(_ states: [LiveComment.State.Name]) throws -> [CommentListStore.Listed] {
            try desk.lists.standing(states, of: record.id, limit: Self.cardsMax, in: transaction)
        }
        let undecided = try standing([.waiting]) + standing([.held])
        return .init(
            record: record, title: try desk.media.headline(record, in: transaction).title, undecided: undecided,
            // What was marked goes on to the room; of what may still be marked the newest is what somebody has in mind.
            published: try standing([.suggestion])
                + desk.lists.standing(
                    [.approved], of: record.id, order: .newest, limit: Self.cardsMax, in: transaction),
            queue: try standing([.cutIn]) + standing([.shortlisted]),
            counts: try desk.lists.counts(of: record.id, in: transaction),
            claims: try desk.claimStore.live(undecided.map(\.id), at: request.now, in: transaction),
            told: try StreamStore(tenant: request.site.tenant.id).last(
                of: LiveFace.channel(record.id, of: request.site.tenant.id), in: transaction))
    }

    private func desk(
        _ request: WebRequest, _ signedIn: SignedIn, _ refusal: String?
    ) async throws -> WebResponse {
        let columns = try await services.engine.read { try self.columns(request, in: $0) }
        let action = "/desk/live/\(columns.record.id)/moderation"
        let page = ModerationPage(
            columns: columns, profile: request.site.practice.profile, actor: request.actor, action: action,
            token: { request.token(for: $0) },
            today: request.now.day,
            stream: StreamRoutes.address(
                of: LiveFace.channel(columns.record.id, of: request.site.tenant.id), after: columns.told,
                for: request, services))
        let done = request.query["done"].flatMap(LiveComment.Command.init)
        let flash =
            refusal.map { Flash(sentence: $0, tone: .late) }
            ?? done.map { Flash(sentence: CommentWording.done($0)) }
        return Pages(request, services).desk(
            "审核留言", signedIn, place: .live, flash: flash, status: refusal == nil ? 200 : 409,
            content: page.html)
    }

    /// One card; what somebody else did first is said above the columns as they are now.
    private func act(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("record")
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.fields)
            let command: LiveComment.Command = input.choice("command")
            guard let act = CommentDesk.acts.first(where: { $0.command == command }) else { throw WebFailure.notFound }
            let desk = CommentDesk(request, services)
            let comment: LiveComment.ID = input.id("comment")
            do {
                return try await services.answered.once(request) { transaction in
                    let comment = try desk.visible(comment, to: request.actor, in: transaction)
                    guard comment.said.consultation == id else { throw WebFailure.notFound }
                    try desk.perform(act, input, on: comment, by: request.actor, at: request.now, in: transaction)
                    return .seeOther("/desk/live/\(id)/moderation?done=\(command.rawValue)")
                }
            } catch is ConsentMissing {
                // What it asks is answered on the act's own page.
                return .seeOther("/desk/\(CommentDesk.collection)/\(comment)/\(act.segment)")
            }
        } catch let problems as InputProblems {
            return try await self.desk(request, signedIn, problems.problems.first?.sentence)
        } catch let refusal as CommentRefusal where refusal != .notYours {
            return try await self.desk(request, signedIn, refusal.sentence)
        } catch WebFailure.changedMeanwhile {
            return try await self.desk(request, signedIn, WebFailure.changedMeanwhile.sentence)
        }
    }

    private func queueJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let columns = try await services.engine.read { try self.columns(request, in: $0) }
        let profile = request.site.practice.profile
        return .json([
            "undecided": .array(columns.undecided.map { CommentAPI.json($0, profile) }),
            "published": .array(columns.published.map { CommentAPI.json($0, profile) }),
            "queue": .array(columns.queue.map { CommentAPI.json($0, profile) }),
        ])
    }

    // MARK: - The report

    private func replay(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("record")
        let desk = CommentDesk(request, services)
        let report = try await services.engine.read { transaction in
            let record = try desk.media.visible(id, to: request.actor, in: transaction)
            return LiveReport(
                record: record, title: try desk.media.headline(record, in: transaction).title,
                figures: try desk.media.figures(of: record, in: transaction),
                leftOver: try desk.lists.standing([.suggestion, .shortlisted], of: id, limit: 50, in: transaction),
                timeline: try .read(of: record, services, request.site, in: transaction),
                people: try DirectoryStore().names(
                    of: Set(record.feeds.map(\.declaredBy)), tenant: request.site.tenant.id, in: transaction),
                opensComments: record.role(of: request.actor, for: .open) != nil,
                ways: record.state.name.isOver ? LeftOverWays.buttons(of: record, for: request.actor) : [],
                today: request.now.day)
        }
        return Pages(request, services).desk("数字和回放", signedIn, place: .live, content: report.html)
    }

    private func timelineJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("record")
        let desk = MediaDesk(request, services)
        let timeline = try await services.engine.read { transaction in
            let record = try desk.visible(id, to: request.actor, in: transaction)
            return try LiveTimeline.read(of: record, services, request.site, in: transaction)
        }
        return .json(timeline.json)
    }

    private func leftOver(_ request: WebRequest) async throws -> [CommentListStore.Listed] {
        let id: MediaConsultation.ID = try request.id("record")
        let desk = CommentDesk(request, services)
        return try await services.engine.read { transaction in
            _ = try desk.media.visible(id, to: request.actor, in: transaction)
            return try desk.lists.standing(
                [.suggestion, .shortlisted], of: id, limit: Self.leftOverMax, in: transaction)
        }
    }

    private func leftOverJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(["items": .array(try await leftOver(request).map { CommentAPI.json($0) })])
    }

    /// The suggestions that have neither reached the room nor an item, as a numbered list.
    private func leftOver(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let rows = try await leftOver(request)
        let file = TableFile(
            name: "融媒体协商建议清单",
            columns: ["序号", "建议", "点赞", "留言时间"].map { SpreadsheetColumn($0) })
        return try await file.response(
            rows.enumerated().map { index, comment in
                [
                    String(index + 1), comment.words ?? TopicWording.erased, String(comment.likes),
                    ChineseTime.rfc3339(comment.sentAt),
                ]
            }, format: .csv, services)
    }
}
