// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The way out where nothing is to be sent: keeps the last messages in memory, for a page on the machine itself.
final class ShownMessages: Gateway {
    private static let keptMax = 200
    private let kept = Mutex<[OutgoingMessage]>([])

    /// What would have been sent, latest first.
    var messages: [OutgoingMessage] { kept.withLock { $0.reversed() } }

    func send(_ message: OutgoingMessage) async throws {
        kept.withLock { kept in
            guard !kept.contains(where: { $0.key == message.key }) else { return }
            kept.append(message)
            if kept.count > Self.keptMax { kept.removeFirst() }
        }
    }

    func close() async {}
}
