// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import OfficialDocuments

@Suite("What the program that makes PDF is given")
struct TypesettingTests {
    @Test("the same document gives the same request", arguments: OfficialDocument.Layout.allCases)
    func same(_ layout: OfficialDocument.Layout) throws {
        let request = try Typesetting.request(for: .sketch(layout), timestamp: 1)
        #expect(try Typesetting.request(for: .sketch(layout), timestamp: 1) == request)
        #expect(try Typesetting.request(for: .sketch(layout, words: "另文"), timestamp: 1) != request)
    }

    @Test("the template travels inside the program, and words are never part of it")
    func template() throws {
        let request = try Typesetting.request(
            for: .sketch(.document, words: OfficialDocument.hostileText), timestamp: 1)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(request)) as? [String: Any])
        let template = try #require(object["template"] as? String)
        #expect(template.contains("#let pitch = 225mm / 22") && !template.contains("passwd"))
        let data = try #require(object["data"] as? String)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
        let blocks = try #require(document["blocks"] as? [[String: Any]])
        #expect(blocks.contains { $0["text"] as? String == PrintableText.kept(OfficialDocument.hostileText) })
        #expect(Typesetting.script.contains("RLIMIT_AS"))
    }
}
