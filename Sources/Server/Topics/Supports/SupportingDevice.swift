// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What a browser remembers of the topics that it has supported without a phone, so that it counts once for each.
///
/// It is worth as much as the browser's own mark: whoever forgets the one can forget the other. Supports by device are
/// therefore counted and shown apart.
struct SupportingDevice: Sendable {
    static let cookie = "supported"
    /// The latest of them; a header stays small.
    private static let topicsMax = 60

    private let topics: [Topic.ID]

    init(_ request: WebRequest) {
        topics = (CookieHeader.read(request.head.headerFields[.cookie])[Self.cookie] ?? "")
            .split(separator: ".").prefix(Self.topicsMax).compactMap { Identifier<Topic>($0) }
    }

    func supports(_ topic: Topic.ID) -> Bool { topics.contains(topic) }

    /// The cookie that remembers one more.
    func remembering(_ topic: Topic.ID, isSecure: Bool) -> Cookie {
        let all = ([topic] + topics).prefix(Self.topicsMax)
        return Cookie(
            name: Self.cookie, value: all.map(\.text).joined(separator: "."), maxAge: 365 * 86_400, isSecure: isSecure)
    }
}
