// SPDX-License-Identifier: Apache-2.0

/// What the OpenAPI document says of a route: enough that a program can be written from it alone.
struct Operation: Sendable {
    /// Unique, `lowerCamelCase`.
    let id: String
    /// One sentence for people.
    let summary: String
    /// What stands in the address and in the query.
    var parameters: [Parameter] = []
    /// The fields of the body; nil where there is none.
    var body: [InputField]?
    /// Whether the body is a file as it is.
    var takesFile = false
    /// Whether the header `Idempotency-Key` is demanded.
    var isIdempotent = false
    /// The answer when all is well.
    let success: Success

    /// A value in the address or the query.
    struct Parameter: Sendable {
        let name: String
        let place: Place
        let schema: Schema
        let meaning: String

        enum Place: String, Sendable { case path, query }
    }

    /// The status and the shape of a good answer.
    struct Success: Sendable {
        let status: Int
        let meaning: String
        /// Nil where the answer has no body.
        let schema: Schema?
        /// The media types of an answer that is a file as it is.
        var fileTypes: [String] = []
    }
}

extension Operation {
    /// The same, whose good answer has this shape.
    func telling(_ schema: Schema) -> Operation {
        Operation(
            id: id, summary: summary, parameters: parameters, body: body, takesFile: takesFile,
            isIdempotent: isIdempotent,
            success: Success(
                status: success.status, meaning: success.meaning, schema: schema, fileTypes: success.fileTypes))
    }
}
