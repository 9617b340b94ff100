// SPDX-License-Identifier: Apache-2.0

/// Streams as programs see them.
enum StreamAPI {
    static let watch = Operation(
        id: "watchStream",
        summary: "Tells what happens on a record as Server-Sent Events; `Last-Event-ID` goes on after an event.",
        parameters: [
            .init(
                name: "face", place: .path, schema: .string(values: StreamChannel.Kind.allCases.map(\.rawValue)),
                meaning: "Which face of which kind of record."),
            .init(name: "watched", place: .path, schema: .id, meaning: "The record's id."),
            .init(
                name: "after", place: .query, schema: .text,
                meaning: "The number of the last event that is known; only what comes if not said."),
        ],
        success: .init(
            status: 200, meaning: "Events until one side ends; `reload` means that too much was missed.", schema: nil,
            fileTypes: ["text/event-stream"]))
}
