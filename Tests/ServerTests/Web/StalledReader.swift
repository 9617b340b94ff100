// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Synchronization

/// Somebody who asks for a long answer and takes nothing of it before he is told to.
final class StalledReader: Sendable {
    /// It did not come in time.
    struct TooLate: Error {}

    private let received = Received()
    private let channel: any Channel

    /// What the connection's loop and the test share.
    private final class Received: Sendable {
        let end = Mutex<[UInt8]>([])
        let isClosed = Mutex(false)
    }

    init(port: Int, _ path: String) async throws {
        let received = received
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false)
            // Little, so that it is soon full, and no less than the loopback sends at once.
            .channelOption(.socketOption(.so_rcvbuf), value: 131_072)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(received))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"))
    }

    var isClosed: Bool { received.isClosed.withLock { $0 } }
    /// Whether the last that came ends a body whose length nobody said.
    var hasTheEnd: Bool { received.end.withLock { String(decoding: $0, as: UTF8.self).hasSuffix("\r\n0\r\n\r\n") } }

    func readOn() async throws { try await channel.setOption(.autoRead, value: true).get() }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let received: Received

        init(_ received: Received) {
            self.received = received
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data).readableBytesView
            received.end.withLock { $0 = Array(($0 + bytes).suffix(8)) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            received.isClosed.withLock { $0 = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
