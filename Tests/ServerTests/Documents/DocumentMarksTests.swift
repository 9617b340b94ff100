// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import OfficialDocuments
import TestSupport
import Testing

@testable import Server

@Suite("Marks at the head of documents, and who took them away", .serialized)
struct DocumentMarksTests {
    @Test("every way to fill them in")
    func read() throws {
        func marks(_ query: [String: String]) throws -> OfficialDocument.Marks { try DocumentMarks(query).marks }
        #expect(try marks([:]).isEmpty)
        #expect(
            try marks([
                "copy": "12", "secrecy": "secret", "years": "5", "urgency": "very_urgent", "signatory": "顾怀远",
            ])
                == .init(copyNumber: "000012", secrecy: "机密★5年", urgency: "特急", signatory: "顾怀远"))
        #expect(try marks(["copy": "1", "secrecy": "confidential"]).secrecy == "秘密")
        let wrong: [([String: String], String)] = [
            (["secrecy": "secret"], "copy"), (["copy": "0"], "copy"), (["copy": "1a"], "copy"),
            (["copy": "1", "secrecy": "secret", "years": "31"], "years"), (["years": "5"], "secrecy"),
            (["urgency": "slow"], "urgency"), (["copy": "1234567"], "copy"),
        ]
        for (query, field) in wrong {
            let problems = #expect(throws: InputProblems.self) { try DocumentMarks(query) }
            #expect(problems?.problems.map(\.field) == [field], "\(query)")
        }
    }

    @Test("a form without a head takes none, and only what goes upwards names who signs")
    func layouts() throws {
        let copy = try DocumentMarks(["copy": "1"])
        let signed = try DocumentMarks(["signatory": "顾怀远"])
        for layout in OfficialDocument.Layout.allCases {
            let document = OfficialDocument(layout: layout, title: "题")
            #expect(((try? copy.on(document)) != nil) == layout.hasHead, "\(layout)")
            #expect(((try? signed.on(document)) != nil) == (layout == .document), "\(layout)")
            #expect(try DocumentMarks([:]).on(document) == document)
        }
    }

    @Test("each download is a line of the audit, with its record and without its words", arguments: EngineKind.allCases)
    func audit(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let (session, item) = (try #require(journey.session), try #require(journey.item))
            let secretary = try await village.browser(of: .secretary)
            let paths = SessionDocument.allCases.map { "/desk/sessions/\(session)/documents/\($0.rawValue)" }
            for path in paths { #expect(try await secretary.get(path).status == 200) }
            #expect(try await secretary.get("\(paths[0])?urgency=urgent").status == 200)
            #expect(try await secretary.get("\(paths[0])?format=odt").status == 422)
            #expect(try await secretary.get("/desk/items/\(item)/documents/reply").status == 200)
            let auditor = try await village.program(of: .auditAdministrator)
            let lines = try await auditor.get("/desk/audit?subject=document&record=\(session)")
            let kinds = (lines.object["items"] as? [[String: Any]])?.compactMap { $0["act"] as? String } ?? []
            #expect(
                kinds.sorted() == [
                    "minutes_saved", "notice_saved", "notice_saved", "outcome_report_saved", "sign_in_sheet_saved",
                    "suggestion_list_saved",
                ])
            let replies = try await auditor.get("/desk/audit?subject=document&record=\(item)")
            #expect(replies.text.contains("reply_saved"))
            let page = try await village.browser(of: .auditAdministrator).get("/desk/audit?subject=document")
            #expect(page.text.contains("下载会议纪要"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "marks are filled in on a page that says what is wrong, and what was typed stays",
        arguments: EngineKind.allCases)
    func page(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .issued).session)
            let secretary = try await village.browser(of: .secretary)
            let path = "/desk/sessions/\(session)/documents"
            #expect(try await secretary.get("/desk/sessions/\(session)").text.contains(path + "\""))
            let form = try await secretary.get(path)
            #expect(form.status == 200 && form.text.contains("签发人") && form.text.contains("保守国家秘密法"))
            let wrong = try await secretary.get(
                "\(path)?document=suggestion-list&secrecy=secret&signatory=gu&format=docx")
            #expect(wrong.status == 422 && wrong.text.contains("有密级的公文要标份号") && wrong.text.contains("value=\"gu\""))
            let file = try await secretary.get(
                "\(path)?document=suggestion-list&copy=3&secrecy=secret&years=&format=docx")
            #expect(file.status == 200 && file.header("content-type") == OfficialDocument.wordType)
            let none = try await secretary.get("\(path)?document=sign-in-sheet")
            #expect(none.status == 422)
            let planned = try #require(try await village.carry(to: .planned).session)
            #expect(try await secretary.get("/desk/sessions/\(planned)/documents").status == 409)
            #expect(try await village.browser(of: .otherSecretary).get(path).status == 404)
        }
    }
}
