// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What the office enters from a body's sealed paper", .serialized)
struct ProposalEntryRoutesTests {
    private static let address = "/desk/proposal-entries"
    private static let page = "/desk/proposal-entry"

    /// What stands on a party's paper, with who speaks for the party here, and a copy of the paper.
    private static func fields(_ village: Village, signedBy villager: Villager = .member) async throws -> [String: Any]
    {
        Village.proposalFields("关于建一所托育园的提案").merging([
            "kind": "organisation", "organisation": Village.partyName, "contact": village.person(villager).text,
            "handedIn": village.clock.now.day.description,
            "files": [try await village.upload(name: "盖章原件.pdf", by: .proposalOfficer).id.text],
        ]) { $1 }
    }

    @Test(
        "is handed in with that; whoever signs is told, and record, API and audit say who entered it",
        arguments: EngineKind.allCases)
    func entering(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let entered = try await office.post(Self.address, Self.fields(village))
            #expect(entered.status == 201 && entered["state"] == "submitted", "\(entered.text)")
            #expect(entered["organisation"] == Village.partyName && entered["signer"] == village.person(.member).text)
            let entry = try #require(entered.object["entry"] as? [String: Any])
            #expect(entry["by"] as? String == village.person(.proposalOfficer).text)
            #expect(entry["handedIn"] as? String == village.clock.now.day.description)
            let record = "/desk/proposals/\(try #require(entered["id"]))"
            await village.deliverLetters()
            let told = try await village.browser(of: .member).get("/desk/notices").text
            #expect(told.contains("您签名的一件纸质提案录入了"), "\(told)")
            let page = try await village.browser(of: .member).get(record).text
            for words in [Village.partyName, "盖章原件.pdf", "交来，\(Villager.proposalOfficer.name)录入"] {
                #expect(page.contains(words), "\(words)")
            }
            let lines =
                try await village.program(of: .auditAdministrator)
                .get("/desk/audit?subject=proposal&limit=50").object["items"] as? [[String: Any]] ?? []
            let line = try #require(lines.first { $0["act"] as? String == "entered" }, "\(lines)")
            #expect(line["person"] as? String == village.person(.proposalOfficer).text)
            #expect(line["role"] as? String == Role.proposalOfficer.rawValue)
            let audit = try await village.browser(of: .auditAdministrator).get("/desk/audit?subject=proposal").text
            #expect(audit.contains("代录纸质提案"))
            // From here on it is like any other: filed under a number, and its signer may take it back.
            #expect(try await office.post("\(record)/filing", Village.checked)["number"] == "15-3-001")
            let back = try await village.program(of: .member).post("\(record)/withdrawal", ["reason": "解决了"])
            #expect(back.object["asksBack"] as? Bool == true, "\(back.text)")
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "sent back, it is entered once more from new paper, by the office alone, and only what came on paper",
        arguments: EngineKind.allCases)
    func anew(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let entered = try await office.post(Self.address, Self.fields(village))
            let record = "/desk/proposals/\(try #require(entered["id"], "\(entered.text)"))"
            var paper = Village.proposalFields("关于建两所托育园的提案")
            paper["handedIn"] = village.clock.now.day.description
            paper["files"] = [try await village.upload(name: "新原件.pdf", by: .proposalOfficer).id.text]
            #expect(try await office.post("\(record)/entry", paper)["code"] == "already_submitted")
            #expect(try await office.post("\(record)/sending-back", ["reason": "请补数字"])["state"] == "returned")
            #expect(try await village.program(of: .member).post("\(record)/entry", paper).status == 404)
            let bare = paper.filter { $0.key != "files" }
            #expect(try await office.post("\(record)/entry", bare).status == 422)
            let again = try await office.post("\(record)/entry", paper)
            #expect(again["state"] == "submitted" && again["subject"] == "关于建两所托育园的提案", "\(again.text)")
            #expect((again.object["attachments"] as? [Any])?.count == 2, "both papers stay")
            let own = try await village.submitProposal(by: .otherMember)
            #expect(try await office.post("\(own)/sending-back", ["reason": "请补数字"])["state"] == "returned")
            paper["files"] = [try await village.upload(by: .proposalOfficer).id.text]
            #expect(try await office.post("\(own)/entry", paper)["code"] == "not_entered")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "the paper by which a body takes it back is entered with a copy; who signs hears, and with a number the office decides",
        arguments: EngineKind.allCases)
    func takenBack(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let entered = try await office.post(Self.address, Self.fields(village))
            let record = "/desk/proposals/\(try #require(entered["id"], "\(entered.text)"))"
            #expect(try await office.post("\(record)/filing", Village.checked)["number"] == "15-3-001")
            var paper: [String: Any] = ["reason": "单位已经建好", "handedIn": village.clock.now.day.description]
            #expect(try await office.post("\(record)/withdrawal-entry", paper).status == 422, "not without the paper")
            paper["files"] = [try await village.upload(name: "撤回函.pdf", by: .proposalOfficer).id.text]
            for villager in [Villager.member, .otherMember, .secretary] {
                let refused = try await village.program(of: villager).post("\(record)/withdrawal-entry", paper)
                #expect(refused.status == 404, "\(villager)")
            }
            let asked = try await office.post("\(record)/withdrawal-entry", paper)
            #expect(asked["state"] == "filed" && asked.object["asksBack"] as? Bool == true, "\(asked.text)")
            #expect((asked.object["attachments"] as? [Any])?.count == 2)
            await village.deliverLetters()
            let told = try await village.browser(of: .member).get("/desk/notices").text
            #expect(told.contains("录入了一件集体提案的书面撤回"), "\(told)")
            let page = try await village.browser(of: .member).get(record).text
            for words in ["提案人要求撤回", "交来的书面撤回", "撤回函.pdf"] { #expect(page.contains(words), "\(words)") }
            paper["files"] = [try await village.upload(by: .proposalOfficer).id.text]
            #expect(try await office.post("\(record)/withdrawal-entry", paper)["code"] == "withdrawal_waits")
            #expect(try await office.post("\(record)/withdrawal-consent", [:])["state"] == "withdrawn")
            let undecided = try await office.post(Self.address, Self.fields(village))
            let other = "/desk/proposals/\(try #require(undecided["id"], "\(undecided.text)"))"
            #expect(try await office.post("\(other)/withdrawal-entry", paper)["state"] == "withdrawn")
            let own = try await village.submitProposal(by: .otherMember)
            paper["files"] = [try await village.upload(by: .proposalOfficer).id.text]
            #expect(try await office.post("\(own)/withdrawal-entry", paper)["code"] == "not_of_body")
            let audit = try await village.browser(of: .auditAdministrator).get("/desk/audit?subject=proposal").text
            #expect(audit.contains("代录书面撤回"))
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test("what is missing or wrong is said beside its field, and nothing is entered", arguments: EngineKind.allCases)
    func wrong(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let sector = try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let good = try await Self.fields(village)
            func answer(_ changes: [String: Any]) async throws -> WebAnswer {
                try await office.post(Self.address, good.merging(changes) { $1 })
            }
            for name in ["situation", "analysis", "advice", "oneMatter", "disclosure", "handedIn", "contact", "kind"] {
                #expect(try await answer([name: ""]).status == 422, "\(name)")
            }
            #expect(try await answer(["files": [String]()]).status == 422)
            #expect(try await answer(["organisation": ""]).status == 422)
            #expect(try await answer(["kind": "member"]).status == 422)
            #expect(try await answer(["oneMatter": "no"])["code"] == "several_matters")
            let tomorrow = village.clock.now.day.advanced(by: 1).description
            #expect(try await answer(["handedIn": tomorrow])["code"] == "day_is_to_come")
            let stranger = village.person(.officer).text
            #expect(try await answer(["contact": stranger])["code"] == "not_eligible", "no member")
            let unsigned = ["kind": "sector", "body": sector.text, "contact": village.person(.otherMember).text]
            #expect(try await answer(unsigned)["code"] == "not_eligible", "not the convener")
            let mistaken = ["kind": "committee", "body": sector.text, "contact": village.person(.member).text]
            #expect(try await answer(mistaken)["code"] == "body_of_other_kind", "its convener signs for a sector")
            let nowhere = ["kind": "sector", "body": Proposer.BodyID(1).text, "contact": village.person(.member).text]
            #expect(try await answer(nowhere)["code"] == "body_of_other_kind", "not of the registers")
            let foreign = try await village.upload(by: .otherMember)
            #expect(try await answer(["files": [foreign.id.text]]).status >= 400, "somebody else's file")
            for villager in [Villager.member, .leader, .officer, .secretary] {
                #expect(try await village.program(of: villager).post(Self.address, good).status == 404, "\(villager)")
                #expect(try await village.browser(of: villager).get(Self.page).status == 404, "\(villager)")
            }
            let list = try await office.get("/desk/proposals?part=review")
            #expect((list.object["items"] as? [Any])?.isEmpty == true, "\(list.text)")
            let signed = ["kind": "sector", "body": sector.text, "contact": village.person(.member).text]
            #expect(try await answer(signed)["body"] == sector.text)
        }
    }

    @Test("the form takes the copy of the paper with it, keeps what was typed, and says what is wrong")
    func form() async throws {
        try await Village.with(.sqlite) { village in
            let sector = try await village.seatMembers()
            let office = try await village.browser(of: .proposalOfficer)
            #expect(try await office.get("/desk/proposals").text.contains(Self.page))
            let shown = try await office.get(Self.page)
            for words in ["教育界", Villager.member.name, "盖章、签名的原件", "multipart/form-data"] {
                #expect(shown.text.contains(words), "\(words)")
            }
            let hidden = try #require(shown.hiddenFields(Self.page))
            let typed = try await Self.fields(village).compactMap { name, value in
                (value as? String).map { (name, $0) }
            }
            let bare = try await office.post(Self.page, MultipartSketch(hidden + typed, []))
            #expect(bare.status == 422 && bare.text.contains("村口3盏路灯半年不亮。"), "\(bare.status)")
            let paper = MultipartSketch.File("files", name: "盖章原件.pdf", Village.pdf)
            let mistaken = [("kind", "committee"), ("body", sector.text)] + typed.filter { $0.0 != "kind" }
            let other = try await office.post(
                Self.page, MultipartSketch(try #require(bare.hiddenFields(Self.page)) + mistaken, [paper]))
            #expect(other.status == 422 && other.text.contains("id=\"field-body-error\""), "\(other.text)")
            #expect(!other.text.contains("id=\"field-contact-error\""), "who signs is not to blame")
            let again = try #require(other.hiddenFields(Self.page))
            let sent = try await office.post(Self.page, MultipartSketch(again + typed, [paper]))
            #expect(sent.status == 303, "\(sent.text)")
            let record = try await office.get(try #require(sent.header("Location"))).text
            #expect(record.contains("盖章原件.pdf") && record.contains(Village.partyName))
        }
    }
}
