// SPDX-License-Identifier: Apache-2.0

import Markup

/// The way of a case from the first word to the next step: who did what, when, with which document.
struct Trace: Sendable {
    /// One step of the way.
    struct Step: Sendable {
        /// Whether the step is behind us, is waited for now, or comes later.
        enum Stage: Sendable { case done, now, next }

        var stage: Stage
        /// What happened or will: 受理，和另外2件并在一起.
        var act: String
        /// When, who, in which role, and whether it was late.
        var meta: String?
        /// Words that were said at this step.
        var quote: String?
        /// The documents this step left behind.
        var documents: [TextLink] = []
    }

    /// The steps in order of time; what comes next is last.
    var steps: [Step]

    /// The list.
    var html: HTML { "<ol class=\"trace\">\(each: steps, item)</ol>" }

    private func item(_ step: Step) -> HTML {
        let (stage, icon): (String?, Icon) =
            switch step.stage {
            case .done: (nil, .check)
            case .now: ("now", .now)
            case .next: ("next", .ring)
            }
        return """
            <li\(attribute: "class", stage)\(attribute: "aria-current", step.stage == .now ? "step" : nil)>\(icon.html)\
            <span class="act">\(step.act)</span>\
            \(present: step.meta, { "<span class=\"meta\">\($0)</span>" })\
            \(present: step.quote, { "<blockquote class=\"said\">\($0)</blockquote>" })\
            \(each: step.documents, document)</li>
            """
    }

    private func document(_ link: TextLink) -> HTML {
        "<a class=\"doc\" href=\"\(url: link.address)\">\(Icon.document.html)\(link.text)</a>"
    }
}
