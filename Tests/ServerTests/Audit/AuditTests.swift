// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Reading what was done", .serialized)
struct AuditTests {
    private func lines(_ answer: WebAnswer) -> [[String: Any]] { answer.object["items"] as? [[String: Any]] ?? [] }

    @Test(
        "the log is read to its end in pages, latest first, without a word of what was said",
        arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let auditor = try await village.program(of: .auditAdministrator)
            var (seen, next): ([String], String?) = ([], "")
            while let cursor = next {
                let page = try await auditor.get(
                    "/desk/audit?subject=topic&limit=3\(cursor.isEmpty ? "" : "&cursor=\(cursor)")")
                #expect(page.status == 200)
                #expect(!page.text.contains("路灯") && !page.text.contains("13900000000"))
                seen += lines(page).compactMap { $0["id"] as? String }
                next = page["next"]
            }
            let tenant = village.story.county.id.number
            let all = try await village.services.engine.read {
                try $0.rows(
                    """
                    SELECT id FROM event WHERE tenant = \(tenant) AND subject_kind = 'topic'
                    ORDER BY recorded_at DESC, id DESC
                    """
                ) { Identifier<Never>(try $0.next()).text }
            }
            #expect(seen == all && all.count > 6)
            let page = try await village.browser(of: .auditAdministrator).get("/desk/audit")
            #expect(page.status == 200 && page.text.contains("审定公开文字") && !page.text.contains("路灯"))
        }
    }

    @Test("filters stand in the address; what is no filter is told beside its field", arguments: EngineKind.allCases)
    func filters(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let auditor = try await village.program(of: .auditAdministrator)
            let secretary = try #require(village.story.staff[.secretary]).id.text
            let own = lines(try await auditor.get("/desk/audit?person=\(secretary)&role=room_secretary"))
            #expect(!own.isEmpty && own.allSatisfy { $0["name"] as? String == Villager.secretary.name })
            let visitors = lines(try await auditor.get("/desk/audit?actor=visitor"))
            #expect(!visitors.isEmpty && visitors.allSatisfy { $0["person"] is NSNull })
            let topic = village.story.asked.id.text
            let record = lines(try await auditor.get("/desk/audit?subject=topic&record=\(topic)"))
            #expect(record.compactMap { $0["act"] as? String } == ["asked", "submitted"])
            let later = lines(try await auditor.get("/desk/audit?from=2026-03-06"))
            #expect(later.isEmpty)
            for bad in ["from=x", "person=1", "subject=nothing", "role=king", "from=2026-03-06&until=2026-03-05"] {
                #expect(try await auditor.get("/desk/audit?\(bad)").status == 422, "\(bad)")
            }
            let browser = try await village.browser(of: .auditAdministrator)
            let page = try await browser.get("/desk/audit?person=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
            #expect(page.status == 422 && !page.text.contains("<script>alert"))
        }
    }

    @Test("reading, taking away and checking leave events; who signs in does, too", arguments: EngineKind.allCases)
    func traces(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let door = try await village.program().post(
                "/sign-ins", ["name": "shenji", "password": Villager.password])
            let auditor = APIClient(village.client, bearer: door["token"])
            _ = try await auditor.get("/desk/audit?subject=sign_in")
            let table = try await auditor.get("/desk/audit/export")
            #expect(table.status == 200 && table.header("Content-Type") == "text/csv; charset=utf-8")
            try await village.seal()
            let check = try await auditor.post("/desk/audit/verification", [:])
            #expect(check.status == 202, "\(check.text)")
            await village.checkLog()
            let own = lines(try await auditor.get("/desk/audit?subject=audit"))
            #expect(own.compactMap { $0["act"] as? String } == ["verified", "ordered", "exported", "read"])
            #expect(own.compactMap { $0["actor"] as? String } == ["system", "staff", "staff", "staff"])
            let signIns = lines(try await auditor.get("/desk/audit?subject=sign_in"))
            #expect(signIns.first?["name"] as? String == Villager.auditAdministrator.name)
        }
    }

    @Test("cells that a spreadsheet would run are texts, and quotes stay in their cell")
    func cells() {
        let line = AuditStore.Line(
            id: 1, position: 1, at: Village.morning, subject: "topic", record: 1, holder: nil, kind: "pooled",
            actor: "staff", person: nil, name: "=1+1\"好\",x", role: .roomSecretary, actingFor: nil,
            notesConsent: false)
        let text = String(decoding: AuditCSV.bytes([line]), as: UTF8.self)
        #expect(text.contains("\"'=1+1\"\"好\"\",x\"") && !text.contains(",=1+1"))
    }

    @Test("each kind of event has a word where it is read")
    func words() throws {
        let files = [
            ("topic", "Topics/TopicEvent"), ("session", "Sessions/SessionEvent"), ("item", "Outcomes/ItemEvent"),
            ("account", "Directory/AccountEvent"), ("audit", "Audit/AuditEvent"), ("document", "Audit/DocumentEvent"),
            ("sign_in", "Directory/SignInEvent"),
            ("erasure", "Privacy/PersonalDataEvent"), ("unmasking", "Privacy/UnmaskingEvent"),
            ("hold", "Privacy/RecordHold"), ("room_code", "Rooms/RoomCode"), ("retention", "Privacy/RetentionRun"),
            ("confirmation", "Outcomes/Confirmation"), ("support", "Outcomes/Support"),
            ("handling_score", "Outcomes/HandlingScore"), ("handling_assessment", "Outcomes/HandlingAssessment"),
            ("contest_entry", "Outcomes/ContestEntry"), ("proposal", "Proposals/ProposalEvent"),
            ("commendation", "Commendations/CommendationEvent"), ("clue", "Proposals/ProposalClue"),
            ("assignment", "ProposalAssignments/AssignmentEvent"), ("opinion", "Proposals/ProposerOpinion"),
            ("former_proposal", "Proposals/FormerProposal"),
            ("directory", "Directory/DirectoryEntry+Lifecycle"), ("term_change", "Directory/TermChange"),
            ("import", "Directory/RegisterImport+Lifecycle"),
            ("committee", "Directory/CommitteeFace"), ("practice", "Practice/PracticeHistory"),
            ("calendar", "Kernel/CalendarEvent"),
            ("resident_sign_in", "Residents/ResidentSignInEvent"),
            ("enrolment", "Enrolments/Enrolment"), ("reception", "Receptions/ReceptionDay"),
            ("visit", "Receptions/ReceptionVisit"), ("sentiment", "Sentiments/SentimentIssue"),
            ("suggestion_list", "Outcomes/SuggestionList"), ("look_back", "LookBacks/LookBack"),
            ("deployment", "Deployments/Deployment"), ("deployment_receipt", "Deployments/DeploymentReceipt"),
            ("media_consultation", "Live/MediaConsultation"), ("live_comment", "Live/LiveComment"),
            ("deliberation", "Deliberation/Deliberation"), ("opinion_statement", "Deliberation/OpinionStatement"),
            ("backup", "Operation/BackupAlarm"), ("gateway_trial", "Operation/GatewayTrial"),
        ]
        #expect(files.map(\.0).sorted() == AuditWording.subjects.map(\.code).sorted(), "none is left out")
        for (subject, file) in files {
            let text = try Repository.text("Sources/Domain/\(file).swift")
            let kinds = text.matches(of: /case \.\w+: "([a-z_]+)"/).map { String($0.output.1) }
            #expect(!kinds.isEmpty, "\(file)")
            for kind in kinds { #expect(AuditWording.act(kind, of: subject) != kind, "\(subject) \(kind)") }
        }
    }
}
