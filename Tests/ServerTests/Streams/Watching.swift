// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Synchronization

/// A connection on which a stream is read as long as the test wants.
final class Watching: Sendable {
    /// It did not come in time.
    struct TooLate: Error {
        let text: String
    }

    private let text = Received()
    private let channel: any Channel

    /// What the connection's loop and the test share.
    private final class Received: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    init(port: Int, _ path: String, headers: [(String, String)]) async throws {
        let text = text
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(text))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        try await channel.writeAndFlush(
            ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(lines)\r\n"))
    }

    var received: String { String(decoding: text.bytes.withLock { $0 }, as: UTF8.self) }
    /// The numbers of the events that were told.
    var numbers: [Int] { received.matches(of: /id: (\d+)\n/).compactMap { Int($0.output.1) } }

    func wait(until holds: (Watching) -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(10)
        while !holds(self) {
            guard ContinuousClock.now < end else { throw TooLate(text: received) }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    func leave() async { try? await channel.close() }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let text: Received

        init(_ text: Received) {
            self.text = text
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data).readableBytesView
            text.bytes.withLock { $0.append(contentsOf: bytes) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
