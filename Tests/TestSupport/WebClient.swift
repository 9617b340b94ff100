// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix

/// Asks a server on this machine, byte for byte: no redirects, no cookies, a connection for each question.
package struct WebClient: Sendable {
    package let port: Int

    /// What came back was not an answer.
    package struct NoAnswer: Error {
        package let wire: [UInt8]
    }

    package init(port: Int) {
        self.port = port
    }

    /// Sends a request and reads the answer. `headers` may hold a Host of its own. Throws ``NoAnswer``.
    package func send(
        _ method: String, _ target: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> WebAnswer {
        var head = "\(method) \(target) HTTP/1.1\r\nConnection: close\r\n"
        if !headers.contains(where: { $0.0.lowercased() == "host" }) { head += "Host: 127.0.0.1:\(port)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        let isChunked = headers.contains { $0.0.lowercased() == "transfer-encoding" }
        if let body, !isChunked { head += "Content-Length: \(body.count)\r\n" }
        return try await exchange(Array((head + "\r\n").utf8) + (body ?? []))
    }

    /// Sends these bytes and reads until the server hangs up.
    package func exchange(_ bytes: [UInt8]) async throws -> WebAnswer {
        let collected = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(collected))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        // A server may answer and hang up before it has read everything; what it said counts.
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        let wire = try await collected.futureResult.get()
        guard let answer = WebAnswer(wire: wire) else { throw NoAnswer(wire: wire) }
        return answer
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private var bytes: [UInt8] = []
        private let done: EventLoopPromise<[UInt8]>

        init(_ done: EventLoopPromise<[UInt8]>) {
            self.done = done
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView)
        }

        func channelInactive(context: ChannelHandlerContext) {
            done.succeed(bytes)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
