// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// What people were found to think of what is asked beside the session, or was, for the room's screen: the map while nothing else
/// stands there, and the statement at hand at its foot.
struct WallOpinions: Sendable {
    /// Nil where nobody was asked, or nothing was found yet.
    private let findings: OpinionFindings?
    private let texts: [OpinionStatement.ID: String]
    /// When the map was drawn, as the stream tells it.
    let drawn: String

    private static let nothing = WallOpinions(findings: nil, texts: [:], drawn: "")

    static func read(
        beside session: ConsultationSession.ID, _ services: Services, _ site: Site, on today: Day,
        in transaction: Transaction
    ) throws -> WallOpinions {
        let desk = DeliberationDesk(services: services, site: site)
        let calls = try desk.store.calls(on: .session(session), in: transaction)
        guard let call = calls.mapped(on: today)?.id else { return nothing }
        guard let kept = services.opinions.map(of: call) else {
            services.opinions.want(call, of: site.tenant.id)
            return nothing
        }
        let statements = try desk.statements.list(of: call, [.adopted], in: transaction)
        return WallOpinions(
            findings: kept.findings, texts: Dictionary(statements.map { ($0.id, $0.text) }) { first, _ in first },
            drawn: String(kept.madeAt.milliseconds))
    }

    /// Its place only, where no group may be shown: the script puts the map there once there is one.
    func map(isHidden: Bool) -> HTML {
        guard let findings, !findings.groups.isEmpty else {
            return "<figure class=\"wall-map\" data-opinion-part=\"map\" hidden></figure>"
        }
        let plot = OpinionPlot(
            groups: findings.groups, own: nil, title: "意见图", description: OpinionMapPage.description(findings))
        return """
            <figure class="plot opinion wall-map" data-live="rest" data-opinion-part="map"\(flag: "hidden", isHidden)>\
            \(plot.html)</figure>
            """
    }

    /// What all agree on, or else where people differ most; its place only, where there is neither.
    var foot: HTML {
        guard let (word, line) = telling, let all = line.all, let text = texts[line.statement] else {
            return "<footer class=\"wall-foot\" data-opinion-part=\"foot\" hidden></footer>"
        }
        return """
            <footer class="wall-foot" data-opinion-part="foot"><p><b>\(word)</b> \(text) <span class="num">\(all.agree)/\(all.all)人赞同</span></p></footer>
            """
    }

    private var telling: (String, OpinionFindings.Line)? {
        guard let findings else { return nil }
        if let line = findings.lines(.allAgree).first { return ("大家都赞同", line) }
        return findings.lines(.differs).first.map { ("看法不一样", $0) }
    }
}
