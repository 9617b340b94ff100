// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup
import Spreadsheets

/// A question of a form that is answered with files; the form around it `takesFiles`. Works without scripts.
///
/// Browsers do not give chosen files back: when a form is shown again, they have to be chosen again, and it says so.
struct FileField: Sendable {
    /// The name under which the files are sent; one field of a name on a page.
    var name: String
    var label: String
    /// A remark after the label: 可不填.
    var mark: String?
    /// Which files are meant, and who reads them, where the label does not say it.
    var note = ""
    /// What is wrong with the files and what to do.
    var error: String?
    /// Whether the form came back, so that what was chosen is lost.
    var isAgain = false
    /// What is taken; photos and documents where nothing else is said.
    var kind = Kind.attachments

    enum Kind: Sendable {
        /// Any number of photos and documents.
        case attachments
        /// A few photos, beside those that were sent before, by their passes.
        case photos(kept: [String])
        /// One table.
        case table

        var takesMany: Bool {
            switch self {
            case .attachments, .photos: true
            case .table: false
            }
        }
    }

    /// What the chooser offers first; what is taken is decided by the content.
    private var accept: String {
        switch kind {
        case .attachments: "image/jpeg,image/png,image/webp,image/heic,image/heif,.pdf,.docx,.xlsx,.txt"
        // A telephone then offers its camera, too.
        case .photos: "image/*"
        case .table: ".xlsx,.csv,.txt"
        }
    }

    /// The whole field.
    var html: HTML {
        """
        <div class="\(error == nil ? "field" : "field bad")"><label for="\(id)">\(label)\(present: mark, {
            " <span class=\"opt\">\($0)</span>"
        })</label><span class="help" id="\(id)-help">\(note)\(help)</span>\
        \(kept)<input class="input" type="file" id="\(id)" name="\(name)" accept="\(accept)"\(flag: "multiple", kind.takesMany) \
        \(attribute: "data-shrink", side) aria-describedby="\(describedBy)"\(attribute: "aria-invalid", error == nil ? nil : "true")>\(present: error, {
            "<p class=\"error\" id=\"\(id)-error\">\(Icon.error.html)<span>\($0)</span></p>"
        })</div>
        """
    }

    private var id: String { Field.id(name) }

    /// Photos that were sent before, each with a box to leave it out.
    private var kept: HTML {
        guard case .photos(let passes) = kind, !passes.isEmpty else { return HTML() }
        return "<ul class=\"photos\">\(each: Array(passes.enumerated()), { keptPhoto($0.element, $0.offset + 1) })</ul>"
    }

    private func keptPhoto(_ pass: String, _ number: Int) -> HTML {
        """
        <li><label><img src="\(url: "/photos/\(pass)")" alt="第\(number)张照片"><span><input type="checkbox" \
        name="\(name).\(pass)" value="on" checked> 留着</span></label></li>
        """
    }

    /// The longer side to which the browser makes photos smaller before it sends them.
    private var side: String? {
        guard case .photos = kind else { return nil }
        return String(Attachment.Limits.photoSideMax)
    }

    private var describedBy: String { error == nil ? "\(id)-help" : "\(id)-help \(id)-error" }

    private var help: String {
        let again = isAgain ? "刚才要是选了文件，请重新选一次。" : ""
        return switch kind {
        case .attachments: "\(again)照片，或PDF、Word、Excel、纯文本，可以选几个，一共最多20 MB。"
        case .photos: "\(again)最多\(Attachment.Limits.residentPhotosMax)张。照片里的拍摄地点会去掉，只给办事的人看。"
        case .table: "\(again)一个文件，最大\(SpreadsheetLimits.standard.fileBytes / 1024 / 1024) MB：xlsx，或用逗号分隔的csv。"
        }
    }
}
