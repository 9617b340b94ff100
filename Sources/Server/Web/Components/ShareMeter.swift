// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// How a text falls into situation, analysis and advice, as a bar and in figures. A script keeps it up to date while somebody
/// writes; without one it shows what was saved.
struct ShareMeter: Sendable {
    let shares: ProposalShares
    /// What is said below.
    var content = HTML()

    var html: HTML {
        let (first, second) = (shares.situation, shares.analysis)
        return PageSection(
            id: "shares", title: "结构", look: .panel,
            content: """
                <svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" data-shares \
                aria-label="\(label)"><rect class="m1" width="\(first)" height="6"/>\
                <rect class="m2" x="\(first)" width="\(second)" height="6"/>\
                <rect class="m3" x="\(first + second)" width="\(shares.advice)" height="6"/></svg>\
                <dl class="share gap-s">\(part("k1", "情况", first))\(part("k2", "分析", second))\
                \(part("k3", "建议", shares.advice))</dl>\(content)
                """
        ).html
    }

    private var label: String { "情况\(shares.situation)%，分析\(shares.analysis)%，建议\(shares.advice)%" }

    private func part(_ key: String, _ name: String, _ percent: Int) -> HTML {
        """
        <div><dt><span class="key \(key)"></span>\(name)</dt><dd><span data-share="\(key)">\(percent)</span>%</dd></div>
        """
    }
}
