// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTPTypes

/// Cuts clients that send their head or their body too slowly, and those that stay without asking anything.
///
/// The framework has no such limits. A connection has `headTime` to send a whole head and `bodyTime` more for the whole
/// body, however busily it drips.
final class SlowClients: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    static let headTime = TimeAmount.seconds(10)
    static let bodyTime = TimeAmount.seconds(12)

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
        case .head: restart(Self.bodyTime, context)
        case .body: break
        case .end: deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { restart(Self.headTime, context) }
        context.write(data, promise: promise)
    }

    private func restart(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: time) {
            channel.close(promise: nil)
        }
    }
}
