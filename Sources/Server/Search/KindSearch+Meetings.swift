// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// What people come together for: sessions, media consultations beside them and the campaigns that gather them, calls for opinions, reception days, walks.
extension KindSearch {
    func sessions(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let scope = isStaff ? SessionScope(of: reader) : nil
        let found = try store.sessions(scope, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { session in
                SearchHit(
                    kind: .sessions, id: session.id.text, title: session.title,
                    others: [session.place].compactMap(\.self), chip: SessionWording.chip(session.state),
                    note:
                        "\(session.roomName) · \(session.state == .postponed ? "时间待定" : ChineseTime.date(session.day, today: today))",
                    address: isStaff ? "/desk/sessions/\(session.id)" : "/sessions/\(session.id)",
                    place: session.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// Media consultations: on the desk of whoever has them there those of the desk, for everybody else what one may watch.
    func live(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let isDesk = reader.holds(oneOf: MediaRoutes.readers)
        let found = try store.live(
            isDesk ? RoomScope(of: reader) : nil, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { live in
                SearchHit(
                    kind: .live, id: live.id.text, title: live.title,
                    others: [live.place].compactMap(\.self) + live.reports,
                    chip: isDesk ? MediaWording.chip(live.state) : MediaWording.publicChip(live.state),
                    note: "\(live.roomName) · \(ChineseTime.moment(live.opensAt, today: today))",
                    address: isDesk ? "/desk/live/\(live.id)" : "/live/\(live.id)", place: live.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    func calls(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        // Whoever keeps no room reads what everybody reads.
        let own = RoomScope(of: reader)
        let scope = isStaff && !own.domains.isEmpty ? own : nil
        let found = try store.calls(scope, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { call in
                SearchHit(
                    kind: .calls, id: call.id.text, title: call.question, others: call.statements,
                    chip: DeliberationWording.chip(call.state),
                    note: "\(call.roomName) · \(DeliberationWording.period(call.state, call.lastDay, today: today))",
                    address: scope != nil ? "/desk/deliberations/\(call.id)" : "/deliberations/\(call.id)",
                    place: call.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// On the desk of whoever has reception days there those of the desk, for everybody else what rooms announce.
    func receptions(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let isDesk = reader.holds(oneOf: ReceptionRoutes.readers)
        let found = try store.receptions(
            isDesk ? ReceptionScope(of: reader) : nil, today: today, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { day in
                SearchHit(
                    kind: .receptions, id: day.id.text,
                    title: ReceptionWording.title(day.day, day.roomName, today: today),
                    others: [day.place, day.members.isEmpty ? nil : SearchWording.receiving(day.members)]
                        .compactMap(\.self),
                    chip: ReceptionWording.chip(day.state, day.day, today: today),
                    note: [ReceptionWording.hours(day.hours), day.place].compactMap(\.self).joined(separator: " · "),
                    address: isDesk
                        ? "/desk/receptions/\(day.id)" : "/r/\(day.roomToken)/receptions/\(day.id)",
                    place: day.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// Campaigns are a few for each year, and in clear.
    func campaigns(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        // They lie in no area.
        guard asked.area == nil else { return SearchPart() }
        let all = try CampaignStore(tenant: tenant).all(limit: CampaignRoutes.campaignsMax, in: transaction)
        let rest = all.drop { each in after.map { each.id.text != $0 } ?? false }.dropFirst(after == nil ? 0 : 1)
        let found = rest.filter { campaign in
            asked.query.matches([campaign.name, campaign.theme].compactMap { $0.map { FoldedText($0) } })
        }
        return SearchPart(
            hits: found.prefix(limit).map { campaign in
                SearchHit(
                    kind: .campaigns, id: campaign.id.text, title: campaign.name,
                    others: [campaign.theme].compactMap(\.self),
                    chip: Chip(word: CampaignWording.name(campaign.kind), icon: .document, tone: nil),
                    note: CampaignWording.days(campaign, today: today), address: "/desk/campaigns/\(campaign.id)",
                    place: campaign.id.text)
            })
    }

    /// What members met while walking.
    func walks(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try store.walks(SentimentScope(of: reader), narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { walk in
                SearchHit(
                    kind: .walks, id: walk.id.text, title: walk.title, chip: SentimentWording.chip(walk.state),
                    note: walk.roomName, address: "/desk/sentiments/\(walk.id)", place: walk.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }
}
