// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import HTTPTypes

/// What the head of a request says about where it comes from, read once before anything is decided.
struct Envelope: Sendable {
    static let deviceCookie = "device"
    static let signInCookieName = "sign_in"
    static let residentCookieName = "resident"
    static let elderCookie = "elder"

    let requestID: String
    let now: Instant
    let path: String
    let site: Site?
    let client: String
    /// The mark of this browser, if it has one.
    let device: String?
    let signInCookie: String?
    let residentCookie: String?
    let bearer: String?
    let isElder: Bool
    /// Whether a form was sent by one of our own pages.
    let isSameSite: Bool
    /// From this machine, with no proxy in between.
    let isFromMachine: Bool

    init(_ head: HTTPRequest, _ context: WebContext, _ services: Services) {
        let fields = head.headerFields
        requestID = RequestNumbers.next()
        now = services.clock.now()
        path = head.pathAlone
        site = services.sites.site(host: head.authority)
        let forwarded = fields[.forwardedFor]
        client = services.settings.trustedProxies.client(peer: context.peer, forwardedFor: forwarded)
        isFromMachine =
            forwarded == nil && fields[.forwarded] == nil
            && (context.peer == "::1" || context.peer.hasPrefix("127."))
        let cookies = CookieHeader.read(fields[.cookie])
        device = cookies[Self.deviceCookie].flatMap { Base64URL.decode($0)?.count == 16 ? $0 : nil }
        signInCookie = cookies[Self.signInCookieName]
        residentCookie = cookies[Self.residentCookieName]
        isElder = cookies[Self.elderCookie] == "1"
        bearer = fields[.authorization].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
        isSameSite = Self.isSameSite(fields, authority: head.authority)
    }

    private static func isSameSite(_ fields: HTTPFields, authority: String?) -> Bool {
        if let site = fields[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = fields[.origin] else { return true }
        return origin.split(separator: "/", maxSplits: 2).last.map(String.init) == authority
    }
}
