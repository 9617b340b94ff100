// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix

/// A server on a free port of the loopback address for whoever speaks TCP with it: what to answer is the handler's.
package final class LineServer: Sendable {
    package let port: Int
    private let channel: any Channel

    /// Each connection has a handler of its own.
    package init(_ makeHandler: @escaping @Sendable () -> any ChannelInboundHandler) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(makeHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    package func close() async {
        try? await channel.close()
    }
}
