// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Topics: strangers find the public ones by the index of grams, staff those of their desk by what was said as well.
extension KindSearch {
    func publicTopics(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try TopicListStore(tenant: tenant, contents: services.contents).published(
            asked.query, .init(area: asked.area, elsewhereThan: asked.elsewhereThan, category: asked.category),
            after: after.flatMap { Identifier<Topic>($0) }, limit: limit,
            in: transaction)
        return SearchPart(
            hits: found.map { topic in
                SearchHit(
                    kind: .topics, id: topic.id.text, title: topic.title,
                    others: [topic.body, topic.answer].compactMap(\.self),
                    chip: TopicWording.residentsChip(topic.state, former: topic.former),
                    note: "\(topic.roomName) · \(TopicWording.next(topic, today: today))",
                    address: "/topics/\(topic.id)", place: topic.id.text)
            })
    }

    /// Topics of the desk: what was said, at first and later, is unsealed from the newest on; where that is cut, the older public ones are found by the
    /// index of grams, which strangers ask, too. A place is that of the look and, behind a point, the last that the index has found:
    /// what the look meets later is not shown twice.
    func deskTopics(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
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
                    others: ([topic.words, topic.publicBody, topic.publicAnswer, topic.place] + topic.later + [
                        topic.number
                    ])
                    .compactMap(\.self),
                    chip: TopicWording.chip(topic.state, former: topic.former),
                    note: "\(topic.roomName) · \(ChineseTime.date(topic.receivedAt.day, today: today))",
                    address: "/desk/topics/\(topic.id)",
                    place: ([topic.id] + [indexed].compactMap(\.self)).map(\.text).joined(separator: "."))
            }, isCut: found.isCut)
        guard found.isCut, part.hits.count < limit, let last = found.last.map({ Topic.ID($0) }) else { return part }
        let room = limit - part.hits.count
        let older = try TopicListStore(tenant: tenant, contents: services.contents).published(
            asked.query,
            .init(scope: scope, area: asked.area, elsewhereThan: asked.elsewhereThan, category: asked.category),
            after: min(last, indexed ?? last), limit: room, in: transaction)
        part.hits += older.map { topic in
            SearchHit(
                kind: .topics, id: topic.id.text, title: topic.title,
                others: [topic.body, topic.answer].compactMap(\.self),
                chip: TopicWording.chip(topic.state, former: topic.former),
                note: "\(topic.roomName) · \(ChineseTime.date(topic.receivedAt.day, today: today))",
                address: "/desk/topics/\(topic.id)", place: "\(last.text).\(topic.id.text)")
        }
        // Of fewer than were asked for, none is left.
        let shown = older.count < room ? Topic.ID(1) : older.last?.id ?? indexed ?? last
        part.goesOn = "\(last.text).\(shown.text)"
        return part
    }
}
