// SPDX-License-Identifier: Apache-2.0

extension OfficialDocument {
    /// The media type of Word files.
    package static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    /// The document as a Word file (DOCX). The same document gives the same bytes.
    package func word() throws(WordProblem) -> [UInt8] {
        try WordArchive.bytes(of: wordParts)
    }

    /// The parts of the file; the types of all stand first.
    var wordParts: [(name: String, text: String)] {
        [
            ("[Content_Types].xml", WordParts.contentTypes), ("_rels/.rels", WordParts.packageRelations),
            ("word/document.xml", WordBody(document: self).xml), ("word/styles.xml", WordParts.styles),
            ("word/settings.xml", WordParts.settings), ("word/fontTable.xml", WordParts.fontTable),
            ("word/_rels/document.xml.rels", WordParts.documentRelations),
        ] + WordParts.Footer.allCases.map { ("word/\($0.file)", WordParts.footer($0, of: layout)) }
    }
}
