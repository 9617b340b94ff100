// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

@Suite("Photos of people without an account", .serialized)
struct ResidentPhotoTests {
    private func raise(
        _ photos: [[UInt8]], beside passes: [String] = [], by browser: Browser, in village: Village
    ) async throws -> WebAnswer {
        let base = "/r/\(village.room.token.text)"
        let token = try await browser.token(on: "\(base)/raise", for: "\(base)/check")
        let fields = [("_token", token), ("text", "桥面有坑"), ("place", "南门桥")] + passes.map { ("photos.\($0)", "on") }
        return try await browser.post(
            "\(base)/check",
            MultipartSketch(
                fields, photos.enumerated().map { .init("photos", name: "照片\($0).jpg", $1) }, boundary: "b1"))
    }

    private func passes(_ page: WebAnswer) -> [String] {
        // Each stands in the form that hands it in and in the one that changes it.
        Set(page.text.matches(of: /name="photos\.([A-Za-z0-9_-]+)"/).map { String($0.1) }).sorted()
    }

    @Test(
        "photos go with what is said, without where they were taken, and only the desk and their sender see them",
        arguments: EngineKind.allCases)
    func wholeWay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (browser, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let photo = try SketchedPhoto(orientation: 6, hasPlace: true).file(".jpg")
            let check = try await raise([photo, SketchedPhoto().file(".png")], by: browser, in: village)
            #expect(check.status == 200)
            let passes = passes(check)
            #expect(passes.count == 2)
            let waiting = try await village.visitor().get("/photos/\(try #require(passes.first))")
            #expect(waiting.status == 200 && waiting.header("Content-Type") == "image/jpeg")
            let seen = try SketchedPhoto.Seen(waiting.body)
            #expect(!seen.fields.contains { $0.contains("GPS") || $0.contains("Make") })

            // Changing the words keeps the photos, and one can be left out.
            let back = try #require(check.formToken("\(base)/raise"))
            let changed = try await browser.post(
                "\(base)/raise",
                [("_token", back), ("text", "桥面有坑")] + passes.map { ("photos.\($0)", "on") })
            #expect(self.passes(changed) == passes && changed.text.contains("checked> 留着"))

            let token = try #require(check.formToken("\(base)/topics"))
            let sent = try await browser.post(
                "\(base)/topics",
                [("_token", token), ("text", "桥面有坑")] + passes.map { ("photos.\($0)", "on") })
            let location = try #require(sent.header("Location"))
            let status = String(location.dropLast("/received".count))
            #expect(try await village.visitor().get("/photos/\(passes[0])").status == 404, "it has its record now")
            let own = try await browser.get(status)
            let addresses = own.text.matches(of: /src="(\/status\/[^"]+\/photos\/[^"]+)"/).map { String($0.1) }
            #expect(addresses.count == 2)
            for address in addresses { #expect(try await browser.get(address).status == 200) }
            #expect(try await browser.get("\(status)/photos/0000000000001").status == 404)

            let secretary = try await village.browser(of: .secretary)
            let newest = try #require(
                try await village.program(of: .secretary).get("/desk/topics?limit=100").text
                    .matches(of: /"id":"([0-9A-Z]{13})"/).map { String($0.1) }.max())
            let record = try await secretary.get("/desk/topics/\(newest)")
            #expect(record.text.contains("照片和材料（2个）"))
            let file = try #require(record.text.firstMatch(of: /\/desk\/attachments\/[0-9A-Z]{13}/)).output
            #expect(try await secretary.get(String(file)).status == 200)
            #expect(try await village.browser(of: .otherSecretary).get(String(file)).status == 404)
        }
    }

    @Test("the same through the API: a photo waits under its pass, and the topic names it")
    func api() async throws {
        try await Village.with(.sqlite) { village in
            let program = village.program()
            let kept = try await program.uploadPhoto(SketchedPhoto().file(".webp"))
            #expect(kept.status == 201)
            let pass = try #require(kept["photo"])
            let fields: [String: Any] = ["room": village.room.token.text, "text": "桥面有坑", "photos": [pass]]
            let raised = try await program.post("/topics", fields)
            #expect(raised.status == 201)
            let id = try #require(raised["id"].flatMap { Topic.ID($0) })
            #expect(try await village.list(of: id).map(\.kind) == [.photo])
            #expect(try await program.post("/topics", fields).status == 409, "it belongs to the first")
        }
    }

    @Test("what is no photo, too many, forged, or another tenant's is refused at its field, and the rest stays")
    func refusals() async throws {
        try await Village.with(.sqlite) { village in
            let (browser, photo) = (village.visitor(), try SketchedPhoto().file(".jpg"))
            let document = try await raise([photo, Village.pdf], by: browser, in: village)
            #expect(document.status == 422 && document.text.contains("这里只收照片"))
            #expect(document.text.contains("桥面有坑") && passes(document).count == 1, "the good one is kept")
            let many = try await raise(
                [photo, photo], beside: passes(document) + passes(document), by: browser, in: village)
            #expect(many.status == 200)
            let four = try await raise([photo], beside: passes(many), by: browser, in: village)
            #expect(four.status == 422 && four.text.contains("最多放3张照片") && passes(four).count == 3)
            let own = try await village.upload(SketchedPhoto().file(".jpg"), name: "a.jpg", by: .secretary)
            let good = try #require(passes(many).first)
            let county = PhotoPass(for: own.id, in: village.story.county.id, keys: village.services.keys).text
            let zone = PhotoPass(for: own.id, in: village.story.zone.id, keys: village.services.keys).text
            let forged = own.id.text + good.dropFirst(13)
            for pass in [forged, zone, "x", String(good.dropLast()), "../../desk"] {
                let answer = try await raise([], beside: [pass], by: browser, in: village)
                #expect(answer.status == 422 && passes(answer).isEmpty, "\(pass)")
                #expect(try await browser.get("/photos/\(pass)").status == 404, "\(pass)")
            }
            // A pass opens what a resident has sent, never what staff has.
            #expect(try await browser.get("/photos/\(county)").status == 404)
            let program = village.program()
            let room = village.room.token.text
            let staffs = try await program.post("/topics", ["room": room, "text": "桥面有坑", "photos": [county]])
            #expect(staffs.status == 422)
            #expect(try await program.uploadPhoto(Village.pdf).status == 415)
            #expect(try await program.uploadPhoto([]).status == 422)
        }
    }

    @Test(
        "who sends more than others gives way once very many wait, and everybody else is taken",
        arguments: EngineKind.allCases)
    func limits(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (desk, now) = (village.attachments, village.clock.now)
            let waiting = (0..<Attachment.Limits.residentPhotosWaitingMax).map { _ in
                desk.sealed([1], .jpeg, named: "a.jpg", by: nil, at: now)
            }
            try await village.services.engine.write { transaction in
                for photo in waiting { try desk.store.insert(photo, in: transaction) }
            }
            let photo = try SketchedPhoto().file(".jpg")
            #expect(try await village.program().uploadPhoto(photo).status == 201, "no more than a hall sends")
            let client = WebRequest.Client(address: "127.0.0.1", device: nil, isElder: false)
            for _ in 0..<Attachment.Limits.photosPerAddressHour {
                _ = village.services.photoLimits.isWithin(client, at: now)
            }
            let refused = try await village.program().uploadPhoto(photo)
            #expect(refused.status == 503 && refused["code"] == "photos_too_many_waiting", "\(refused.text)")
            village.clock.move(minutes: 60)
            #expect(try await village.program().uploadPhoto(photo).status == 201)
        }
    }

    @Test("photos that waited for too long have to be chosen again; the words stay")
    func tooLate() async throws {
        try await Village.with(.sqlite) { village in
            let (browser, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let check = try await raise([SketchedPhoto().file(".jpg")], by: browser, in: village)
            let token = try #require(check.formToken("\(base)/topics"))
            village.clock.move(milliseconds: Attachment.Limits.waitingMilliseconds)
            let late = try await browser.post(
                "\(base)/topics",
                [("_token", token), ("text", "桥面有坑")] + passes(check).map { ("photos.\($0)", "on") })
            #expect(late.status == 422 && late.text.contains("请重新传一次") && late.text.contains("桥面有坑"))
            #expect(passes(late).isEmpty)
        }
    }

    @Test("who asks for erasure takes the own photos along, and what staff added stays", arguments: EngineKind.allCases)
    func erasure(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = village.program()
            let pass = try #require(try await program.uploadPhoto(SketchedPhoto().file(".jpg"))["photo"])
            let raised = try await program.post(
                "/topics", ["room": village.room.token.text, "text": "桥面有坑", "photos": [pass]])
            let id = try #require(raised["id"].flatMap { Topic.ID($0) })
            _ = try await village.attachment(of: id, by: .secretary)
            let code = try #require(raised["trackingCode"])
            let asked = try await program.post("/topics/status/\(code)/erasure", [:])
            #expect(asked.status == 201)
            let officer = try await village.program(of: .privacyOfficer)
            let request = try #require(
                try await officer.get("/desk/erasures?limit=100").text.firstMatch(of: /"id":"([0-9A-Z]{13})"/)?.1)
            #expect(try await officer.post("/desk/erasures/\(request)/granting", [:]).status == 200)
            #expect(try await village.list(of: id).map { $0.name == .erased } == [true, false])
            #expect(try await village.count(of: .chunk) == 1)
            let status = try await village.visitor().get("/status/\(code)")
            #expect(status.status == 200 && !status.text.contains("/photos/"))
        }
    }
}
