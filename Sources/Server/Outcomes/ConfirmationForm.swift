// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What one of the people concerned is asked about an item: is it solved, how were you treated.
struct ConfirmationForm {
    let item: SuggestionItem
    let action: String
    let token: String
    /// What this person said before, where it can be changed.
    let answer: Confirmation.Answer?
    /// Whether it asks how the phone ends that the submitter left.
    var asksEnding = false
    let problems: InputProblems?

    var html: HTML {
        let claim = item.report.map { ItemWording.name($0.claimed) } ?? ""
        return """
            <section class="stack" aria-label="请您确认"><p class="prose">\(item.task.text.words ?? TopicWording.erased)</p>\
            \(Note(lead: "单位说\(claim)", text: item.report?.text.words ?? TopicWording.erased, icon: .half).html)\
            \(present: answer, { Note(text: "您说过：\(ItemWording.name($0.outcome))。办结以前可以改。", tone: .go).html })\
            \(PostForm(action: action, token: token, isPanel: true, content: fields).html)</section>
            """
    }

    private var fields: HTML {
        """
        \(choice("outcome", "这件事解决了吗", ItemWording.outcomes, answer?.outcome.rawValue).html)\
        \(choice("rating", "办事的态度，您满意吗", ItemWording.ratings, answer?.rating.rawValue).html)\
        \(Field(
            name: "remark", label: "还想说的", control: .paragraph(rows: 2, limit: 300),
            value: problems?.sent["remark"] ?? answer?.remark?.words ?? "", mark: "可不填",
            error: problems?.sentence(for: "remark")).html)\
        \(asksEnding ? OwnTopicKey.endingField(in: OwnForm.confirmation(item.id).name, problems) : HTML())\
        \(Button(label: answer == nil ? "就这样说" : "改成这样", style: .primary, size: .big).html)
        """
    }

    private func choice(_ name: String, _ label: String, _ options: [InputField.Option], _ said: String?) -> Field {
        Field(
            name: name, label: label,
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
