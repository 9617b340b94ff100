// SPDX-License-Identifier: Apache-2.0

import Domain

/// A way out of the house for messages of one channel.
protocol Gateway: Sendable {
    /// Hands the message over. When this returns, somebody else answers for it. Throws ``GatewayFailure``.
    func send(_ message: OutgoingMessage) async throws
    /// Waits for what is under way, and takes no more.
    func close() async
}

/// A message as a gateway is given it: the same bytes at every attempt.
struct OutgoingMessage: Sendable {
    /// Always the same for the same message, and no other's: by it a double can be recognised.
    let key: String
    let address: ContactAddress
    /// Who sends it, as people read it: 安澜县政协.
    let senderName: String
    let title: String
    let text: String
    let writtenAt: Instant
}

/// Why a message was not handed over. Never holds an address or a word of it.
enum GatewayFailure: Error, Hashable, Sendable {
    /// This message will never be taken; the next one may be.
    case refused(code: Int)
    /// Not now: the way is closed, or the installation is not let in. Worth another try.
    case unavailable(reason: String)
}
