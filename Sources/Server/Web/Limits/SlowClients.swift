// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Cuts clients that send their head or their body too slowly, and those that stay without asking anything.
///
/// The framework has no such limits. A connection has `headTime` to send a whole head and `bodyTime` more for the whole
/// body, however busily it drips. A body that says it is larger than usual has a second more for each 64 kB; only routes
/// for uploads read such a body, every other answers at once.
final class SlowClients: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    static let headTime = TimeAmount.seconds(10)
    static let bodyTime = TimeAmount.seconds(12)
    /// How long a piece of a long table may wait for its reader.
    static let pieceTime = TimeAmount.seconds(60)

    private var deadline: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { restart(Self.headTime, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        restart(Self.headTime, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): restart(Self.bodyTime(head.headerFields[.contentLength].flatMap { Int($0) }), context)
        case .body: break
        case .end: deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { restart(Self.headTime, context) }
        context.write(data, promise: promise)
    }

    /// How long a body of this length may take.
    static func bodyTime(_ length: Int?) -> TimeAmount {
        let more = min(length ?? 0, MultipartForm.bodyMax) - WebFrame.bodyMax
        return bodyTime + .milliseconds(Int64(max(0, more) / 64))
    }

    private func restart(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: time) {
            channel.close(promise: nil)
        }
    }
}
