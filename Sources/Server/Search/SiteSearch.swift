// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// One search over all that a reader may see: strangers what is public, staff what is on their desk. Each kind is asked by
/// its own visibility rule, the same as for its lists.
struct SiteSearch: Sendable {
    let services: Services
    let site: Site
    let reader: Actor
    let today: Day
    /// How many sealed words of a kind are unsealed for one question of the staff at most, whether it looks once or twice.
    var wordsMax = 20_000

    /// What somebody looks for.
    struct Asked: Sendable {
        let query: WordQuery
        var area: AreaCode?
        /// What lies here comes first.
        var near: AreaCode?
        /// What topics are about; with it only topics are looked for.
        var category: String?
        /// What lies here was found before.
        fileprivate var elsewhereThan: AreaCode?
        /// How often one question looks among a kind: twice where it looks around a place and then everywhere.
        fileprivate var looks = 1

        init(query: WordQuery, area: AreaCode? = nil, near: AreaCode? = nil, category: String? = nil) {
            (self.query, self.area, self.near, self.category) = (query, area, near, category)
        }
    }

    /// Records of a kind that are shown beside those of other kinds.
    static let beside = 5
    /// Sealed words of a kind that are unsealed for a stranger's question at most, whatever they are words of.
    private static let strangersWordsMax = 3_000

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: SearchStore { SearchStore(tenant: tenant, contents: services.contents) }
    private var isStaff: Bool { if case .staff = reader { true } else { false } }

    /// A few of each kind, those of the area that comes first before the others.
    func overview(_ asked: Asked, in transaction: Transaction) throws -> [(kind: SearchKind, part: SearchPart)] {
        try SearchKind.found(in: site, by: reader).map { kind in
            (kind, try part(kind, asked, after: nil, limit: Self.beside + 1, isOverview: true, in: transaction))
        }
    }

    /// How the place of a record begins that lies in the area that comes first, and of one elsewhere.
    private static let (nearMark, otherMark) = ("near/", "other/")

    /// Records of one kind, newest first, after the place where the page before ended; those of the area that comes first before
    /// all others.
    func part(
        _ kind: SearchKind, _ asked: Asked, after: String?, limit: Int, in transaction: Transaction
    ) throws -> SearchPart {
        try part(kind, asked, after: after, limit: limit, isOverview: false, in: transaction)
    }

    private func part(
        _ kind: SearchKind, _ asked: Asked, after: String?, limit: Int, isOverview: Bool, in transaction: Transaction
    ) throws -> SearchPart {
        guard let near = asked.near, kind.liesInArea, asked.area == nil else {
            return try records(kind, asked, after: after, limit: limit, in: transaction)
        }
        if try kind == .topics && allTopicsLie(in: near, in: transaction) {
            return try records(
                kind, asked, after: after.map { String($0.dropFirst(Self.nearMark.count)) }, limit: limit,
                in: transaction
            ).marked(Self.nearMark, isNear: true)
        }
        var (narrowed, others, found) = (asked, asked, SearchPart())
        (narrowed.area, narrowed.looks) = (near, 2)
        (others.elsewhereThan, others.looks) = (near, 2)
        if after?.hasPrefix(Self.otherMark) != true {
            found = try records(
                kind, narrowed, after: after.map { String($0.dropFirst(Self.nearMark.count)) }, limit: limit,
                in: transaction
            ).marked(Self.nearMark, isNear: true)
            // Page by page, what lies here is looked through to its end before anything else is; an overview has no second page on
            // which the others would come.
            guard found.hits.count < limit, isOverview || found.goesOn == nil else { return found }
        }
        let rest = try records(
            kind, others,
            after: after.flatMap { $0.hasPrefix(Self.otherMark) ? String($0.dropFirst(Self.otherMark.count)) : nil },
            limit: limit - found.hits.count, in: transaction
        ).marked(Self.otherMark, isNear: false)
        return SearchPart(hits: found.hits + rest.hits, isCut: found.isCut || rest.isCut, goesOn: rest.goesOn)
    }

    /// Whether a desk has no topics elsewhere: looking for them would only halve how far one may look here.
    private func allTopicsLie(in area: AreaCode, in transaction: Transaction) throws -> Bool {
        guard case .staff(let staff) = reader, !staff.holds(.member) else { return false }
        let rooms = RoomStore(tenant: tenant)
        return try TopicScope(of: reader).domains.allSatisfy { domain in
            switch domain {
            case .area(let own): area.contains(own)
            case .room(let room): try rooms.area(of: room, in: transaction).map { area.contains($0) } ?? false
            case .tenant, .unit: false
            }
        }
    }

    private func records(
        _ kind: SearchKind, _ asked: Asked, after: String?, limit: Int, in transaction: Transaction
    ) throws -> SearchPart {
        switch kind {
        case .topics:
            isStaff
                ? try deskTopics(asked, after, limit, transaction) : try publicTopics(asked, after, limit, transaction)
        case .sessions: try sessions(asked, after, limit, transaction)
        case .calls: try calls(asked, after, limit, transaction)
        case .receptions: try receptions(asked, after, limit, transaction)
        case .items: try items(asked, after, limit, transaction)
        case .lists: try lists(asked, after, limit, transaction)
        case .deployments: try deployments(asked, after, limit, transaction)
        case .proposals: try proposals(asked, after, limit, transaction)
        case .formerProposals: try formerProposals(asked, after, limit, transaction)
        case .rooms: try rooms(asked, after, limit, transaction)
        }
    }

    private func narrowing(_ asked: Asked, _ after: String?, _ limit: Int) -> SearchStore.Narrowing {
        var narrowing = SearchStore.Narrowing(
            query: asked.query, area: asked.area, after: after.flatMap { Identifier<Never>($0)?.number }, limit: limit)
        (narrowing.category, narrowing.elsewhereThan) = (asked.category, asked.elsewhereThan)
        narrowing.wordsMax = (isStaff ? wordsMax : Self.strangersWordsMax) / asked.looks
        return narrowing
    }

    private func publicTopics(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try TopicListStore(tenant: tenant, contents: services.contents).published(
            asked.query, .init(area: asked.area, elsewhereThan: asked.elsewhereThan, category: asked.category),
            after: after.flatMap { Identifier<Topic>($0) }, limit: limit,
            in: transaction)
        return SearchPart(
            hits: found.map { topic in
                SearchHit(
                    kind: .topics, id: topic.id.text, title: topic.title,
                    others: [topic.body, topic.answer].compactMap(\.self), chip: TopicWording.chip(topic.state),
                    note: "\(topic.roomName) · \(TopicWording.next(topic.state, dueOn: topic.dueOn, today: today))",
                    address: "/topics/\(topic.id)", place: topic.id.text)
            })
    }

    /// Topics of the desk: what was said is unsealed from the newest on; where that is cut, the older public ones are found by the
    /// index of grams, which strangers ask, too. A place is that of the look and, behind a point, the last that the index has found:
    /// what the look meets later is not shown twice.
    private func deskTopics(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let scope = TopicScope(of: reader)
        let places = (after ?? "").split(separator: ".").map { Identifier<Topic>($0) }
        let indexed = places.count > 1 ? places[1] : nil
        var narrowing = narrowing(asked, places.first?.map(\.text), limit)
        narrowing.indexedFrom = indexed?.number
        let found = try store.topics(scope, narrowing, in: transaction)
        var part = SearchPart(
            hits: found.records.map { topic in
                SearchHit(
                    kind: .topics, id: topic.id.text, title: topic.publicTitle ?? Excerpt.said(topic.words),
                    others: [topic.words, topic.publicBody, topic.publicAnswer].compactMap(\.self),
                    chip: TopicWording.chip(topic.state),
                    note: "\(topic.roomName) · \(ChineseTime.date(topic.receivedAt.day, today: today))",
                    address: "/desk/topics/\(topic.id)",
                    place: ([topic.id] + [indexed].compactMap(\.self)).map(\.text).joined(separator: "."))
            }, isCut: found.isCut)
        guard found.isCut, let last = found.last.map({ Topic.ID($0) }) else { return part }
        let room = limit - part.hits.count
        let older = try TopicListStore(tenant: tenant, contents: services.contents).published(
            asked.query,
            .init(scope: scope, area: asked.area, elsewhereThan: asked.elsewhereThan, category: asked.category),
            after: min(last, indexed ?? last), limit: room, in: transaction)
        part.hits += older.map { topic in
            SearchHit(
                kind: .topics, id: topic.id.text, title: topic.title,
                others: [topic.body, topic.answer].compactMap(\.self), chip: TopicWording.chip(topic.state),
                note: "\(topic.roomName) · \(ChineseTime.date(topic.receivedAt.day, today: today))",
                address: "/desk/topics/\(topic.id)", place: "\(last.text).\(topic.id.text)")
        }
        // Of fewer than were asked for, none is left.
        let shown = older.count < room ? Topic.ID(1) : older.last?.id ?? indexed ?? last
        part.goesOn = "\(last.text).\(shown.text)"
        return part
    }

    /// Where a page goes on of which only so many records were looked at.
    private func goesOn<Record: Sendable>(_ found: SearchStore.Found<Record>) -> String? {
        found.isCut ? found.last.map { Identifier<Never>($0).text } : nil
    }

    private func sessions(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
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

    private func calls(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
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

    private func items(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let scope = ItemScope(of: reader)
        let opensRoom = isStaff && !scope.domains.isEmpty
        let found = try store.items(
            isStaff ? scope : nil, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { item in
                SearchHit(
                    kind: .items, id: item.id.text, title: Excerpt.of(item.task), others: [item.task],
                    chip: ItemWording.chip(item.state),
                    note: SearchWording.item(item, opensRoom: opensRoom, today: today),
                    address: isStaff ? "/desk/items/\(item.id)" : "/topics/\(item.topic)", place: item.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// On the desk of whoever has reception days there those of the desk, for everybody else what rooms announce.
    private func receptions(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
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

    private func lists(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try store.lists(RoomScope(of: reader), narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { list in
                SearchHit(
                    kind: .lists, id: list.id.text,
                    title: "\(list.document)\(list.number) \(list.title ?? TopicWording.erased)",
                    chip: SuggestionListWording.chip(list.state),
                    note: "\(list.roomName) · \(ChineseTime.date(list.issuedOn, today: today))",
                    address: "/desk/lists/\(list.id)", place: list.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    private func deployments(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try store.deployments(DeploymentScope(of: reader), narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { notice in
                SearchHit(
                    kind: .deployments, id: notice.id.text, title: notice.title, others: notice.reports,
                    chip: Chip(word: DeploymentWording.name(notice.kind), icon: .document, tone: nil),
                    note: [
                        notice.organName, "\(ChineseTime.date(notice.issuedOn, today: today))发出",
                        "最晚\(ChineseTime.date(notice.dueOn, today: today))回报",
                    ].compactMap(\.self).joined(separator: " · "),
                    address: "\(DeploymentRoutes.address)/\(notice.id)", place: notice.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    private func proposals(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try store.proposals(
            isStaff ? ProposalScope(of: reader) : nil, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { proposal in
                SearchHit(
                    kind: .proposals, id: proposal.id.text, title: proposal.title,
                    others: [proposal.body].compactMap(\.self), chip: ProposalWording.chip(proposal.state),
                    note: [proposal.number?.official, proposal.proposer].compactMap(\.self).joined(separator: " · "),
                    address: isStaff ? "/desk/proposals/\(proposal.id)" : "/proposals/\(proposal.id)",
                    place: proposal.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// Of earlier sessions: whoever works with proposals reads them on the desk, everybody else what their proposers agree to.
    private func formerProposals(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        var scope = ProposalScope(of: .visitor)
        var address = FormerProposalRoutes.publicAddress
        if case .staff(let staff) = reader, FormerProposalRoutes.readers.contains(where: staff.holds) {
            (scope, address) = (ProposalScope(of: reader), FormerProposalRoutes.address)
        }
        let found = try store.formerProposals(scope, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { proposal in
                SearchHit(
                    kind: .formerProposals, id: proposal.id.text, title: proposal.subject,
                    chip: Chip(word: "往年登记", icon: .document, tone: nil),
                    note: [proposal.number.official, proposal.proposer, proposal.unit].compactMap(\.self)
                        .joined(separator: " · "),
                    address: "\(address)/\(proposal.id)", place: proposal.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// Rooms are few enough to be read one after the other.
    private func rooms(
        _ asked: Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        var place = try after.map { try RoomLister.place($0) }
        var hits: [SearchHit] = []
        while hits.count < limit {
            let rooms = try RoomStore(tenant: tenant).rooms(
                .init(area: asked.area), on: today, after: place, limit: Self.roomsAtOnce, in: transaction)
            for listed in rooms where hits.count < limit {
                if let area = asked.elsewhereThan, area.contains(listed.room.area) { continue }
                let others = [listed.areaName, listed.room.address, listed.host].compactMap(\.self)
                guard asked.query.matches(([listed.room.name] + others).map { FoldedText($0) }) else { continue }
                hits.append(hit(listed, others))
            }
            guard rooms.count == Self.roomsAtOnce, let last = rooms.last else { break }
            place = .init(area: last.room.area.text, id: last.room.id)
        }
        return SearchPart(hits: hits)
    }

    private static let roomsAtOnce = 500

    private func hit(_ listed: RoomStore.Listed, _ others: [String]) -> SearchHit {
        SearchHit(
            kind: .rooms, id: listed.room.id.text, title: listed.room.name, others: others,
            chip: RoomWording.chip(listed.gaps(on: today)), note: "\(listed.areaName) · \(listed.room.address)",
            address: "/r/\(listed.room.token.text)", place: "\(listed.room.area.text)/\(listed.room.id.text)")
    }
}
