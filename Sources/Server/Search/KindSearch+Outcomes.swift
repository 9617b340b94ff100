// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What has to be done and what came of it: items, the documents that they stand in, notices, look-backs, the contest of outcomes.
extension KindSearch {
    func items(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
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

    func lists(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
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

    func deployments(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
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

    func lookBacks(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try store.lookBacks(RoomScope(of: reader), narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { record in
                SearchHit(
                    kind: .lookBacks, id: record.id.text, title: record.title, others: record.findings,
                    chip: LookBackWording.chip(record.state, record.grade),
                    note: "\(record.roomName) · \(record.year)年", address: "/desk/lookbacks/\(record.id)",
                    place: record.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// Entries of the contest on the desk of whoever has them there; for everybody else model cases, which lead to their topics.
    func contests(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let isDesk = reader.holds(oneOf: ContestRoutes.readers)
        let found = try store.contests(
            isDesk ? RoomScope(of: reader) : nil, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { entry in
                SearchHit(
                    kind: .contests, id: entry.id.text, title: entry.title, others: entry.words,
                    chip: ContestWording.chip(entry.state, entry.award), note: "\(entry.roomName) · \(entry.year)年",
                    address: isDesk ? "/desk/contests/\(entry.id)" : "/topics/\(entry.topic)", place: entry.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }
}
