// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport
import Testing

@testable import Server

extension Village {
    /// Enters term, session, bodies and both members into the registers; the session is on for a week from today. Returns the
    /// sector for which the first member signs.
    @discardableResult
    func seatMembers() async throws -> DirectoryEntry.ID {
        let (county, administrator, now) = (story.county, actor(.systemAdministrator), clock.now)
        let people = [person(.member), person(.otherMember)]
        return try await Commands.run(on: installation) { commands in
            func enter(_ register: Register, _ fields: [String: String]) throws -> DirectoryEntry.ID {
                try commands.enter(
                    fields, into: register, by: administrator, at: now, practice: Self.practice, tenant: county)
            }
            let term = try enter(.terms, ["name": "第十五届", "startsOn": "2022-01-10"])
            _ = try enter(
                .plenaries,
                [
                    "term": term.text, "name": "第三次会议", "opensOn": now.day.description,
                    "closesOn": now.day.advanced(by: 7).description,
                ])
            let sector = try enter(.organs, ["kind": "sector", "name": "教育界"])
            let committee = try enter(.organs, ["kind": "special_committee", "name": "提案委员会"])
            for person in people {
                _ = try enter(
                    .members,
                    [
                        "person": person.text, "level": "own", "sector": sector.text, "committee": committee.text,
                        "area": "990101001001", "party": "none", "ranked": "yes",
                    ])
            }
            _ = try enter(.posts, ["person": people[0].text, "organ": sector.text, "post": "convener"])
            return sector
        }
    }

    /// What a proposal says that lacks nothing.
    static func proposalFields(_ subject: String = "关于更换村口路灯的提案") -> [String: Any] {
        [
            "subject": subject, "situation": "村口3盏路灯半年不亮。", "analysis": "线路老化，没有人管。",
            "advice": "请安澜县住建局6月底前更换线路。", "oneMatter": "yes", "disclosure": "open",
        ]
    }

    /// Begins a proposal by the API; its address.
    func draftProposal(
        _ fields: [String: Any] = proposalFields(), by villager: Villager = .member
    ) async throws -> String {
        let begun = try await program(of: villager).post("/desk/proposals", fields)
        #expect(begun.status == 201, "\(begun.text)")
        return "/desk/proposals/\(try #require(begun["id"]))"
    }

    /// Begins a proposal and hands it in; its address.
    func submitProposal(
        _ fields: [String: Any] = proposalFields(), by villager: Villager = .member
    ) async throws -> String {
        let address = try await draftProposal(fields, by: villager)
        let submitted = try await program(of: villager).post("\(address)/submission", [:])
        #expect(submitted.status == 200 && submitted["state"] == "submitted", "\(submitted.text)")
        return address
    }

    /// What the party of these tests is called on its seal.
    static let partyName = "民进安澜县支部"

    /// A party's proposal with its sealed original, for which the first member signs, filed; its address.
    func filePartyProposal(_ subject: String = "关于建一所托育园的提案") async throws -> String {
        let (member, office) = (try await program(of: .member), try await program(of: .proposalOfficer))
        var fields = Self.proposalFields(subject)
        (fields["kind"], fields["organisation"]) = ("organisation", Self.partyName)
        let address = try await draftProposal(fields)
        var text = Self.proposalFields(subject)
        text["files"] = [try await upload(name: "盖章原件.pdf", by: .member).id.text]
        #expect(try await member.post("\(address)/text", text).status == 200)
        #expect(try await member.post("\(address)/submission", [:])["state"] == "submitted")
        #expect(try await office.post("\(address)/filing", Self.checked)["state"] == "filed")
        return address
    }

    /// The same, filed.
    func fileProposal(
        _ fields: [String: Any] = proposalFields(), by villager: Villager = .member
    ) async throws -> String {
        let address = try await submitProposal(fields, by: villager)
        let filed = try await program(of: .proposalOfficer).post("\(address)/filing", Self.checked)
        #expect(filed.status == 200 && filed["state"] == "filed", "\(filed.text)")
        return address
    }

    /// All that the review goes through.
    static var checked: [String: Any] {
        Dictionary(uniqueKeysWithValues: Proposal.Check.allCases.map { (ProposalWording.field($0), "yes") })
    }

    /// Declares so many proposals of an earlier session; the first of them, the oldest, has this subject and this reply.
    func declare(_ count: Int, like subject: String, reply: String? = nil) async throws {
        let desk = FormerProposalDesk(services: services, site: countySite)
        let (administrator, now) = (actor(.systemAdministrator), clock.now)
        try await services.engine.write { transaction in
            for serial in 1...count {
                let (isFirst, series) = (serial == 1, ProposalSeries(term: 14, session: 5))
                try desk.declare(
                    FormerProposal(
                        number: .init(series, serial), kind: .member,
                        subject: .kept(isFirst ? subject : "关于第\(serial)号水渠清淤的提案"), proposer: .kept("王小雨"),
                        unit: .kept("住建局"), filedOn: nil, repliedOn: nil, outcome: isFirst ? "A" : "B", opinion: nil,
                        isOpen: true, text: nil, reply: isFirst ? reply.map(FreeText.kept) : nil),
                    by: administrator, at: now, in: transaction)
            }
        }
    }
}
