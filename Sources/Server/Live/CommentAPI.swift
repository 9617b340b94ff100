// SPDX-License-Identifier: Apache-2.0

import Domain

/// Comments as the API shows them: to the desk, to everybody, and to whoever wrote them.
enum CommentAPI {
    static let state = Schema.string(values: LiveComment.State.Name.allCases.map(\.rawValue))
    private static let count = Schema.integer(minimum: 0)

    static let comment = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("consultation", .id), ("state", state),
        ("name", .nullable(.text)), ("words", .nullable(.text)), ("isSuggestion", .boolean), ("likes", count),
        ("unit", .nullable(.id)), ("cutInAt", .nullable(.moment)), ("answer", .nullable(.text)),
        ("answeredBy", .nullable(.string(values: LiveComment.Answer.Way.allCases.map(\.rawValue)))),
        ("isOnSpot", .nullable(.boolean)), ("item", .nullable(.id)), ("dueOn", .nullable(.day)),
        ("permittedCommands", .array(.string(values: LiveComment.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ comment: LiveComment, likes: Int, for actor: Actor) -> JSON {
        let isOnSpot: Bool? = if case .answered(let isOnSpot) = comment.state { isOnSpot } else { nil }
        let item: SuggestionItem.ID? = if case .itemised(let item) = comment.state { item } else { nil }
        return [
            "id": .string(comment.id.text), "version": .integer(Int64(comment.version)),
            "consultation": .string(comment.said.consultation.text), "state": .string(comment.state.name.rawValue),
            "name": .optional(comment.said.name.words), "words": .optional(comment.said.words.words),
            "isSuggestion": .boolean(comment.isSuggestion), "likes": .integer(Int64(likes)),
            "unit": .optional(comment.cutIn?.unit.text),
            "cutInAt": comment.cutIn.map { MediaAPI.moment($0.at) } ?? .null,
            "answer": .optional(comment.answer?.words.words), "answeredBy": .optional(comment.answer?.way.rawValue),
            "isOnSpot": isOnSpot.map(JSON.boolean) ?? .null, "item": .optional(item?.text),
            "dueOn": .optional(comment.deadline?.day.description),
            "permittedCommands": .array(
                comment.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    // MARK: - In lists

    static let listed = Schema.object([
        ("id", .id), ("consultation", .id), ("version", .integer(minimum: 1)), ("state", state),
        ("name", .nullable(.text)), ("words", .nullable(.text)), ("likes", count), ("unitName", .nullable(.text)),
        ("answer", .nullable(.text)), ("sentAt", .moment), ("cutInAt", .nullable(.moment)), ("dueOn", .nullable(.day)),
    ])

    static func json(_ listed: CommentListStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "consultation": .string(listed.consultation.text),
            "version": .integer(Int64(listed.version)), "state": .string(listed.state.rawValue),
            "name": .optional(listed.name), "words": .optional(listed.words), "likes": .integer(Int64(listed.likes)),
            "unitName": .optional(listed.unitName), "answer": .optional(listed.answer),
            "sentAt": MediaAPI.moment(listed.sentAt), "cutInAt": listed.cutInAt.map(MediaAPI.moment) ?? .null,
            "dueOn": .optional(listed.dueOn?.description),
        ]
    }

    /// A comment that moderators look at, with the words of the county's list that stand in it.
    static let moderated = listed.adding("watchedWords", .array(.text))

    static func json(_ listed: CommentListStore.Listed, _ profile: PracticeProfile) -> JSON {
        json(listed).adding("watchedWords", .array(listed.watchedWords(profile).map(JSON.string)))
    }

    static let one = Operation(
        id: "readComment", summary: "Reads a comment of a media consultation, with what one may do now.",
        parameters: [.record], success: .init(status: 200, meaning: "The comment.", schema: comment))

    static let list = Operation(
        id: "listComments", summary: "Lists the comments that reached a unit, owed first, by due day.",
        parameters: [
            .init(
                name: "part", place: .query,
                schema: .string(values: CommentListStore.Part.allCases.map(\.rawValue)),
                meaning: "Which of them; the open ones if not said."), .limit, .cursor,
        ],
        success: .init(status: 200, meaning: "A page of comments.", schema: .page(of: listed)))

    static let leftOver = Operation(
        id: "listLeftOverSuggestions",
        summary: "Lists the suggestions that have reached neither the room nor an item, in the order of coming.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "A thousand of them at most.", schema: .object([("items", .array(listed))])))

    static let queue = Operation(
        id: "readModerationQueue",
        summary:
            "Reads what waits for moderators, column by column, in the order of coming; what was published newest first, after the suggestions.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The three columns.",
            schema: .object([
                ("undecided", .array(moderated)), ("published", .array(moderated)), ("queue", .array(moderated)),
            ])))
}
