// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOPosix
import Synchronization

@testable import EventStreams

/// A hub on a port of the loopback address: `GET /CHANNEL?N` watches a channel from after its event N on.
struct StreamServer: Sendable {
    let hub: StreamHub
    let port: Int
    private let connections: Connections

    /// Those that the server has accepted.
    private final class Connections: Sendable {
        let all = Mutex<[any Channel]>([])
    }

    /// Says to every connection what a server says that is told to end.
    func quiesce() {
        for connection in connections.all.withLock({ $0 }) {
            connection.eventLoop.execute {
                connection.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            }
        }
    }

    /// Serves while `body` runs; `lifetime`: how long a stream lasts.
    static func with(
        _ source: any StreamSource, lifetime: TimeAmount? = nil, _ change: (inout StreamPace) -> Void = { _ in },
        _ body: (StreamServer) async throws -> Void
    ) async throws {
        var pace = StreamPace()
        pace.gathering = .milliseconds(50)
        change(&pace)
        let hub = StreamHub(source: source, pace: pace)
        let connections = Connections()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    connections.all.withLock { $0.append(channel) }
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
                    try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
                    try pipeline.addHandlers([StreamConnection(), Framework(hub, lifetime)])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(
                StreamServer(hub: hub, port: channel.localAddress?.port ?? 0, connections: connections))
            try await channel.close()
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// Answers with the head alone, hands the connection over, and closes as it believes.
    private final class Framework: ChannelInboundHandler {
        typealias InboundIn = HTTPRequestPart
        typealias OutboundOut = HTTPResponsePart
        private let hub: StreamHub
        private let lifetime: TimeAmount?

        init(_ hub: StreamHub, _ lifetime: TimeAmount?) {
            self.hub = hub
            self.lifetime = lifetime
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(let head) = unwrapInboundIn(data) else { return }
            let parts = (head.path ?? "").dropFirst().split(separator: "?")
            let answer = HTTPResponse(status: .ok, headerFields: [.contentType: "text/event-stream"])
            context.writeAndFlush(wrapOutboundOut(.head(answer)), promise: nil)
            let (hub, connection, lifetime) = (hub, context.channel, lifetime)
            Task {
                do {
                    try await hub.takeOver(
                        connection, watching: String(parts[0]), after: parts.count > 1 ? Int64(parts[1]) : nil,
                        lifetime: lifetime)
                } catch {
                    try await connection.close()
                }
            }
        }
    }
}
