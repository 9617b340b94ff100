// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Synchronization

/// Somebody who watches, byte for byte.
final class StreamViewer: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isClosed = false
    }

    /// It did not come in time.
    struct TooLate: Error {}

    private let state: Shared
    private let channel: any Channel

    /// What the connection's loop and the test share.
    private final class Shared: Sendable {
        let value = Mutex(State())
    }

    /// Connects and asks; `isReading`: whether it takes what comes.
    init(_ server: StreamServer, _ path: String = "hall", isReading: Bool = true) async throws {
        let shared = Shared()
        state = shared
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: isReading)
            .channelOption(.socketOption(.so_rcvbuf), value: 4096)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(shared))
                }
            }
            .connect(host: "127.0.0.1", port: server.port).get()
        try await channel.writeAndFlush(ByteBuffer(string: "GET /\(path) HTTP/1.1\r\nHost: x\r\n\r\n"))
    }

    var text: String { state.value.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
    var isClosed: Bool { state.value.withLock { $0.isClosed } }
    /// Whether the stream was ended as HTTP ends a body, after a time to come back.
    var hasHeardTheEnd: Bool { text.hasSuffix("\n\n\r\n0\r\n\r\n") && text.split(separator: "retry: ").count == 3 }
    /// The numbers of the events that were told, in their order.
    var numbers: [Int64] { text.matches(of: /id: (\d+)\n/).compactMap { Int64($0.output.1) } }
    /// The pieces in which they came, after the head.
    var chunks: [Substring] { text.split(separator: "\r\n").filter { $0.contains("\n") } }

    func say(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
        try await Task.sleep(for: .milliseconds(5))
    }

    func readOn() async throws { try await channel.setOption(.autoRead, value: true).get() }
    func leave() async { try? await channel.close() }

    /// Waits until that holds.
    func wait(_ seconds: Double = 60, until holds: (StreamViewer) -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while !holds(self) {
            guard ContinuousClock.now < end else { throw TooLate() }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let state: Shared

        init(_ state: Shared) {
            self.state = state
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data).readableBytesView
            state.value.withLock { $0.bytes.append(contentsOf: bytes) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            state.value.withLock { $0.isClosed = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
