// SPDX-License-Identifier: Apache-2.0

import NIOCore

extension StreamHub {
    /// Takes a connection over from the framework; to be called in the body of an answer, whose head says that it is
    /// chunked. Always throws: ``StreamProblem/taken`` where it went well, so that the framework lets go.
    ///
    /// `after`: up to where the page has been told; nil where it wants only what comes. `lifetime`: after how long the
    /// viewer has to come back, so that its right to watch is looked at again.
    package func takeOver(
        _ connection: any Channel, watching channel: String, after number: Int64?, lifetime: TimeAmount?
    ) async throws -> Never {
        try await connection.eventLoop.submit {
            let handler = try connection.pipeline.syncOperations.handler(type: StreamConnection.self)
            try handler.takeOver(channel, after: number, of: self, lifetime: lifetime)
        }.get()
        throw StreamProblem.taken
    }
}
