// SPDX-License-Identifier: Apache-2.0

import Markup

/// The page on which an act that asks something is prepared. Made from the act's fields.
struct CaseActPage: Sendable {
    /// A field with what it may be answered with, and what stands in it.
    struct Filled: Sendable {
        let field: InputField
        let options: [InputField.Option]
        let value: String

        /// Whether it refers to records of which there are none.
        var offersNothing: Bool {
            switch field.kind {
            case .reference, .references: options.isEmpty
            case .paragraph, .line, .version, .files, .photos, .phone, .phoneEnding, .areaCode, .day, .time, .secret,
                .choice:
                false
            }
        }
    }

    let title: String
    let headline: CaseHeadline
    let advice: String
    let fields: [Filled]
    /// The version that the person looks at; nil where a new record is begun.
    let version: Int?
    let action: String
    let back: String
    let problems: InputProblems?
    /// What stands beside the form.
    var aside = HTML()
    /// Whether what stands beside the form is asked for anew while somebody writes.
    var refreshesAside = false
    /// What the button says where that is not what the page is called.
    var doing: String?
    /// Whether the browser keeps what is written over words that are there already, too.
    var keepsWords = false
    /// Under which name the browser keeps what is written, where the address is not enough.
    var draft: String?
    /// The words of the county's list that stand in what others are about to read.
    var watched = WatchedWordsSeen()

    func html(token: String) -> HTML {
        let form = PostForm(
            action: action, token: token,
            hidden: [shownVersion.map { HiddenField(name: recordVersionField.name, value: $0) }, watched.field]
                .compactMap(\.self),
            isPanel: true, takesFiles: fields.contains(where: \.field.isFiles),
            draft: keepsDraft ? draft ?? action : nil, draftBase: beginsEmpty ? nil : shownVersion ?? Self.newBase,
            content: """
                \(each: fields, { Self.control($0, problems, isFocused: $0.field.name == firstToFill) })\
                \(present: watched.note, { $0.html })\
                <div class="actions">\(Button(label: doing ?? title, style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: back), style: .quiet).html)</div>
                """)
        let page: HTML = """
            \(RecordHead(title: title, parent: TextLink(text: headline.title, address: back)).html)
            <div class="stack"><p class="mute">\(advice)</p>\
            \(present: headline.said, { "<blockquote class=\"prose said\">\($0)</blockquote>" })\
            \(ErrorSummary(problems: summary, title: heading).html)\(form.html)</div>
            """
        guard !aside.isEmpty else { return page }
        return """
            <div class="split"><div>\(page)</div><aside class="stack" aria-label="提示"\
            \(attribute: "data-refreshed", refreshesAside ? Self.asideField : nil)>\(aside)</aside></div>
            """
    }

    /// The field by which the page's script asks the form's own address for what stands beside it alone; nothing is done for it.
    static let asideField = "_aside"

    /// What is being written, of each field no more than it takes; nil where a form was sent to be acted on.
    static func written(in sent: [String: String], _ fields: [InputField]) -> [String: String]? {
        guard sent[asideField] != nil else { return nil }
        return fields.reduce(into: [:]) { written, field in
            switch field.kind {
            case .paragraph(let limit), .line(let limit):
                written[field.name] = sent[field.name].map { String($0.prefix(limit)) }
            case .choice, .secret, .version, .day, .time, .phone, .phoneEnding, .areaCode, .reference, .references,
                .files, .photos:
                break
            }
        }
    }

    /// Where one begins to write; what is wrong is read first.
    private var firstToFill: String? {
        problems == nil ? fields.first { $0.field.isRequired && !$0.field.isFiles }?.field.name : nil
    }

    /// Above what is wrong, where it is no field that is.
    private var heading: String? {
        // Somebody changed the record while this was written.
        if problems?.sentence(for: recordVersionField.name) != nil { return "您写的内容都还在" }
        return problems?.sentence(for: WatchedWordsSeen.name) == nil ? nil : "还没有办，请再看一眼"
    }

    /// A draft outlives a sign-in that ran out. A form that starts from words kept on the server leaves them there, unless it is
    /// one that people come back to.
    private var keepsDraft: Bool {
        fields.contains { $0.field.isWritten } && (keepsWords || beginsEmpty)
    }

    private var beginsEmpty: Bool { fields.allSatisfy { !$0.field.isWritten || $0.value.isEmpty } }

    /// Of which version the words are; nil where there is no record yet.
    private var shownVersion: String? {
        version.map { problems?.sent[recordVersionField.name] ?? String($0) }
    }

    /// What names the words of a form for a record that is not there yet.
    private static let newBase = "new"

    /// Fields that nobody fills in: what is wrong with them leads nowhere.
    private static let unshown = [recordVersionField.name, WatchedWordsSeen.name]

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map {
            .init(field: Self.unshown.contains($0.field) ? nil : $0.field, sentence: $0.sentence)
        }
    }

    /// A field with its label, its control and, after a refusal, what is wrong with it.
    static func control(_ filled: Filled, _ problems: InputProblems?, isFocused: Bool = false) -> HTML {
        let name = filled.field.name
        guard filled.field.isFiles else {
            var field = field(filled, problems)
            field.isFocused = isFocused
            return field.html
        }
        return FileField(
            name: name, label: filled.field.label, mark: filled.field.isRequired ? nil : "可不填",
            note: filled.field.help ?? "", error: problems?.sentence(for: name), isAgain: problems != nil
        ).html
    }

    private static func field(_ filled: Filled, _ problems: InputProblems?) -> Field {
        let field = filled.field
        return Field(
            name: field.name, label: field.label, control: input(filled, problems), value: filled.value,
            mark: field.isRequired ? nil : "可不填",
            help: filled.offersNothing ? "现在没有可以选的。\(field.help ?? "")" : field.help,
            error: problems?.sentence(for: field.name), isRequired: field.isRequired)
    }

    /// More answers than one takes in at a glance.
    private static let choicesMax = 12

    private static func input(_ filled: Filled, _ problems: InputProblems?) -> Field.Control {
        let choices = filled.options.map { Choice(value: $0.code, label: $0.label, help: $0.help) }
        let none = [Choice(value: "", label: filled.field.isRequired ? "请选择" : "不选")]
        switch filled.field.kind {
        case .paragraph(let limit): return .paragraph(rows: limit > 4000 ? 20 : limit > 400 ? 8 : 4, limit: limit)
        case .line where !filled.options.isEmpty: return .suggested(filled.options.map(\.code))
        case .line, .areaCode, .version, .files, .photos: return .text
        case .phone: return .telephone
        case .phoneEnding: return .digits
        case .day: return .day
        case .time: return .time
        case .secret: return .password
        case .choice where !filled.field.isRequired && choices.count == 1: return .check(choices[0])
        // A long list is one line until it is opened, and what need not be chosen can be let go again.
        case .choice where !filled.field.isRequired || choices.count > Self.choicesMax: return .select(none + choices)
        case .choice: return .choices(choices)
        case .reference: return .select(none + choices)
        case .references:
            return .checks(choices, ticked: ticked(filled, problems))
        }
    }

    /// What was ticked before the form came back; at first, what stands in the record.
    private static func ticked(_ filled: Filled, _ problems: InputProblems?) -> Set<String> {
        let prefix = filled.field.name + "."
        guard let problems else { return Set(filled.value.split(separator: " ").map(String.init)) }
        return Set(problems.sent.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
    }
}
