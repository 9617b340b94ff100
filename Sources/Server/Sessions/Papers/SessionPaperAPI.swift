// SPDX-License-Identifier: Apache-2.0

import Domain

/// Papers as those read them who may, and what everybody may read of them.
enum SessionPaperAPI {
    static let paper = Operation.Parameter(name: "paper", place: .path, schema: .id, meaning: "The paper's id.")
    private static let session = Operation.Parameter(
        name: "session", place: .path, schema: .id, meaning: "The session's id.")

    static let schema = Schema.array(
        .object([("id", .id), ("title", .nullable(.text)), ("handedInOn", .day), ("isPublic", .boolean)]))

    static func json(_ papers: [ConsultationSession.Paper]) -> JSON {
        .array(
            papers.map { paper in
                [
                    "id": .string(paper.id.text), "title": .optional(paper.title.words),
                    "handedInOn": .string(paper.handedInOn.description), "isPublic": .boolean(paper.isPublic),
                ]
            })
    }

    /// As the desk reads them: with the file, who handed it in, and whether it came late.
    static let deskSchema = Schema.array(
        .object([
            ("id", .id), ("title", .nullable(.text)), ("handedInOn", .day), ("isPublic", .boolean), ("file", .id),
            ("author", .nullable(.id)), ("handedInBy", .id), ("isLate", .boolean),
        ]))

    static func json(_ session: ConsultationSession, _ practice: Practice) -> JSON {
        .array(
            session.papers.map { paper in
                [
                    "id": .string(paper.id.text), "title": .optional(paper.title.words),
                    "handedInOn": .string(paper.handedInOn.description), "isPublic": .boolean(paper.isPublic),
                    "file": .string(paper.file.text), "author": .optional(paper.author?.text),
                    "handedInBy": .string(paper.handedInBy.text),
                    "isLate": .boolean(session.isLate(paper, practice)),
                ]
            })
    }

    static let read = Operation(
        id: "readPublicPaper", summary: "Reads a paper of an announced session that is public.",
        parameters: [session, paper],
        success: .init(
            status: 200, meaning: "The file as it is.", schema: nil,
            fileTypes: Attachment.MediaType.allCases.map(\.rawValue)))
}
