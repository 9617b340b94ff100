// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// By what a submitter comes to the own topic: its tracking code, or a sign-in by the phone that was left with it (BR-08).
/// Behind it everything is the same, and neither tells the other.
enum OwnTopicKey: Sendable {
    case code(TrackingCode)
    case phone(ResidentSignIn, Topic.ID)

    /// The key in a request's address; a malformed one is not found.
    init(_ request: WebRequest) throws {
        if let text = request.parameters["code"] ?? request.parameters["trackingCode"] {
            guard let code = TrackingCode(text) else { throw WebFailure.notFound }
            self = .code(code)
        } else {
            guard let resident = request.resident else { throw WebFailure.notFound }
            self = .phone(resident, try request.id("topic"))
        }
    }

    /// The address of the topic's page by this key.
    var address: String {
        switch self {
        case .code(let code): "/status/\(code.text)"
        case .phone(_, let topic): "/mine/topics/\(topic)"
        }
    }

    var code: TrackingCode? {
        switch self {
        case .code(let code): code
        case .phone: nil
        }
    }

    /// Where the own topics are listed.
    var list: TextLink? {
        switch self {
        case .code: nil
        case .phone: TextLink(text: "回到我的议题", address: "/mine")
        }
    }

    /// The topic that the key opens; nil when it opens none.
    func topic(_ desk: TopicDesk, in transaction: Transaction) throws -> Topic? {
        switch self {
        case .code(let code): return try desk.topic(code, in: transaction)
        case .phone(let resident, let topic):
            let contacts = TopicContactStore(tenant: desk.site.tenant.id, keys: desk.services.keys)
            guard try contacts.isLeft(resident.phoneHash, with: topic, in: transaction) else { return nil }
            return try desk.store.topic(topic, in: transaction)
        }
    }

    /// Whether codes may be tried from there still; whoever has signed in tries none.
    func check(_ request: WebRequest, _ services: Services) throws {
        guard case .code = self else { return }
        try services.misses.check(request.client.address, at: request.now)
    }

    func countMiss(_ request: WebRequest, _ services: Services) {
        guard case .code = self else { return }
        services.misses.countMiss(request.client.address, at: request.now)
    }
}

extension OwnTopicKey {
    /// A page of a topic, or a form of one, for both keys.
    struct Page: Sendable {
        let method: HTTPRequest.Method
        /// What follows the address of the topic.
        let path: String
        let handle: @Sendable (WebRequest) async throws -> WebResponse

        init(
            _ method: HTTPRequest.Method, _ path: String,
            _ handle: @escaping @Sendable (WebRequest) async throws -> WebResponse
        ) {
            (self.method, self.path, self.handle) = (method, path, handle)
        }
    }

    /// The routes of these pages, under either key.
    static func both(_ pages: [Page]) -> [Route] {
        pages.map { .page($0.method, "/status/{code}\($0.path)", $0.handle).knowingResident() }
            + pages.map { page in
                .own(page.method, "/mine/topics/{topic}\(page.path)") { request, _ in try await page.handle(request) }
            }
    }

    /// An operation that there is by tracking code, for whoever has signed in by phone.
    static func api(
        _ method: HTTPRequest.Method, _ path: String, _ byCode: Operation, _ id: String,
        _ handle: @escaping @Sendable (WebRequest) async throws -> WebResponse
    ) -> Route {
        .ownAPI(method, "/topics/{topic}\(path)", byCode.byPhone(id)) { request, _ in try await handle(request) }
    }
}

extension Operation {
    /// The same for whoever has signed in by phone: the topic's id stands where the tracking code does.
    fileprivate func byPhone(_ id: String) -> Operation {
        var parameters = parameters.filter { $0.name != "trackingCode" }
        parameters.insert(
            .init(name: "topic", place: .path, schema: .id, meaning: "The id of a topic that the phone was left with."),
            at: 0)
        let body = body?.filter { $0.name != OwnTopicKey.ending.name }
        return Operation(
            id: id, summary: "As `\(self.id)`, signed in by the phone that was left with the topic.",
            parameters: parameters, body: body, isIdempotent: isIdempotent, success: success)
    }
}
