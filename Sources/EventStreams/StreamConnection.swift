// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Stands in every connection, nearest to the HTTP codec, and does nothing until a stream begins. Then it takes the
/// connection over: the codec goes, the framework's task for the connection ends and believes that it has closed it, and
/// what is left is the socket, this handler and bytes that all viewers share.
package final class StreamConnection: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = NIOAny
    package typealias InboundOut = NIOAny
    package typealias OutboundIn = NIOAny
    package typealias OutboundOut = ByteBuffer

    /// What somebody watches, from the moment the connection was taken over.
    private struct Watch {
        let hub: StreamHub
        let audience: LoopAudience
        let channel: String
        /// After which time the viewer has to come back and be looked at again.
        let endsAt: NIODeadline?
        /// Up to where it has been told; nil for whoever begins with what comes.
        var position: Int64?
        var hasBegun = false
        /// Which readings of the channel had begun when it came.
        var asked: Int?
        /// Since when it does not take what is sent.
        var slowSince: NIODeadline?
        var strayReads = 0
    }

    /// Where it stands in the row of its loop.
    var place = 0
    private var watch: Watch?
    private var hasLeft = false
    private var context: ChannelHandlerContext?
    /// Nobody who watches has anything to say; who does all the same is cut.
    private static let strayReadsMax = 16

    package init() {}

    package func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    package func handlerRemoved(context: ChannelHandlerContext) {
        leave()
        self.context = nil
    }

    // MARK: - Taking over

    /// Takes the connection over after the head of the answer was written.
    func takeOver(_ channel: String, after number: Int64?, of hub: StreamHub, lifetime: TimeAmount?) throws {
        guard let context, watch == nil else { throw StreamProblem.noConnection }
        let audience = hub.enter(channel, on: context.eventLoop)
        watch = Watch(
            hub: hub, audience: audience, channel: channel, endsAt: lifetime.map { .now() + $0 }, position: number)
        removeCodec(context)
        limit(context.channel, hub.pace)
        context.read()
        audience.add(self, to: channel)
        begin()
    }

    private func removeCodec(_ context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        func remove<Handler: RemovableChannelHandler>(_ type: Handler.Type) {
            guard let found = try? pipeline.context(handlerType: type) else { return }
            pipeline.removeHandler(context: found, promise: nil)
        }
        remove(HTTP1ToHTTPServerCodec.self)
        remove(NIOHTTPResponseHeadersValidator.self)
        remove(HTTPResponseEncoder.self)
        remove(ByteToMessageHandler<HTTPRequestDecoder>.self)
    }

    /// A stream takes little: small buffers, and none of what a gone viewer has not taken is kept for long.
    private func limit(_ channel: any Channel, _ pace: StreamPace) {
        guard let options = channel.syncOptions else { return }
        let mark = ChannelOptions.Types.WriteBufferWaterMark(low: pace.waitingBytes / 4, high: pace.waitingBytes)
        try? options.setOption(.writeBufferWaterMark, value: mark)
        try? options.setOption(.maxMessagesPerRead, value: 1)
        try? options.setOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 256))
        try? options.setOption(.socketOption(.so_sndbuf), value: pace.waitingBytes / 2)
        // Whose machine is gone without a word is noticed by the kernel.
        try? options.setOption(
            ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: TCP_USER_TIMEOUT)), value: 30_000)
    }

    /// Is told what was missed, once the channel has been read.
    func begin() {
        guard var watch, !watch.hasBegun, !hasLeft else { return }
        let entry = watch.hub.entry(to: watch.channel, after: watch.position, asked: &watch.asked)
        self.watch = watch
        guard let entry else { return watch.audience.wait(self, for: watch.channel) }
        self.watch?.hasBegun = true
        self.watch?.position = entry.position
        var text = StreamFrame.retry(after: watch.hub.pace.retry)
        text.writeImmutableBuffer(entry.text)
        send(StreamFrame.chunk(text))
    }

    // MARK: - What the viewer is told

    /// Sends the frame's bytes, if the viewer has read up to where they begin and takes what it is sent.
    func take(_ frame: StreamFrame) {
        guard let context, let watch, watch.hasBegun, watch.slowSince == nil, let position = watch.position else {
            return
        }
        guard frame.isWithoutEvents || position < frame.last else { return }
        guard context.channel.isWritable else {
            self.watch?.slowSince = .now()
            return
        }
        if !frame.isWithoutEvents {
            guard position == frame.after else { return catchUp() }
            self.watch?.position = frame.last
        }
        send(frame.bytes)
    }

    /// Goes on after a pause, with what was missed or by reading the page anew.
    private func catchUp() {
        guard var watch, watch.hasBegun,
            let entry = watch.hub.entry(to: watch.channel, after: watch.position, asked: &watch.asked)
        else { return }
        self.watch?.slowSince = nil
        self.watch?.position = entry.position
        if entry.text.readableBytes > 0 { send(StreamFrame.chunk(entry.text)) }
    }

    private func send(_ bytes: ByteBuffer) {
        context?.writeAndFlush(Self.wrapOutboundOut(bytes), promise: nil)
    }

    /// Cuts who takes nothing for too long; sends away, to come back, who has watched long enough.
    func lookAfter(at now: NIODeadline) {
        guard let context, let watch else { return }
        if let since = watch.slowSince, now - since >= watch.hub.pace.patience {
            cut(context)
        } else if let end = watch.endsAt, now >= end {
            finish(context)
        }
    }

    /// Closes at once: what the system still holds for somebody who does not take it is thrown away.
    private func cut(_ context: ChannelHandlerContext) {
        if let socket = context.channel as? any SocketOptionProvider {
            _ = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        }
        context.close(promise: nil)
    }

    /// Ends the stream in good order; the browser comes back after its own time.
    private func finish(_ context: ChannelHandlerContext) {
        guard let watch else { return }
        leave()
        guard context.channel.isWritable else { return context.close(promise: nil) }
        var bytes = StreamFrame.chunk(StreamFrame.retry(after: watch.hub.pace.retry))
        bytes.writeImmutableBuffer(StreamFrame.end)
        let written = context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
        context.writeAndFlush(Self.wrapOutboundOut(bytes), promise: written)
        // Who does not take even that is not waited for.
        context.eventLoop.scheduleTask(in: .seconds(2)) { bound.value.close(promise: nil) }
    }

    private func leave() {
        guard let watch, !hasLeft else { return }
        hasLeft = true
        watch.audience.remove(self, from: watch.channel)
        watch.hub.leave(watch.channel)
    }

    // MARK: - The pipeline

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard watch != nil else { return context.fireChannelRead(data) }
        watch?.strayReads += 1
        if (watch?.strayReads ?? 0) > Self.strayReadsMax { context.close(promise: nil) }
    }

    /// The framework reads no more from this connection; that it ends can only be seen by reading.
    package func channelReadComplete(context: ChannelHandlerContext) {
        if watch == nil { context.fireChannelReadComplete() } else { context.read() }
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        guard let watch else { return context.fireChannelWritabilityChanged() }
        if watch.slowSince != nil, context.channel.isWritable { catchUp() }
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard watch != nil else { return context.fireUserInboundEventTriggered(event) }
        switch event {
        case ChannelEvent.inputClosed: context.close(promise: nil)
        case is ChannelShouldQuiesceEvent: finish(context)
        default: break
        }
    }

    package func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if watch == nil { context.fireErrorCaught(error) } else { context.close(promise: nil) }
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // What the framework still writes comes too late.
        if watch == nil { context.write(data, promise: promise) } else { promise?.fail(StreamProblem.taken) }
    }

    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // The framework believes that it closes; the connection is ours.
        if watch == nil { context.close(mode: mode, promise: promise) } else { promise?.succeed() }
    }
}
