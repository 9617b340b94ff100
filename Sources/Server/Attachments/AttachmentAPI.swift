// SPDX-License-Identifier: Apache-2.0

import Domain

/// Attachments as other programs see them.
enum AttachmentAPI {
    static let upload = Operation(
        id: "uploadAttachment",
        summary: "Upload a photo or a document; it waits a day for the record it is to be attached to.",
        parameters: [
            .init(name: "name", place: .query, schema: .string(maxLength: 500), meaning: "The name of the file.")
        ],
        takesFile: true, isIdempotent: true,
        success: .init(status: 201, meaning: "The attachment as it is kept.", schema: schema))

    static let uploadPhoto = Operation(
        id: "uploadPhoto",
        summary: "Upload a photo for a topic that is about to be raised; no sign-in. It waits a day for the topic.",
        takesFile: true, isIdempotent: true,
        success: .init(
            status: 201, meaning: "What to name the photo by when the topic is raised.",
            schema: .object([("photo", .string(pattern: PhotoPass.pattern))])))

    static let download = Operation(
        id: "getAttachment", summary: "A photo or a document.",
        parameters: [.init(name: "attachment", place: .path, schema: .id, meaning: "The attachment's id.")],
        success: .init(
            status: 200, meaning: "The file.", schema: nil, fileTypes: Attachment.MediaType.allCases.map(\.rawValue)))

    static let schema = Schema.object([
        ("id", .id), ("kind", .string(values: ["photo", "document"])), ("type", .text), ("size", .integer(minimum: 1)),
        ("name", .text),
    ])

    static func json(_ attachment: Attachment) -> JSON {
        [
            "id": .string(attachment.id.text), "kind": .string(attachment.kind.rawValue),
            "type": .string(attachment.mediaType.rawValue), "size": .integer(Int64(attachment.size)),
            "name": .string(attachment.name.words ?? AttachmentWording.erased),
        ]
    }
}
