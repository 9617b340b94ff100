// SPDX-License-Identifier: Apache-2.0

import Markup

/// What keeps a form from being accepted, once on top, each line leading to its field.
struct ErrorSummary: Sendable {
    /// One thing to mend.
    struct Problem: Sendable {
        /// The name of the field; `nil` when it concerns the whole form.
        var field: String?
        /// Field and problem: 在哪里：没有写具体地点.
        var sentence: String
    }

    var problems: [Problem]
    /// The heading; without one it counts the problems.
    var title: String?

    /// The summary; nothing when there is no problem.
    var html: HTML {
        guard !problems.isEmpty else { return HTML() }
        return """
            <div class="errors" role="alert" tabindex="-1"><h2>\(title ?? "还差\(problems.count)处，您写的内容都还在")</h2>\
            <ul>\(each: problems, line)</ul></div>
            """
    }

    private func line(_ problem: Problem) -> HTML {
        guard let field = problem.field else { return "<li>\(problem.sentence)</li>" }
        return "<li><a href=\"#\(Field.id(field))\">\(problem.sentence)</a></li>"
    }
}

extension ErrorSummary {
    /// Of what was wrong with a form that came back. `form`: which of the page, where several ask the same.
    init(_ problems: InputProblems?, in form: String? = nil) {
        self.init(
            problems: (problems?.problems ?? []).map {
                Problem(field: Field.name($0.field, in: form), sentence: $0.sentence)
            })
    }
}
