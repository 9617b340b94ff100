// SPDX-License-Identifier: Apache-2.0

import EventStreams
import Hummingbird
import Logging
import NIOCore

/// The hub behind the framework and nothing else, for `make bench-live`: `GET /streams/hall` watches, `POST /publish`
/// tells what its body says. `GET /written/hall` is the way that was not taken: the framework's own writer for each viewer.
@main
struct StreamBench {
    struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            coreContext = .init(source: source)
            channel = source.channel
        }
    }

    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8090
        let source = SpokenSource()
        let hub = StreamHub(source: source)
        let written = WrittenHub()
        let head: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        let router = Router(context: Context.self)
        router.get("streams/hall") { _, context in
            let channel = context.channel
            return Response(
                status: .ok, headers: head,
                body: .init { _ in try await hub.takeOver(channel, watching: "hall", after: nil, lifetime: nil) })
        }
        router.get("written/hall") { request, _ in
            Response(status: .ok, headers: head, body: .init { try await written.serve(request, $0) })
        }
        router.post("publish") { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 1 << 16))
            source.say(text)
            hub.wake("hall")
            written.tell(text)
            return HTTPResponse.Status.accepted
        }
        router.get("viewers") { _, _ in "\(hub.viewers + written.viewers)\n" }
        var log = Logger(label: "bench")
        log.logLevel = .error
        let application = Application(
            router: router,
            server: .http1(configuration: .init(additionalChannelHandlers: [StreamConnection()])),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil, backlog: 4_096),
            logger: log)
        try await application.runService()
    }
}
