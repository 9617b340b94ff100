// SPDX-License-Identifier: Apache-2.0

/// A document under the names that the template knows.
struct TypesetDocument: Encodable {
    let layout, issuer: String
    let number, signatory, result: String?
    let marks: [Mark]
    let byline: Byline?
    let title: [String]
    let note, addressee: String?
    let blocks: [Block]
    let annexes: [Annex]
    let signature: Signature?
    let remark: String?
    let imprint: Imprint?

    struct Mark: Encodable {
        let text: String
        let isFigure: Bool
    }
    struct Byline: Encodable { let left, right: String }
    struct Signature: Encodable { let signer, date: String }
    struct Annex: Encodable {
        let title: [String]
        let blocks: [Block]
    }
    struct Imprint: Encodable {
        let copiedTo: String?
        let office, printedOn: String
    }
    struct Column: Encodable {
        let title: String
        let width: Int
        let alignment: String
    }
    struct Block: Encodable {
        let kind: String
        var text, label: String?
        var level, rowHeight: Int?
        var columns: [Column]?
        var rows: [[String]]?
    }

    init(_ document: OfficialDocument) {
        layout = document.layout.rawValue
        issuer = Self.text(document.issuer)
        number = document.number.map(Self.text)
        signatory = document.marks.signatory.map(Self.text)
        result = document.marks.result.map(Self.text)
        marks = document.marks.lines.map { Mark(text: Self.text($0.words), isFigure: $0.isFigure) }
        byline = document.byline.map { Byline(left: Self.text($0.left), right: Self.text($0.right)) }
        title = TitleLines.broken(document.title).map(Self.text)
        note = document.note.map(Self.text)
        addressee = document.addressee.map(Self.text)
        blocks = document.blocks.map(Self.block)
        annexes = document.annexes.map {
            Annex(title: TitleLines.broken($0.title).map(Self.text), blocks: $0.blocks.map(Self.block))
        }
        signature = document.signature.map { Signature(signer: Self.text($0.signer), date: Self.text($0.date)) }
        remark = document.remark.map(Self.text)
        imprint = document.imprint.map {
            Imprint(
                copiedTo: $0.copiedTo.map(Self.text), office: Self.text($0.office), printedOn: Self.text($0.printedOn))
        }
    }

    private static func text(_ words: String) -> String { PrintableText.withBoundDashes(words) }

    private static func block(_ block: OfficialDocument.Block) -> Block {
        switch block {
        case .heading(let words, let level): Block(kind: "heading", text: text(words), level: level.rawValue)
        case .paragraph(let words): Block(kind: "paragraph", text: text(words))
        case .entry(let label, let words): Block(kind: "entry", text: text(words), label: text(label))
        case .table(let table):
            Block(
                kind: "table", rowHeight: table.rowHeight,
                columns: table.columns.map {
                    Column(title: text($0.title), width: $0.width, alignment: $0.alignment.rawValue)
                }, rows: table.rows.map { $0.map(text) })
        case .contents: Block(kind: "contents")
        }
    }
}
