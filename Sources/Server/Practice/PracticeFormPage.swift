// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The form of the practice profile: the day from which it counts, then part by part. A part is closed until it is opened;
/// one that the reader came for, that is wrong, or that differs from what counts now is open from the beginning.
struct PracticeFormPage: Sendable {
    static let (path, back) = ("/desk/practice/revision", "/desk/practice")

    /// What stands in the fields, and what would stand there for what counts now.
    let values: [String: String]
    let current: [String: String]
    /// The version that is changed; 0 before the first.
    let base: Int
    /// The versions that have not begun.
    let pending: [PracticeStore.Version]
    let today: Day
    /// The part that the reader came for.
    let wanted: PracticeSection?
    let problems: InputProblems?

    /// Where a part is changed, or one field of it.
    static func address(_ section: PracticeSection, field: String? = nil) -> String {
        "\(path)?section=\(section.rawValue)#\(field.map { "field-\($0)" } ?? "part-\(section.rawValue)")"
    }

    func html(token: String) -> HTML {
        let form = PostForm(
            action: Self.path, token: token, hidden: [HiddenField(name: recordVersionField.name, value: String(base))],
            isPanel: true,
            content: """
                \(each: PracticeForm.opening, control)\(each: PracticeSection.allCases, part)\
                <div class="actions">\(Button(label: "改规则参数", style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: Self.back), style: .quiet).html)</div>
                """)
        return """
            \(RecordHead(title: "改规则参数", parent: TextLink(text: "规则参数", address: Self.back)).html)
            <div class="stack"><p class="mute">点开一部分来改，没点开的照旧。改后存成新的一版，旧的一版留着。已经在办的事按原来的期限，新的一步按新的算。</p>\(others)\
            \(ErrorSummary(problems: summary).html)\(form.html)</div>
            """
    }

    /// Which version is changed here, where others wait for their day.
    private var others: HTML {
        guard !pending.isEmpty else { return "" }
        let links = pending.map { version -> HTML in
            let words = "\(ChineseTime.day(version.validFrom, today: today))起的第\(version.number)版"
            return version.number == base
                ? "<b>\(words)（正在改）</b>"
                : TextLink(text: words, address: "\(Self.path)?\(recordVersionField.name)=\(version.number)").html
        }
        let isPending = pending.contains { $0.number == base }
        return """
            <p>日子还没到的：\(links.joined(separator: "、"))\
            \(isPending ? TextLink(text: "改现在的规则", address: Self.path).html : "")。改了前面的，后面各版的同一项跟着改。</p>
            """
    }

    private func part(_ section: PracticeSection) -> HTML {
        let fields = PracticeForm.fields(of: section)
        // Browsers end lines otherwise than what is kept.
        let changed = fields.count {
            PlainText.normalised(value($0), keepsLines: true) != current[$0.name] ?? ""
        }
        let isWrong = fields.contains { problems?.sentence(for: $0.name) != nil }
        let note = changed > 0 ? "，\(changed)项和现在不同" : ""
        return """
            <details class="part" id="part-\(section.rawValue)"\(flag: "open", isWrong || changed > 0 || wanted == section)>\
            <summary><h2>\(section.title)</h2> <span class="small mute">\(fields.count)项\(note)</span></summary>\
            <div class="stack">\(each: fields, control)</div></details>
            """
    }

    private func value(_ field: InputField) -> String {
        problems.map { $0.sent[field.name] ?? "" } ?? values[field.name] ?? ""
    }

    private func control(_ field: InputField) -> HTML {
        var options: [InputField.Option] = []
        if case .choice(let own) = field.kind { options = own }
        return CaseActPage.control(.init(field: field, options: options, value: value(field)), problems)
    }

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map {
            .init(field: $0.field == recordVersionField.name ? nil : $0.field, sentence: $0.sentence)
        }
    }
}
