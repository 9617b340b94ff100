// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What one of the people concerned is asked about an item, or about what a room has settled: is it solved, how were you treated.
struct ConfirmationForm {
    /// What was to be done, where the page does not say it anyway.
    let matter: String?
    /// What unit or room say that they did.
    let claim: Note
    /// Until when a word can be changed.
    let changeable: String
    let action: String
    let token: String
    /// What this person said before, where it can be changed.
    let answer: Confirmation.Answer?
    /// Which form of the page it is, where there may be several.
    var form: String?
    /// Whether it asks how the phone ends that the submitter left.
    var asksEnding = false
    let problems: InputProblems?

    var html: HTML {
        """
        <section class="stack" aria-label="请您确认">\(present: matter, { "<p class=\"prose\">\($0)</p>" })\
        \(claim.html)\
        \(present: answer, { Note(text: "您说过：\(ItemWording.name($0.outcome))。\(changeable)。", tone: .go).html })\
        \(PostForm(action: action, token: token, isPanel: true, tellsOffline: true, content: fields).html)</section>
        """
    }

    private var fields: HTML {
        """
        \(choice("outcome", "这件事解决了吗", ItemWording.outcomes, answer?.outcome.rawValue).html)\
        \(choice("rating", "办事的态度，您满意吗", ItemWording.ratings, answer?.rating.rawValue).html)\
        \(Field(
            name: "remark", label: "还想说的", form: form, control: .paragraph(rows: 2, limit: 300),
            value: problems?.sent["remark"] ?? answer?.remark?.words ?? "", mark: "可不填",
            error: problems?.sentence(for: "remark")).html)\
        \(asksEnding ? OwnTopicKey.endingField(in: form, problems) : HTML())\
        \(Button(label: answer == nil ? "就这样说" : "改成这样", style: .primary, size: .big).html)
        """
    }

    private func choice(_ name: String, _ label: String, _ options: [InputField.Option], _ said: String?) -> Field {
        Field(
            name: name, label: label, form: form,
            control: .threeChoices(options.map { Choice(value: $0.code, label: $0.label, icon: Self.icon($0.code)) }),
            value: problems?.sent[name] ?? said ?? "", error: problems?.sentence(for: name), isRequired: true)
    }

    /// A shape beside each word.
    private static func icon(_ code: String) -> Icon {
        switch code {
        case "solved", "satisfied": .done
        case "partly", "basically": .half
        default: .ring
        }
    }
}

extension ConfirmationForm {
    /// What is asked about an item.
    init(
        item: SuggestionItem, action: String, token: String, answer: Confirmation.Answer?, form: String? = nil,
        asksEnding: Bool = false, problems: InputProblems?
    ) {
        let claimed = item.report.map { ItemWording.name($0.claimed) } ?? ""
        self.init(
            matter: item.task.text.words ?? TopicWording.erased,
            claim: Note(
                lead: "单位说\(claimed)", text: item.report?.text.words ?? TopicWording.erased, icon: .half),
            changeable: "办结以前可以改", action: action, token: token, answer: answer, form: form, asksEnding: asksEnding,
            problems: problems)
    }
}
