// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import Synchronization

/// The adapter of an SMS provider, as docs/operations.md describes it, as kind or unkind as a test wants it.
package final class FakeSMSAdapter: Sendable {
    /// What a request is answered with; nil hangs up instead.
    package typealias Rule = @Sendable (_ phone: String, _ isKnown: Bool) -> Int?

    /// One request as it came.
    package struct Request: Sendable {
        package let head: String
        package let id: String
        package let phone: String
        package let text: String
    }

    private struct State {
        var rule: Rule = { _, isKnown in isKnown ? 409 : 202 }
        var requests: [Request] = []
        var taken: [Request] = []
    }

    private let state = Mutex(State())

    package init() {}

    package func answer(_ rule: @escaping Rule) { state.withLock { $0.rule = rule } }

    /// Everything that came.
    package var requests: [Request] { state.withLock(\.requests) }

    /// What was taken, once for each id.
    package var taken: [Request] { state.withLock(\.taken) }

    package func serve() async throws -> LineServer {
        try await LineServer { Conversation(adapter: self) }
    }

    private func hear(_ request: Request) -> Int? {
        state.withLock { state in
            state.requests.append(request)
            let isKnown = state.taken.contains { $0.id == request.id }
            let status = state.rule(request.phone, isKnown)
            // Whoever hangs up may have sent it: the worst case is counted.
            if !isKnown, status.map({ $0 < 300 }) ?? true { state.taken.append(request) }
            return status
        }
    }

    private final class Conversation: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let adapter: FakeSMSAdapter
        private var received: [UInt8] = []

        init(adapter: FakeSMSAdapter) {
            self.adapter = adapter
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received.append(contentsOf: unwrapInboundIn(data).readableBytesView)
            let text = String(decoding: received, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { return }
            let head = String(text[..<end.lowerBound])
            let body = Data(text[end.upperBound...].utf8)
            let length =
                head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) } ?? 0
            guard body.count >= length,
                let object = try? JSONSerialization.jsonObject(with: body) as? [String: String]
            else { return }
            let request = Request(
                head: head, id: object["id"] ?? "", phone: object["phone"] ?? "", text: object["text"] ?? "")
            guard let status = adapter.hear(request) else { return context.close(promise: nil) }
            let answer = "HTTP/1.1 \(status) .\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer))).whenComplete { _ in
                loop.value.close(promise: nil)
            }
        }
    }
}
