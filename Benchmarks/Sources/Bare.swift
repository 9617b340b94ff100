// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The framework with nothing on it: what the same machine does in the same minute without us.
struct Bare: AsyncParsableCommand {
    @Option var port: Int

    func run() async throws {
        let router = Router()
        let pages = [Int: ByteBuffer](
            uniqueKeysWithValues: stride(from: 1024, through: 64 * 1024, by: 1024).map {
                ($0, ByteBuffer(repeating: UInt8(ascii: "x"), count: $0))
            })
        // `/bytes/{n}`: n kilobytes.
        router.get("/bytes/{n}") { _, context in
            let kilobytes = context.parameters.get("n", as: Int.self) ?? 1
            return Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(byteBuffer: pages[kilobytes * 1024] ?? ByteBuffer()))
        }
        router.post("/echo") { request, _ in
            let body = try await request.body.collect(upTo: 64 * 1024)
            return Response(
                status: .created, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(repeating: UInt8(ascii: "y"), count: min(76, body.readableBytes))))
        }
        var log = Logger(label: "bare")
        log.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            logger: log)
        try await application.runService()
    }
}
