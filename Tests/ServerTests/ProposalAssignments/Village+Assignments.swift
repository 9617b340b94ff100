// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport
import Testing

@testable import Server

extension Village {
    /// Gives a filed proposal to the county's unit, with other units as co-handlers; the id of what that unit has.
    func assignProposal(_ address: String, coHandlers: [HandlingUnit] = []) async throws -> String {
        let assigned = try await program(of: .proposalOfficer).post(
            "\(address)/assignment",
            ["lead": story.unit.id.text, "coHandlers": coHandlers.map(\.id.text)])
        #expect(assigned.status == 200 && assigned["state"] == "handling", "\(assigned.text)")
        return try await assignment(of: address, unit: story.unit)
    }

    /// What a unit has of a proposal.
    func assignment(of address: String, unit: HandlingUnit) async throws -> String {
        let listed = try await program(of: .proposalOfficer).get("\(address)/assignments")
        let items = try #require(listed.object["items"] as? [[String: Any]], "\(listed.text)")
        return try #require(items.first { $0["unit"] as? String == unit.id.text }?["id"] as? String)
    }

    /// What the unit replies when it has signed: it talks with the proposers, drafts, and sends what the office has checked.
    func reply(
        _ assignment: String, outcome: String = "A", by villager: Villager = .officer, withLeader: Bool = false,
        isKey: Bool = false
    ) async throws {
        let (unit, office) = (try await program(of: villager), try await program(of: .proposalOfficer))
        let address = "/desk/assignments/\(assignment)"
        for (segment, fields) in [
            ("contact", contactFields(withLeader: withLeader)),
            ("draft", ["outcome": outcome, "text": "灯已经换好。", "disclosure": "open"]),
        ] {
            let done = try await unit.post("\(address)/\(segment)", fields)
            #expect(done.status == 200, "\(segment): \(done.text)")
        }
        #expect(try await office.post("\(address)/checking", [:])["state"] == "checked")
        let sent = try await unit.post("\(address)/sending", signatureFields(isPrincipal: isKey))
        #expect(sent.status == 200 && sent["state"] == "sent", "\(sent.text)")
    }

    func contactFields(withLeader: Bool = false, isAgreed: Bool = true) -> [String: Any] {
        [
            "means": "meeting", "day": clock.now.day.description, "words": "和委员谈过",
            "leader": withLeader ? "yes" : "no", "agreed": isAgreed ? "yes" : "no",
        ]
    }

    func signatureFields(isPrincipal: Bool = false) -> [String: Any] {
        ["signer": "局长", "principal": isPrincipal ? "yes" : "no", "day": clock.now.day.description]
    }

    /// Assigns a filed proposal and lets the unit reply; its address.
    @discardableResult
    func answerProposal(_ address: String, outcome: String = "A") async throws -> String {
        let assignment = try await assignProposal(address)
        let signed = try await program(of: .officer).post("/desk/assignments/\(assignment)/receipt", [:])
        #expect(signed["state"] == "signed_for", "\(signed.text)")
        try await reply(assignment, outcome: outcome)
        return address
    }

    /// What a member is asked now about replies, latest first.
    func askedOpinions(of villager: Villager) async throws -> [String] {
        let listed = try await program(of: villager).get("/desk/opinions")
        return (listed.object["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    /// A member says what to think of the reply.
    @discardableResult
    func opine(_ opinion: String, _ rating: String, by villager: Villager = .member) async throws -> WebAnswer {
        try await program(of: villager).post(
            "/desk/opinions/\(opinion)/answer", ["manner": "satisfied", "result": rating, "remark": "说一句"])
    }
}
