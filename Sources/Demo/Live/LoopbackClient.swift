// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Speaks to a server on this machine as a program does: JSON there and back, a connection for each question.
struct LoopbackClient: Sendable {
    let port: Int
    /// Where the request says that it comes from; nil for the machine itself.
    var origin: String?
    /// Whoever has signed in.
    var bearer: String?

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let text: String

        /// A text of a JSON object.
        subscript(_ name: String) -> String? { (try? object)?[name] as? String }

        /// The object; throws for anything else.
        var object: [String: Any] {
            get throws {
                guard let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
                    throw Unexpected(what: "no object", answer: self)
                }
                return object
            }
        }

        /// The objects of a list that the object holds.
        func items(_ name: String = "items") throws -> [[String: Any]] {
            guard let items = try object[name] as? [[String: Any]] else {
                throw Unexpected(what: "no list “\(name)”", answer: self)
            }
            return items
        }
    }

    /// The server said something that the story does not go on from.
    struct Unexpected: Error, CustomStringConvertible {
        let what: String
        let answer: Answer

        var description: String { "\(what): \(answer.status) \(answer.text.prefix(300))" }
    }

    func get(_ path: String) async throws -> Answer {
        try await send(.GET, path, nil)
    }

    /// Sends an object under a key of its own. Values are texts, or lists of texts.
    func post(_ path: String, _ fields: [String: Any] = [:]) async throws -> Answer {
        try await send(.POST, path, try Array(JSONSerialization.data(withJSONObject: fields)))
    }

    private func send(_ method: HTTPMethod, _ path: String, _ body: [UInt8]?) async throws -> Answer {
        var headers = HTTPHeaders([("Host", "127.0.0.1:\(port)"), ("Connection", "close")])
        if let origin { headers.add(name: "X-Forwarded-For", value: origin) }
        if let bearer { headers.add(name: "Authorization", value: "Bearer \(bearer)") }
        if let body {
            headers.add(name: "Content-Type", value: "application/json")
            headers.add(name: "Content-Length", value: String(body.count))
            headers.add(name: "Idempotency-Key", value: UUID().uuidString)
        }
        return try await exchange(.init(version: .http1_1, method: method, uri: path, headers: headers), body)
    }

    private func exchange(_ head: HTTPRequestHead, _ body: [UInt8]?) async throws -> Answer {
        let group = MultiThreadedEventLoopGroup.singleton
        let answer = group.next().makePromise(of: Answer.self)
        do {
            let channel = try await ClientBootstrap(group: group)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(AnswerReader(answer))
                    }
                }
                .connect(host: "127.0.0.1", port: port).get()
            channel.write(HTTPClientRequestPart.head(head), promise: nil)
            if let body {
                channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil)
            }
            channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        } catch {
            answer.fail(error)
        }
        return try await answer.futureResult.get()
    }
}

/// Reads one answer to its end.
private final class AnswerReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    private var status = 0
    private var bytes: [UInt8] = []
    private let answer: EventLoopPromise<LoopbackClient.Answer>

    init(_ answer: EventLoopPromise<LoopbackClient.Answer>) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = Int(head.status.code)
        case .body(let part): bytes.append(contentsOf: part.readableBytesView)
        case .end:
            answer.succeed(.init(status: status, text: String(decoding: bytes, as: UTF8.self)))
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(error)
        context.close(promise: nil)
    }

    /// A second word on a promise that was kept is not heard.
    func channelInactive(context: ChannelHandlerContext) {
        answer.fail(ChannelError.eof)
    }
}
