// SPDX-License-Identifier: Apache-2.0

import Markup

/// The page on which cases are chosen that are to be dealt with at once. What is listed is what would be done.
struct BulkPage: Sendable {
    /// A field that each case has of its own, with what stands in it at first.
    struct Own: Sendable {
        let field: InputField
        let values: [String: String]
    }

    let title: String
    let advice: String
    let fields: [CaseActPage.Filled]
    /// What is answered for each case by itself.
    var own: Own?
    let candidates: [Choice]
    let ticked: Set<String>
    /// The versions of the records that are looked at.
    let seen: HiddenField
    let limit: Int
    let words: String
    let keeper: String
    let keepers: [InputField.Option]
    /// How many are looked through for the words; nil where all are.
    let lookedThroughMax: Int?
    let receivedUntil: String
    /// What the cases lie under, where one is chosen first.
    let groups: BulkGroups?
    /// The one that was chosen.
    let group: String?
    let action: String
    let back: String
    let problems: InputProblems?

    func html(token: String) -> HTML {
        """
        \(RecordHead(title: "成批：\(title)", parent: TextLink(text: "回到列表", address: back)).html)
        <div class="stack"><p class="mute">\(advice)每一件都单独记一笔，和一件一件办一样。</p>\
        \(search)\(candidates.isEmpty ? EmptyState(sentence: nothing).html : form(token))</div>
        """
    }

    private var nothing: String {
        groups.flatMap { !$0.options.isEmpty && group == nil ? $0.unchosen : nil } ?? "没有可以这样办的。"
    }

    private var search: HTML {
        """
        <form method="get" action="\(url: action)" role="search" class="panel stack">\
        \(Field(name: "words", label: "只看说到这几个字的", value: words, mark: "可不填").html)\
        \(keepers.isEmpty ? HTML() : keeperField)\(present: lookedThroughMax, dayField)\
        \(present: groups.flatMap { $0.options.isEmpty ? nil : $0 }, groupField)\
        <div class="actions">\(Button(label: "找出来", role: .submit(busy: "正在找"), size: .small).html)</div></form>
        """
    }

    private func dayField(_ most: Int) -> HTML {
        Field(
            name: "receivedUntil", label: "只看这一天和以前收到的", control: .day, value: receivedUntil,
            mark: "可不填", help: "按要办的先后，往后找\(most)件为止；要找的更早，就填一天。"
        ).html
    }

    private var keeperField: HTML {
        Field(
            name: "keeper", label: "只看现在归他的",
            control: .select(
                [Choice(value: "", label: "谁的都看")] + keepers.map { Choice(value: $0.code, label: $0.label) }),
            value: keeper, mark: "可不填"
        ).html
    }

    private func groupField(_ groups: BulkGroups) -> HTML {
        Field(
            name: "group", label: groups.label,
            control: .select(
                [Choice(value: "", label: "请选择")] + groups.options.map { Choice(value: $0.code, label: $0.label) }),
            value: group ?? ""
        ).html
    }

    private func form(_ token: String) -> HTML {
        PostForm(
            action: action, token: token,
            // What was looked for comes back with a form that is sent again.
            hidden: [
                HiddenField(name: "words", value: words), HiddenField(name: "keeper", value: keeper),
                HiddenField(name: "receivedUntil", value: receivedUntil), seen,
            ] + (group.map { [HiddenField(name: "group", value: $0)] } ?? []),
            isPanel: true,
            content: """
                \(ErrorSummary(problems: summary, title: nil).html)\
                \(records)\
                \(each: fields, { CaseActPage.control($0, problems) })\
                <div class="actions">\(Button(label: title, style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: back), style: .quiet).html)</div>
                """
        ).html
    }

    private var records: HTML {
        let label = "要办的（列出\(candidates.count)件）"
        let help = candidates.count == limit ? "一次最多\(limit)件，办完再来一次。" : "勾上的才办。"
        let error = problems?.sentence(for: "records")
        guard let own else {
            return Field(
                name: "records", label: label, control: .checks(candidates, ticked: ticked), help: help, error: error
            ).html
        }
        return """
            <fieldset class="field"><legend class="legend">\(label)</legend><span class="help">\(help)每件一段话，可以改。</span>\
            \(present: error, { "<p class=\"error\" id=\"field-records-error\">\(Icon.error.html)<span>\($0)</span></p>" })\
            <div class="stack">\(candidates.enumerated().map { index, candidate in
                each(candidate, own, id: index == 0 ? Field.id("records") : nil)
            })</div></fieldset>
            """
    }

    /// A case with its box and what is written for it.
    private func each(_ candidate: Choice, _ own: Own, id: String?) -> HTML {
        let name = "\(own.field.name).\(candidate.value)"
        let text = CaseActPage.control(
            .init(
                field: InputField(
                    name, "\(own.field.label)：\(candidate.label)", own.field.kind,
                    help: own.field.help), options: [], value: own.values[candidate.value] ?? ""), problems)
        return """
            <div class="panel flat stack">\(candidate.check(
                name: "records", id: id, isTicked: ticked.contains(candidate.value)))\(text)</div>
            """
    }

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map { .init(field: $0.field, sentence: $0.sentence) }
    }
}

/// What became of the cases that were dealt with at once.
struct BulkOutcomePage: Sendable {
    /// A case that was left as it was, and why.
    struct Left: Sendable {
        let matter: TextLink
        let reason: String
    }

    /// What takes it back for all that was done.
    struct Undo: Sendable {
        let label: String
        let action: String
        let token: String
        let fields: [HiddenField]
    }

    let title: String
    var undo: Undo?
    let done: [TextLink]
    let left: [Left]
    let again: String
    let back: String

    var html: HTML {
        """
        \(RecordHead(title: "成批：\(title)", parent: TextLink(text: "回到列表", address: back)).html)
        <div class="stack">\(Note(text: "办好了\(done.count)件\(left.isEmpty ? "" : "，\(left.count)件没有办")。", icon: .check).html)\
        \(present: undo, taking)\(left.isEmpty ? HTML() : leftSection)\(done.isEmpty ? HTML() : doneSection)\
        <div class="actions">\(Button(label: "再办一批", role: .link(to: again)).html)\
        \(Button(label: "回到列表", role: .link(to: back), style: .quiet).html)</div></div>
        """
    }

    private func taking(_ undo: Undo) -> HTML {
        PostForm(
            action: undo.action, token: undo.token, hidden: undo.fields,
            content: """
                <p class="row small mute"><span>办错了的话，马上可以撤回来，提出人会看到重新筛选。</span>\
                \(Button(label: undo.label, style: .quiet, size: .small).html)</p>
                """
        ).html
    }

    private var leftSection: HTML {
        PageSection(
            id: "left", title: "没有办的 \(left.count)件",
            content: LinkList(
                rows: left.map { row in
                    .init(
                        relation: "没有办",
                        content: "<p>\(row.matter.html)</p><p class=\"small mute\">\(row.reason)</p>")
                }
            ).html
        ).html
    }

    private var doneSection: HTML {
        PageSection(
            id: "done", title: "办好的 \(done.count)件",
            content: LinkList(rows: done.map { .init(relation: "办好了", content: "<p>\($0.html)</p>") }).html
        ).html
    }
}
