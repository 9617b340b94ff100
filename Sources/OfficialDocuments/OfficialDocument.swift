// SPDX-License-Identifier: Apache-2.0

/// An official document (公文) after GB/T 9704-2012, as it is written and not as it looks: PDF and Word are both made from
/// this one value, so that they say the same.
package struct OfficialDocument: Hashable, Sendable {
    package var layout: Layout
    /// What stands in red at the head (发文机关标志); unused on a sheet.
    package var issuer: String
    /// The registered number (发文字号), as in 政协安发〔2026〕1号; nil while the document has none.
    package var number: String?
    /// What stands above the head or beside the number where it is asked for.
    package var marks: Marks
    /// What stands left and right above the red rule of minutes.
    package var byline: Byline?
    /// The title as one text; it is broken into lines where that reads well.
    package var title: String
    /// What stands below the title, as in （征求意见稿）.
    package var note: String?
    /// To whom it goes (主送机关), without a colon.
    package var addressee: String?
    package var blocks: [Block]
    /// What is attached to it, each from a page of its own on.
    package var annexes: [Annex]
    package var signature: Signature?
    /// What stands in brackets below the date (附注), as whom to call.
    package var remark: String?
    package var imprint: Imprint?

    package init(
        layout: Layout, issuer: String = "", number: String? = nil, marks: Marks = Marks(), byline: Byline? = nil,
        title: String,
        note: String? = nil, addressee: String? = nil, blocks: [Block] = [], annexes: [Annex] = [],
        signature: Signature? = nil, remark: String? = nil, imprint: Imprint? = nil
    ) {
        self.layout = layout
        self.issuer = issuer
        self.number = number
        self.marks = marks
        self.byline = byline
        self.title = title
        self.note = note
        self.addressee = addressee
        self.blocks = blocks
        self.annexes = annexes
        self.signature = signature
        self.remark = remark
        self.imprint = imprint
    }

    /// Which of the standard's formats it follows.
    package enum Layout: String, CaseIterable, Hashable, Sendable {
        /// The ordinary format (文件): a red head, a number, a red rule.
        case document
        /// The format of letters (信函): the head above a double rule, another one at the foot of the first page.
        case letter
        /// The format of minutes (纪要).
        case minutes
        /// A form to fill in; without a head.
        case sheet
        /// A single page; without a head and without a page number.
        case page

        /// Whether it has a red head, and with it the marks of one.
        package var hasHead: Bool {
            switch self {
            case .document, .letter, .minutes: true
            case .sheet, .page: false
            }
        }
    }

    /// What a head says beside issuer and number (GB/T 9704-2012, 7.2): all of it may be missing.
    package struct Marks: Hashable, Sendable {
        /// 份号: six figures, as in 000012.
        package var copyNumber: String?
        /// 密级和保密期限, as in 机密★1年.
        package var secrecy: String?
        /// 紧急程度, as in 特急.
        package var urgency: String?
        /// 签发人, of what goes upwards in the ordinary format; beside the number.
        package var signatory: String?
        /// What a reply came to, at the upper right of a letter, as in A类.
        package var result: String?

        package init(
            copyNumber: String? = nil, secrecy: String? = nil, urgency: String? = nil, signatory: String? = nil,
            result: String? = nil
        ) {
            self.copyNumber = copyNumber
            self.secrecy = secrecy
            self.urgency = urgency
            self.signatory = signatory
            self.result = result
        }

        package var isEmpty: Bool { self == Marks() }

        /// Those at the upper left, in their order; figures are in the font of the text.
        var lines: [(words: String, isFigure: Bool)] {
            [(copyNumber, true), (secrecy, false), (urgency, false)]
                .compactMap { words, isFigure in words.map { ($0, isFigure) } }
        }
    }

    /// A line with something at its left and something at its right.
    package struct Byline: Hashable, Sendable {
        package let left: String
        package let right: String

        package init(left: String, right: String) {
            self.left = left
            self.right = right
        }
    }

    /// Who signs, and when (发文机关署名、成文日期).
    package struct Signature: Hashable, Sendable {
        package let signer: String
        /// In Arabic figures without leading zeros, as in 2026年3月5日.
        package let date: String

        package init(signer: String, date: String) {
            self.signer = signer
            self.date = date
        }
    }

    /// What stands at the foot of the last page (版记); of a letter, who gets a copy alone.
    package struct Imprint: Hashable, Sendable {
        /// Who gets a copy (抄送), without a full stop; nil where nobody does.
        package let copiedTo: String?
        package let office: String
        /// The day, as a signature says it.
        package let printedOn: String

        package init(copiedTo: String?, office: String, printedOn: String) {
            self.copiedTo = copiedTo
            self.office = office
            self.printedOn = printedOn
        }
    }

    /// Something attached (附件).
    package struct Annex: Hashable, Sendable {
        package let title: String
        package let blocks: [Block]

        package init(title: String, blocks: [Block]) {
            self.title = title
            self.blocks = blocks
        }
    }
}
