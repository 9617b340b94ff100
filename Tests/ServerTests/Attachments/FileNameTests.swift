// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport
import Testing

@testable import Server

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

@Suite("Names of files")
struct FileNameTests {
    @Test("a name loses folders and what nobody can see, and ends as what it is")
    func cleaned() {
        let cases: [(String, Attachment.MediaType, String)] = [
            ("会议照片.png", .jpeg, "会议照片.jpg"), ("IMG_1.HEIC", .jpeg, "IMG_1.jpg"), ("a.jpeg", .jpeg, "a.jpg"),
            ("报告.docx", .docx, "报告.docx"), ("报告.DOCX", .docx, "报告.docx"), ("报告", .pdf, "报告.pdf"),
            ("setup.exe", .pdf, "setup.exe.pdf"), ("a.pdf", .jpeg, "a.pdf.jpg"), ("C:\\照片\\桥.jpg", .jpeg, "桥.jpg"),
            ("../../etc/passwd", .text, "passwd.txt"), ("/", .pdf, "文件.pdf"), ("..", .jpeg, "照片.jpg"),
            ("", .xlsx, "文件.xlsx"), (".pdf", .pdf, "文件.pdf"), ("a\r\nSet-Cookie: b.pdf", .pdf, "a Set-Cookie: b.pdf"),
            ("\u{202E}fdp.exe", .pdf, "fdp.exe.pdf"), ("a\u{0}b\u{200B}\u{200F}c.pdf", .pdf, "abc.pdf"),
            ("他说%22好%22.pdf", .pdf, "他说\"好\".pdf"), ("a%2F..%2Fb.pdf", .pdf, "a%2F..%2Fb.pdf"),
        ]
        for (sent, type, expected) in cases { #expect(FileName.cleaned(sent, for: type) == expected, "\(sent)") }
        let long = FileName.cleaned(String(repeating: "长", count: 500) + ".pdf", for: .pdf)
        #expect(long == String(repeating: "长", count: 80) + ".pdf")
    }

    @Test("photos are shown, documents are saved, and the name cannot leave its header")
    func disposition() {
        #expect(
            FileName.disposition("桥 \"1\".jpg", of: .jpeg)
                == "inline; filename=\"file.jpg\"; filename*=UTF-8''%E6%A1%A5%20%221%22.jpg")
        #expect(FileName.disposition(nil, of: .pdf).hasPrefix("attachment; filename=\"file.pdf\"; filename*=UTF-8''"))
        var random = SeededRandom()
        for _ in 0..<500 {
            let name = String(
                (0..<12).map { _ in Character(["\"", "\r", "\n", ";", "好", "%", "\\", "'"].any(&random)) })
            let line = FileName.disposition(FileName.cleaned(name, for: .docx), of: .docx)
            #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(name.debugDescription)")
            #expect(line.split(separator: ";").count == 3 && line.split(separator: "\"").count == 3, "\(line)")
        }
    }
}
