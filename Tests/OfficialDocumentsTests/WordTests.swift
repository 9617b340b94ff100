// SPDX-License-Identifier: Apache-2.0

import CZip
import Foundation
import FoundationXML
import Testing

@testable import OfficialDocuments

@Suite("Documents as Word files")
struct WordTests {
    @Test(
        "the file is a zip that holds exactly the parts, the types first", arguments: OfficialDocument.Layout.allCases)
    func parts(_ layout: OfficialDocument.Layout) throws {
        let document = OfficialDocument.sketch(layout)
        let read = try Self.unzip(try document.word())
        #expect(read.map(\.name) == document.wordParts.map(\.name))
        #expect(read.map(\.text) == document.wordParts.map(\.text))
        #expect(read.first?.name == "[Content_Types].xml")
    }

    @Test("the same document gives the same bytes, another one others", arguments: OfficialDocument.Layout.allCases)
    func same(_ layout: OfficialDocument.Layout) throws {
        let bytes = try OfficialDocument.sketch(layout).word()
        #expect(try OfficialDocument.sketch(layout).word() == bytes)
        #expect(try OfficialDocument.sketch(layout, words: "另文").word() != bytes)
    }

    @Test("marks stand above the head without moving it, and who signs beside the number")
    func marks() throws {
        var document = OfficialDocument.sketch(.document)
        let marked = WordBody(document: document).xml
        let places = ["000001", "秘密★1年", "特急", "政协安澜县委员会文件", "签发人："].map { marked.range(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        let before = WordStyle.issuer.format.before
        #expect(marked.contains("w:before=\"\(before - 3 * WordPage.linePitch)\""))
        document.marks = .init()
        #expect(!WordBody(document: document).xml.contains("签发人"))
        let letter = WordBody(document: .sketch(.letter)).xml
        let number = letter.range(of: "政协安发〔2026〕1号")?.lowerBound
        #expect(number.map { letter.range(of: "000001")?.lowerBound ?? $0 < $0 } ?? false)
        #expect(!letter.contains("签发人"))
        #expect(letter.contains("抄送：县政府。") && !letter.contains("印发"), "a letter says who gets a copy alone")
        #expect(marked.contains("2026年3月5日印发"))
        var reply = OfficialDocument.sketch(.letter)
        reply.marks = .init(result: "A类")
        let words = WordBody(document: reply).xml
        let order = ["政协安发〔2026〕1号", "A类", "的通知"].map { words.range(of: $0)?.lowerBound }
        #expect(order.allSatisfy { $0 != nil } && order.compactMap { $0 } == order.compactMap { $0 }.sorted())
    }

    @Test("text keeps its distance from a table; one that begins or ends a text needs none")
    func tables() {
        let between = WordBody(document: .sketch(.document)).xml
        #expect(between.contains("w:line=\"160\" w:lineRule=\"exact\"/></w:pPr></w:p><w:tbl>"))
        #expect(between.contains("</w:tbl><w:p>") && between.contains("w:line=\"240\""))
        var alone = OfficialDocument.sketch(.sheet)
        alone.blocks = alone.blocks.filter { block in
            if case .table = block { return true }
            return false
        }
        let xml = WordBody(document: alone).xml
        #expect(xml.contains("<w:tbl>") && !xml.contains("w:line=\"160\"") && !xml.contains("w:line=\"240\""))
    }

    @Test("hostile words stay words: every part is well formed", arguments: OfficialDocument.Layout.allCases)
    func hostile(_ layout: OfficialDocument.Layout) throws {
        let document = OfficialDocument.sketch(layout, words: OfficialDocument.hostileText)
        for part in document.wordParts {
            let tree = try Outline(part.text)
            if part.name == "word/document.xml" {
                #expect(tree.text.contains("<w:p/>&amp;#import"))
                #expect(!tree.text.contains("\u{202E}"))
            }
        }
    }

    @Test("children stand in the order of the schema, or Word calls the file damaged")
    func order() throws {
        for layout in OfficialDocument.Layout.allCases {
            for part in OfficialDocument.sketch(layout).wordParts {
                for (parent, children) in try Outline(part.text).children {
                    guard let order = Self.schema[parent] else { continue }
                    let places = children.map { child in order.firstIndex(of: child) }
                    #expect(places.allSatisfy { $0 != nil }, "\(parent): \(children)")
                    let known = places.compactMap { $0 }
                    #expect(known == known.sorted(), "\(part.name) \(parent): \(children)")
                }
            }
        }
    }

    @Test("contents name each heading of the first level, and find its page by a mark")
    func contents() throws {
        var document = OfficialDocument.sketch(.document)
        #expect(!WordBody(document: document).xml.contains("_Toc"))
        document.blocks = [.contents, .heading("第一件"), .heading("（一）", level: .second), .heading("第二件")]
        let xml = WordBody(document: document).xml
        for chapter in 1...2 {
            #expect(xml.contains("w:name=\"_Toc\(chapter)\"") && xml.contains("PAGEREF _Toc\(chapter) "))
        }
        #expect(!xml.contains("_Toc3") && xml.contains("目录"))
        for part in document.wordParts { _ = try Outline(part.text) }
    }

    @Test("every style that a paragraph names is there, and every part that is related to")
    func references() throws {
        for layout in OfficialDocument.Layout.allCases {
            let parts = Dictionary(
                uniqueKeysWithValues: OfficialDocument.sketch(layout).wordParts.map { ($0.name, $0.text) })
            let styles = try #require(parts["word/styles.xml"])
            let body = try #require(parts["word/document.xml"])
            let named = Set(body.matches(of: /w:pStyle w:val="([^"]+)"/).map { String($0.1) })
            #expect(!named.isEmpty)
            for style in named { #expect(styles.contains("w:styleId=\"\(style)\""), "\(style)") }
            let relations = try #require(parts["word/_rels/document.xml.rels"])
            for id in Set(body.matches(of: /r:id="([^"]+)"/).map { String($0.1) }) {
                #expect(relations.contains("Id=\"\(id)\""))
            }
            for target in relations.matches(of: /Target="([^"]+)"/) { #expect(parts["word/\(target.1)"] != nil) }
        }
    }

    @Test("a letter has its own first page, other documents have none")
    func letters() {
        for layout in OfficialDocument.Layout.allCases {
            let body = WordBody(document: .sketch(layout)).xml
            #expect(body.contains("<w:titlePg/>") == (layout == .letter), "\(layout)")
        }
        #expect(!WordParts.footer(.odd, of: .page).contains("PAGE"))
        #expect(WordParts.footer(.odd, of: .document).contains("PAGE"))
    }

    /// Of the elements that are used, in the schema's order.
    private static let schema: [String: [String]] = [
        "w:pPr": [
            "w:pStyle", "w:keepNext", "w:pageBreakBefore", "w:widowControl", "w:pBdr", "w:tabs", "w:kinsoku",
            "w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid", "w:spacing", "w:ind", "w:jc",
            "w:outlineLvl",
        ],
        "w:rPr": ["w:rFonts", "w:b", "w:color", "w:spacing", "w:sz", "w:szCs", "w:lang"],
        "w:settings": [
            "w:evenAndOddHeaders", "w:characterSpacingControl", "w:noLineBreaksAfter", "w:noLineBreaksBefore",
            "w:compat", "w:themeFontLang",
        ],
        "w:style": ["w:name", "w:basedOn", "w:qFormat", "w:pPr", "w:rPr", "w:tblPr"],
        "w:tblPr": ["w:tblW", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar"],
        "w:tblBorders": ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"],
        "w:tcPr": ["w:tcW", "w:vAlign"],
        "w:sectPr": ["w:footerReference", "w:pgSz", "w:pgMar", "w:titlePg", "w:docGrid"],
        "w:font": ["w:altName", "w:charset", "w:family", "w:pitch"],
    ]

    /// The elements below each element, and all text.
    private final class Outline: NSObject, XMLParserDelegate {
        private(set) var children: [(parent: String, children: [String])] = []
        private(set) var text = ""
        private var open: [(name: String, children: [String])] = []

        init(_ xml: String) throws {
            super.init()
            let parser = XMLParser(data: Data(xml.utf8))
            parser.delegate = self
            guard parser.parse() else { throw parser.parserError ?? CocoaError(.coderInvalidValue) }
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            if !open.isEmpty { open[open.count - 1].children.append(name) }
            open.append((name, []))
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            if let closed = open.popLast() { children.append((closed.name, closed.children)) }
        }

        func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
    }

    private static func unzip(_ bytes: [UInt8]) throws -> [(name: String, text: String)] {
        try bytes.withUnsafeBytes { buffer in
            var failure = zip_error_t()
            let source = try #require(zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &failure))
            let archive = try #require(zip_open_from_source(source, ZIP_RDONLY, &failure))
            defer { zip_discard(archive) }
            return try (0..<UInt64(zip_get_num_entries(archive, 0))).map { index in
                var status = zip_stat_t()
                #expect(zip_stat_index(archive, index, 0, &status) == 0)
                let entry = try #require(zip_fopen_index(archive, index, 0))
                defer { zip_fclose(entry) }
                var content = [UInt8](repeating: 0, count: Int(status.size))
                #expect(zip_fread(entry, &content, UInt64(content.count)) == zip_int64_t(status.size))
                return (String(cString: status.name), String(decoding: content, as: UTF8.self))
            }
        }
    }
}
