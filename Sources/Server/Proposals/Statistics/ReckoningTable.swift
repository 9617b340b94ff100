// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The sums of a session, always shown below the list: what was handed in, what of it was filed, and what became of that
/// (BR-15).
struct ReckoningTable: Sendable {
    let series: ProposalSeries
    let sums: ProposalReckoning
    /// How many lie in these parts of the list, of all sessions: what is not in the sums is of an earlier one.
    var counts: [ProposalListStore.Part: Int] = [:]

    var html: HTML {
        PageSection(
            id: "reckoning", title: "\(series.name)提案的账", look: .panel,
            content: """
                <p>提交 <b class="num">\(sums.submitted)</b> = 立案 <b class="num">\(sums.filed)</b>\(terms { !$0.isFiled })</p>\
                <p>立案 <b class="num">\(sums.filed)</b> = \(filed)</p>\(earlier)<div class="gap-s">\(balance)</div>
                """
        ).html
    }

    /// What was filed, bundle by bundle: what units have stands first.
    private var filed: HTML {
        "交办 <b class=\"num\">\(sums[.assigned])</b>\(terms { $0.isFiled && $0 != .assigned })"
    }

    /// The parts that are there, each with its number; merged and taken back are always named.
    private func terms(_ isMeant: (ProposalReckoning.Part) -> Bool) -> HTML {
        let always: Set<ProposalReckoning.Part> = [.merged, .withdrawn, .notFiled]
        let parts = ProposalReckoning.Part.allCases.filter { isMeant($0) && (sums[$0] > 0 || always.contains($0)) }
        return "\(each: parts, { " + \(ProposalWording.name($0)) <b class=\"num\">\(sums[$0])</b>" as HTML })"
    }

    /// What the list has of earlier sessions, so that its numbers and the sums say the same.
    private var earlier: HTML {
        let left = [(ProposalReckoning.Part.inReview, ProposalListStore.Part.review), (.awaiting, .filed)].map {
            ($0, (counts[$1] ?? 0) - sums[$0])
        }.filter { $1 > 0 }
        guard !left.isEmpty else { return HTML() }
        return """
            <p>以前的会议还有\(each: left, { part, count in
                " \(ProposalWording.name(part)) <b class=\"num\">\(count)</b>" as HTML
            })，算在那次会议的账里。</p>
            """
    }

    private var balance: HTML {
        sums.isBalanced
            ? Note(text: "账是平的。", tone: .done, icon: .check).html
            : Note(text: "账不平，请告诉管理员：有一件提案没有算进去。", tone: .late, icon: .alert).html
    }
}
