// SPDX-License-Identifier: Apache-2.0

import Domain

/// In what a third party judges a unit: points by each criterion of the county, and what it says of it.
enum EvaluationForm {
    /// The field of a criterion.
    private static func name(_ criterion: EvaluationCriterion) -> String { "points_\(criterion.code)" }

    /// The unit first.
    static func fields(_ profile: PracticeProfile) -> [InputField] {
        [InputField("unit", "哪个单位", .reference(.units))]
            + profile.proposals.commendation.criteria.map { criterion in
                InputField(
                    name(criterion), "\(criterion.name)（满分\(criterion.points)）",
                    .choice((0...criterion.points).reversed().map { .init(code: "\($0)", label: "\($0)分") }))
            } + [InputField("words", "评语", .paragraph(limit: 1000))]
    }

    /// What was given by each criterion, and what it gives at most today.
    static func marks(_ input: Input, _ profile: PracticeProfile) -> [Commendation.Mark] {
        profile.proposals.commendation.criteria.map { criterion in
            Commendation.Mark(criterion.code, Int(input.text(name(criterion))) ?? 0, of: criterion.points)
        }
    }
}
