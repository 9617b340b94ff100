// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The head of the chain in mails that were kept", .serialized)
struct ChainHeadTests {
    @Test("it is found in the chain that grew from it, not in one that was done anew", arguments: EngineKind.allCases)
    func compared(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            let mailed = try await head(of: village)
            let auditor = try await village.program(of: .auditAdministrator)
            let path = "/desk/audit/verification"
            _ = try await auditor.get("/desk/audit")
            try await village.seal()
            #expect(try await head(of: village) != mailed, "it has grown")
            func check(_ fields: [String: Any]) async throws -> [String: Any] {
                let begun = try await auditor.post(path, fields)
                #expect(begun.status == 202, "\(begun.text)")
                await village.checkLog()
                let list = try await auditor.get("/desk/audit/verifications?limit=1")
                let last = (list.object["items"] as? [[String: Any]])?.first ?? [:]
                #expect(last["id"] as? String == begun["id"] && last["endedAt"] is String, "\(list.text)")
                return last
            }
            let good = try await check(["head": mailed.line])
            #expect(good["isClean"] as? Bool == true && good["holdsHead"] as? Bool == true, "\(good)")
            let alone = try await check([:])
            #expect(alone["isClean"] as? Bool == true && alone["holdsHead"] is NSNull, "\(alone)")
            for bad in ["第3号", "事件链 第3号 签名 abc", String(repeating: "长", count: 201)] {
                let refused = try await auditor.post(path, ["head": bad])
                #expect(refused.status == 422 && refused.text.contains("\"name\":\"head\""), "\(refused.text)")
            }
            // Whoever has database and keys changes an event and seals everything again.
            let tenant = village.story.county.id.number
            try await village.services.engine.write { transaction in
                try transaction.execute(
                    "UPDATE event SET role = 'leader' WHERE tenant = \(tenant) AND position = 2")
                try transaction.execute("UPDATE event SET position = NULL, chain = NULL WHERE tenant = \(tenant)")
                try transaction.execute("DELETE FROM seal WHERE tenant = \(tenant)")
            }
            try await village.seal()
            #expect(try await village.verify().isClean, "the chain alone tells nothing")
            let browser = try await village.browser(of: .auditAdministrator)
            let begun = try await browser.fillIn("/desk/audit", action: path, [("head", mailed.line)])
            #expect(begun.status == 303)
            await village.checkLog()
            let found = try await browser.get("/desk/audit/verifications")
            #expect(found.status == 200 && found.text.contains("没有信里的那个签名"), "\(found.text)")
            let wrong = try await browser.fillIn("/desk/audit", action: path, [("head", "第3号")])
            #expect(wrong.status == 422 && wrong.text.contains("请照信里那一行填") && wrong.text.contains("value=\"第3号\""))
        }
    }

    @Test("a line is read as it was mailed, alone or within its mail")
    func line() {
        let head = ChainHead(position: 120, signature: (0..<64).map { UInt8($0 * 3) })
        #expect(ChainHead(head.line) == head)
        #expect(ChainHead("今天要办的3件\n\n\(head.line)\n请留着这封信：以后核对") == head)
        for bad in ["", "事件链", "第120号 签名", head.line.replacing("号", with: ""), String(head.line.dropLast(30))] {
            #expect(ChainHead(bad) == nil, "\(bad)")
        }
    }

    private func head(of village: Village) async throws -> ChainHead {
        let (keys, tenant) = (village.services.keys, village.story.county.id)
        let seal = try #require(
            try await village.services.engine.read { try SealStore(keys: keys).last(tenant: tenant, in: $0) })
        return ChainHead(position: seal.last, signature: seal.signature)
    }
}
