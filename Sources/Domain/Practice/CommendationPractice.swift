// SPDX-License-Identifier: Apache-2.0

/// How good proposals are chosen, and by what a third party judges the units (rules.md C.2).
package struct CommendationPractice: Sendable, Codable, Hashable {
    /// Of the filed proposals at most so many in a hundred are good ones; one may always be.
    package var goodPercent: Int
    /// Of the good ones at least so many in a hundred are collective.
    package var collectivePercent: Int
    /// What units get points for.
    package var criteria: [EvaluationCriterion]

    package init(
        goodPercent: Int = 1, collectivePercent: Int = 20, criteria: [EvaluationCriterion] = EvaluationCriterion.usual
    ) {
        self.goodPercent = goodPercent
        self.collectivePercent = collectivePercent
        self.criteria = criteria
    }

    /// The criterion with a code; nil where the county has none of it.
    package func criterion(_ code: String) -> EvaluationCriterion? { criteria.first { $0.code == code } }

    /// How many good ones there may be; a part of one counts as one.
    package func goodMax(of filed: Int) -> Int { max(1, (filed * goodPercent + 99) / 100) }

    /// How many collective ones there must be; a part of one counts as one.
    package func collectiveMin(of chosen: Int) -> Int { (chosen * collectivePercent + 99) / 100 }
}

/// One entry of the county's list of what a third party judges units by.
package struct EvaluationCriterion: Sendable, Codable, Hashable {
    package let code: String
    package let name: String
    /// How many points it gives at most.
    package let points: Int

    package init(code: String, name: String, points: Int) {
        self.code = code
        self.name = name
        self.points = points
    }

    /// A list to begin with; together a hundred points.
    package static let usual: [EvaluationCriterion] = [
        .init(code: "organisation", name: "组织领导", points: 20),
        .init(code: "contact", name: "和提案者沟通", points: 25),
        .init(code: "reply", name: "答复质量", points: 25),
        .init(code: "result", name: "落实成效", points: 30),
    ]
}
