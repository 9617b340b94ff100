// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Whose work is under way, as far as it is somebody's own and not a post's.
struct HandOverStore: Sendable {
    let tenant: Tenant.ID

    /// How much somebody has in hand, whoever asks: numbers alone.
    struct Counts: Sendable, Hashable {
        var topics = 0
        var items = 0
        var assignments = 0
        var receptions = 0
        var sentiments = 0
        /// Proposals whose lead this person is: each changes hands at the proposal office, to whom it can.
        var proposals = 0
        /// Key proposals whose handling this person leads: the proposal office names another leader.
        var led = 0
        /// Items whose handling this person supervises for one of the two sides: the room names another supervisor.
        var supervised = 0

        /// Whether there is anything that another person has to take over.
        var isNothing: Bool {
            topics + items + assignments + receptions + sentiments + proposals + led + supervised == 0
        }
    }

    func counts(of person: Person.ID, from today: Day, in transaction: Transaction) throws -> Counts {
        try transaction.first(
            """
            SELECT
                (SELECT COUNT(*) FROM topic t
                    WHERE t.tenant = \(tenant.number) AND t.researcher = \(person.number) AND t.state = 'researching'),
                (SELECT COUNT(*) FROM suggestion_item i
                    WHERE i.tenant = \(tenant.number) AND i.officer = \(person.number) AND i.state <> 'closed'
                        AND i.is_discarded = 0),
                (SELECT COUNT(*) FROM proposal_assignment a
                    WHERE a.tenant = \(tenant.number) AND a.officer = \(person.number)
                        AND a.state NOT IN ('sent', 'recalled')),
                (SELECT COUNT(*) FROM reception_member m JOIN reception_day d ON d.tenant = m.tenant AND d.id = m.reception
                    WHERE m.tenant = \(tenant.number) AND m.person = \(person.number) AND d.state = 'open'
                        AND d.held_on >= \(today.description)),
                (SELECT COUNT(*) FROM sentiment_issue s
                    WHERE s.tenant = \(tenant.number) AND s.keeper = \(person.number) AND s.state <> 'closed'),
                (SELECT COUNT(*) FROM proposal l
                    WHERE l.tenant = \(tenant.number) AND l.signer = \(person.number) AND l.period IS NOT NULL
                        AND l.state NOT IN ('not_filed', 'closed', 'withdrawn')),
                (SELECT COUNT(*) FROM proposal k
                    WHERE k.tenant = \(tenant.number) AND k.led_by = \(person.number)
                        AND k.state IN ('filed', 'handling', 'replied', 'rehandling')),
                (SELECT COUNT(*) FROM suggestion_item v
                    WHERE v.tenant = \(tenant.number) AND v.state <> 'closed' AND v.is_discarded = 0
                        AND (v.party_supervisor = \(person.number) OR v.committee_supervisor = \(person.number)))
            """
        ) { row in
            Counts(
                topics: try row.next(), items: try row.next(), assignments: try row.next(), receptions: try row.next(),
                sentiments: try row.next(), proposals: try row.next(), led: try row.next(),
                supervised: try row.next())
        } ?? Counts()
    }

    /// Reception days to come on which somebody receives, of those that the scope may see, the nearest first.
    func receptions(
        of person: Person.ID, from today: Day, scope: ReceptionScope, limit: Int, in transaction: Transaction
    ) throws -> [ReceptionDay.ID] {
        try transaction.rows(
            """
            SELECT d.id FROM reception_day d
            JOIN reception_member own ON own.tenant = d.tenant AND own.reception = d.id AND own.person = \(person.number)
            WHERE \(ReceptionListStore.visible(scope, tenant)) AND d.state = 'open' AND d.held_on >= \(today.description)
            ORDER BY d.held_on, d.id LIMIT \(limit)
            """
        ) { Identifier(try $0.next()) }
    }

    /// Issues met while walking that somebody goes on with, of those that the scope may see, the nearest due day first.
    func sentiments(
        of person: Person.ID, scope: SentimentScope, limit: Int, in transaction: Transaction
    ) throws -> [SentimentIssue.ID] {
        try transaction.rows(
            """
            SELECT i.id FROM sentiment_issue i
            WHERE \(SentimentStore.managed(scope, tenant)) AND i.keeper = \(person.number) AND i.state <> 'closed'
            ORDER BY COALESCE(i.due_on, '9999-12-31'), i.id LIMIT \(limit)
            """
        ) { Identifier(try $0.next()) }
    }

    /// Those who go on with issues that the scope may see, in the order of strokes.
    func walkers(scope: SentimentScope, in transaction: Transaction) throws -> [Person] {
        let members = try transaction.rows(
            """
            SELECT DISTINCT p.id, p.name FROM sentiment_issue i
            JOIN person p ON p.tenant = i.tenant AND p.id = i.keeper
            WHERE \(SentimentStore.managed(scope, tenant)) AND i.state <> 'closed'
            ORDER BY p.id
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
        return StrokeOrder.sorted(members) { $0.name }
    }

    /// Members who receive on a day to come that the scope may see, in the order of strokes.
    func receivers(scope: ReceptionScope, from today: Day, in transaction: Transaction) throws -> [Person] {
        let members = try transaction.rows(
            """
            SELECT DISTINCT p.id, p.name FROM reception_day d
            JOIN reception_member own ON own.tenant = d.tenant AND own.reception = d.id
            JOIN person p ON p.tenant = own.tenant AND p.id = own.person
            WHERE \(ReceptionListStore.visible(scope, tenant)) AND d.state = 'open' AND d.held_on >= \(today.description)
            ORDER BY p.id
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
        return StrokeOrder.sorted(members) { $0.name }
    }
}
