// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("What a desk page shows and does, a program can read and do")
struct DeskTwinTests {
    /// Pages whose twin stands at another address.
    private static let elsewhere = [
        "GET /desk/account": "GET /desk/me",
        "GET /desk/account/copy": "GET /desk/me/copy",
        "GET /desk/account/copy.csv": "GET /desk/me/copy",
        "GET /desk/account/copy.json": "GET /desk/me/copy",
        "GET /desk/account/second-factor": "GET /desk/me/second-factor",
        "GET /desk/assessment/table": "GET /desk/assessment",
        "GET /desk/assigning/list": "GET /desk/assigning/list/document",
        "GET /desk/attachments/{attachment}": "GET /attachments/{attachment}",
        "GET /desk/attendance/table": "GET /desk/attendance",
        "GET /desk/board/items/table": "GET /desk/board/items",
        "GET /desk/board/sessions/table": "GET /desk/board/sessions",
        "GET /desk/board/topics/table": "GET /desk/board/topics",
        "GET /desk/experts/table": "GET /desk/experts",
        "GET /desk/live/{record}/replay": "GET /desk/live/{record}/timeline",
        "GET /desk/live/{record}/suggestions.csv": "GET /desk/live/{record}/suggestions",
        "GET /desk/quotas/table": "GET /desk/quotas",
        "GET /desk/sessions/{record}/documents": "GET /desk/sessions/{record}/documents/minutes",
        "GET /desk/sessions/{record}/sheet": "GET /desk/sessions/{record}",
        "GET /desk/topics/{record}/sheet": "GET /desk/topics/{record}",
        "POST /desk/account/calendar": "POST /desk/me/calendar",
        "POST /desk/account/calendar/revocation": "POST /desk/me/calendar/revocation",
        "POST /desk/account/contacts": "POST /desk/contacts",
        "POST /desk/account/contacts/{channel}/removal": "DELETE /desk/contacts/{channel}",
        "POST /desk/account/notices": "POST /desk/notice-choices",
        "POST /desk/account/password": "POST /desk/me/password",
        "POST /desk/account/second-factor/begin": "POST /desk/me/second-factor",
        "POST /desk/account/second-factor/confirm": "POST /desk/me/second-factor/confirmation",
        "POST /desk/account/second-factor/recovery-codes": "POST /desk/me/second-factor/recovery-codes",
        "POST /desk/account/second-factor/remove": "POST /desk/me/second-factor/removal",
        "POST /desk/account/tokens": "POST /desk/me/tokens",
        "POST /desk/account/tokens/{apiToken}/revoke": "POST /desk/me/tokens/{apiToken}/revocation",
        "POST /desk/accounts/{record}/tokens/{apiToken}/revoke":
            "POST /desk/accounts/{record}/tokens/{apiToken}/revocation",
        "POST /desk/assessment/issue": "POST /desk/assessments",
        "POST /desk/assigning": "POST /desk/proposals/{record}/assignment",
        "POST /desk/commendation": "POST /desk/commendations",
        "POST /desk/deliberation": "POST /desk/deliberations",
        "POST /desk/deployment": "POST /desk/deployments",
        "POST /desk/deliberations/{record}/statement": "POST /desk/deliberations/{record}/statements",
        "POST /desk/directory/{register}/new": "POST /desk/directory/{register}",
        "POST /desk/live-planning": "POST /desk/live",
        "POST /desk/live/{record}/moderation": "POST /desk/comments/{record}/approval",
        "POST /desk/live/{record}/views-file": "POST /desk/live/{record}/views",
        "POST /desk/lookback": "POST /desk/lookbacks",
        "POST /desk/new-account": "POST /desk/accounts",
        "POST /desk/nomination": "POST /desk/contests",
        "POST /desk/planning": "POST /desk/sessions",
        "POST /desk/proposal": "POST /desk/proposals",
        "POST /desk/proposal-entry": "POST /desk/proposal-entries",
        "POST /desk/proposal-planning": "POST /desk/proposal-sessions",
        "POST /desk/reception": "POST /desk/receptions",
        "POST /desk/retention": "POST /desk/holds",
        "POST /desk/sentiment": "POST /desk/sentiments",
        "POST /desk/topic": "POST /desk/topics",
        "POST /desk/unmasking": "POST /desk/unmaskings",
        "POST /desk/unmaskings/{record}/look": "GET /desk/unmaskings/{record}/identity",
    ]

    /// Pages that programs do without, and why.
    private static let alone = [
        "GET /desk": "what waits for one is gathered from lists that each can be read",
        "GET /desk/proposals/{record}/comparison": "sets two proposals side by side that each can be read",
        "POST /desk/account/sign-ins/{signIn}/end": "a program ends its own sign-in alone, at DELETE /sign-ins/current",
        "POST /desk/notices/read": "what a person has read, no program says",
    ]

    @Test("each address of the desk has its twin in the API, or a reason why not")
    func twins() async throws {
        try await Village.with(.sqlite) { village in
            let routes = village.installation.table.routes
            let prefix = "/api/v1"
            let programs = Set(
                routes.filter(\.isAPI).map { "\($0.method.rawValue) \($0.path.dropFirst(prefix.count))" })
            let pages = routes.filter {
                !$0.isAPI && ($0.path == "/desk" || $0.path.hasPrefix("/desk/"))
            }
            let addresses = Set(pages.map { "\($0.method.rawValue) \($0.path)" })
            #expect(addresses.count > 300)
            for address in addresses.subtracting(programs).sorted() {
                // A page that takes a form asks for what the act needs: where the act has its twin, it has.
                let act = address.replacing("GET ", with: "POST ", maxReplacements: 1)
                if act != address, addresses.contains(act) { continue }
                if let twin = Self.elsewhere[address] {
                    #expect(programs.contains(twin), "\(address)")
                } else {
                    #expect(Self.alone[address] != nil, "\(address) has no twin in the API, and no reason why")
                }
            }
            for listed in Set(Self.elsewhere.keys).union(Self.alone.keys).sorted() {
                #expect(addresses.contains(listed) && !programs.contains(listed), "\(listed) is listed in vain")
            }
        }
    }
}
