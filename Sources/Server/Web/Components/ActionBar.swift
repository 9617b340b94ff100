// SPDX-License-Identifier: Apache-2.0

import Markup

/// What this person may do with this record now, and why the rest is not possible yet.
///
/// Buttons and reasons come from the same question as the command's own guard; a button that appears must work.
struct ActionBar: Sendable {
    /// One thing that may be done.
    struct Act: Sendable {
        /// How it is done.
        enum Way: Sendable {
            /// On a page of its own, because something has to be written first.
            case page(String)
            /// At once, by a form without questions.
            case post(action: String, token: String, hidden: [HiddenField] = [])
        }

        var label: String
        var way: Way
        var icon: Icon?
    }

    /// One thing that may not be done now.
    struct Refused: Sendable {
        /// The act by its name on other days: 定为协商议题.
        var act: String
        /// Why not, and who can or when: 要先受理，再由召集人周明远选定。
        var reason: String
    }

    /// What pressing a button leads to, in one sentence.
    var explanation: String?
    /// The act that is usually right; the only vermilion button.
    var primary: Act?
    var others: [Act] = []
    var refused: [Refused] = []

    /// The bar, a section of its own; one on a page. Nothing at all when there is nothing to say.
    var html: HTML {
        guard primary != nil || !others.isEmpty || !refused.isEmpty else { return HTML() }
        return """
            <section class="cando" aria-labelledby="can-do"><h2 id="can-do">\(title)</h2>\
            \(present: explanation, { "<p class=\"small mute\">\($0)</p>" })\
            \(buttons)\(each: refused, refusal)</section>
            """
    }

    private var title: String { primary == nil && others.isEmpty ? "现在还不能做的" : "您现在可以" }

    private var buttons: HTML {
        guard primary != nil || !others.isEmpty else { return HTML() }
        return """
            <div class="actions">\(acts.enumerated().map { index, act in
                button(act, index == 0 && primary != nil ? .primary : .ordinary, key: Self.key(index))
            })</div>
            """
    }

    private var acts: [Act] { [primary].compactMap { $0 } + others }

    /// The first nine are pressed by their number.
    private static func key(_ index: Int) -> String? { index < 9 ? String(index + 1) : nil }

    private func button(_ act: Act, _ style: Button.Style, key: String?) -> HTML {
        switch act.way {
        case .page(let address):
            Button(label: act.label, role: .link(to: address), style: style, icon: act.icon, key: key).html
        case .post(let action, let token, let hidden):
            PostForm(
                action: action, token: token, hidden: hidden,
                content: Button(label: act.label, style: style, icon: act.icon, key: key).html
            ).html
        }
    }

    private func refusal(_ refused: Refused) -> HTML {
        """
        <p class="cannot">\(Icon.lock.html)<span>还不能“\(refused.act)”：\(refused.reason)</span></p>
        """
    }
}
