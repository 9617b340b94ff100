// SPDX-License-Identifier: Apache-2.0

/// What can be said of a proposal's text while it is written: which parts it lacks, and which advice is too empty to be filed.
/// Nothing of it stops anybody; the review decides.
package struct ProposalHints: Hashable, Sendable {
    package let shares: ProposalShares
    package let gaps: [Gap]
    /// Each line of the advice, and whether it says who is to do what.
    package let advice: [Line]

    /// Something that is missing, or looks so.
    package enum Gap: String, CaseIterable, Hashable, Sendable {
        case subject, situation, analysis, advice
        /// The subject is not of the form 关于……的提案.
        case subjectForm = "subject_form"
        /// No figure in what was seen.
        case figures
        /// The advice is a smaller part of the text than is usual.
        case adviceShare = "advice_share"
        /// A line of the advice names nobody who is to act.
        case emptyAdvice = "empty_advice"
    }

    /// One advice.
    package struct Line: Hashable, Sendable {
        package let text: String
        /// Whether it names somebody who is to act.
        package let isAddressed: Bool
    }

    /// `units`: what the units of the county are called.
    package init(
        subject: String, situation: String, analysis: String, advice: String, units: [String],
        practice: ProposalPractice
    ) {
        shares = ProposalShares(situation: situation, analysis: analysis, advice: advice)
        self.advice = Self.lines(of: advice).map { Line(text: $0, isAddressed: Self.isAddressed($0, units: units)) }
        var gaps: [Gap] = []
        if Self.isBlank(subject) {
            gaps.append(.subject)
        } else if !subject.hasPrefix("关于") || !subject.hasSuffix("的提案") {
            gaps.append(.subjectForm)
        }
        if shares.lengths.situation == 0 {
            gaps.append(.situation)
        } else if !situation.contains(where: \.isNumber) {
            gaps.append(.figures)
        }
        if shares.lengths.analysis == 0 { gaps.append(.analysis) }
        if shares.lengths.advice == 0 {
            gaps.append(.advice)
        } else {
            if shares.advice < practice.adviceShare { gaps.append(.adviceShare) }
            if self.advice.contains(where: { !$0.isAddressed }) { gaps.append(.emptyAdvice) }
        }
        self.gaps = gaps
    }

    /// How many of the advices say who is to act.
    package var addressed: Int { advice.count(where: \.isAddressed) }

    /// What bodies that can act are called at the end of their names.
    private static let endings = [
        "局", "委", "办", "政府", "部门", "中心", "镇", "街道", "乡", "公司", "学校", "医院", "法院", "检察院", "银行", "社区", "村", "园区",
    ]

    private static func isAddressed(_ line: String, units: [String]) -> Bool {
        (units + endings).contains { !$0.isEmpty && line.contains($0) }
    }

    private static func lines(of advice: String) -> [String] {
        advice.split(whereSeparator: \.isNewline).map(String.init).filter { !isBlank($0) }
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
