// SPDX-License-Identifier: Apache-2.0

import Domain

/// A media consultation as everybody may know it, and comments as those see them who wrote them.
enum LiveAPI {
    private static let count = Schema.integer(minimum: 0)
    private static let live = Operation.Parameter(
        name: "live", place: .path, schema: .id, meaning: "The media consultation's id.")
    private static let comment = Operation.Parameter(
        name: "comment", place: .path, schema: .id, meaning: "The comment's id.")

    private static let publicComment = Schema.object([
        ("id", .id), ("name", .text), ("words", .text), ("likes", count), ("unitName", .nullable(.text)),
        ("answer", .nullable(.text)), ("sentAt", .moment), ("cutInAt", .nullable(.moment)),
    ])

    static func json(_ comment: CommentListStore.Listed) -> JSON {
        [
            "id": .string(comment.id.text), "name": .string(LiveContent.name(comment)),
            "words": .string(LiveContent.words(comment)), "likes": .integer(Int64(comment.likes)),
            "unitName": .optional(comment.unitName), "answer": .optional(comment.answer),
            "sentAt": MediaAPI.moment(comment.sentAt), "cutInAt": comment.cutInAt.map(MediaAPI.moment) ?? .null,
        ]
    }

    static let read = Operation(
        id: "readPublicLive",
        summary: "Reads a media consultation: who speaks, the question at hand, its answer, and the figures.",
        parameters: [live],
        success: .init(
            status: 200, meaning: "The consultation as it is at this moment.",
            schema: .object([
                ("id", .id), ("session", .id), ("title", .text), ("roomName", .text), ("state", MediaAPI.state),
                ("opensAt", .moment), ("closesAt", .moment), ("takesComments", .boolean), ("speaker", .nullable(.text)),
                ("atHand", .nullable(publicComment)), ("heads", .nullable(count)), ("views", .nullable(count)),
                ("figures", MediaAPI.figures),
            ])))

    static func json(_ content: LiveContent, at now: Instant) -> JSON {
        let record = content.record
        return [
            "id": .string(record.id.text), "session": .string(content.session.id.text),
            "title": .string(content.title), "roomName": .string(content.roomName),
            "state": .string(record.state.name.rawValue), "opensAt": MediaAPI.moment(record.plan.opensAt),
            "closesAt": MediaAPI.moment(record.plan.closesAt),
            "takesComments": .boolean(record.takesComments(at: now)), "speaker": .optional(content.speaker),
            "atHand": content.atHand.map { json($0) } ?? .null, "heads": MediaAPI.number(record.headCount?.count),
            "views": MediaAPI.number(record.views), "figures": MediaAPI.json(content.figures),
        ]
    }

    static let comments = Operation(
        id: "listPublicComments",
        summary: "Lists the comments of a media consultation that were approved, newest first.",
        parameters: [live, .limit, .cursor],
        success: .init(status: 200, meaning: "A page of comments.", schema: .page(of: publicComment)))

    static let own = Operation(
        id: "listOwnComments", summary: "Lists one's own comments on a media consultation, latest first.",
        parameters: [live],
        success: .init(
            status: 200, meaning: "The comments.", schema: .object([("items", .array(CommentAPI.listed))])))

    static let ownEverywhere = Operation(
        id: "listOwnCommentsEverywhere", summary: "Lists one's own comments on all media consultations, latest first.",
        success: .init(
            status: 200, meaning: "The comments.", schema: .object([("items", .array(CommentAPI.listed))])))

    static let send = Operation(
        id: "sendComment", summary: "Says something to the room; a moderator looks at it before others can read it.",
        parameters: [live], body: LiveRoutes.fields(.standard), isIdempotent: true,
        success: .init(status: 201, meaning: "Taken in.", schema: CommentAPI.comment))

    static let like = Operation(
        id: "likeComment", summary: "Finds a comment right; an account counts once.", parameters: [live, comment],
        body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "How many do.", schema: .object([("likes", count)])))

    static let withdraw = Operation(
        id: "withdrawComment", summary: "Takes one's own comment back, as long as the room has not seen it.",
        parameters: [live, comment], body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "Taken back; its words are gone.", schema: CommentAPI.comment))
}
