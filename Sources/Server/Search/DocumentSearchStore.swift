// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Looks for words in numbered outcome documents and in notices.
extension SearchStore {
    // MARK: - Outcome documents

    /// A numbered outcome document.
    struct OutcomeDocument: Sendable {
        let id: SuggestionList.ID
        let number: String
        let document: String
        let state: SuggestionList.State
        let issuedOn: Day
        /// Of the session.
        let title: String?
        let roomName: String
    }

    /// Numbered outcome documents by number, kind and session.
    func lists(
        _ scope: RoomScope, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<OutcomeDocument> {
        try look(
            """
            SELECT l.id, l.number, l.document, l.state, l.issued_on, s.title, r.name FROM suggestion_list l
            JOIN consultation_session s ON s.tenant = l.tenant AND s.id = l.session
            JOIN room r ON r.tenant = l.tenant AND r.id = l.room
            WHERE \(SuggestionListStore.visible(scope, tenant)) AND \(Self.within("l", narrowing)) ORDER BY l.id DESC
            """, narrowing, in: transaction
        ) { row in
            let id = SuggestionList.ID(try row.next())
            let number = try row.next(String.self)
            let document = try row.next(String?.self) ?? ConsultationForm.list
            guard let state = SuggestionList.State(rawValue: try row.next()), let day = Day(try row.next(String.self))
            else { throw DatabaseError.malformed("suggestion_list \(id)") }
            let list = OutcomeDocument(
                id: id, number: number, document: document, state: state, issuedOn: day, title: try row.next(),
                roomName: try row.next())
            return (list, ["\(document)\(number)", list.title])
        }
    }

    // MARK: - Notices

    /// A notice that was sent to rooms and units.
    struct Notice: Sendable {
        let id: Deployment.ID
        let kind: Deployment.Kind
        let issuedOn: Day
        let dueOn: Day
        let organName: String?
        let title: String
        /// What those addressees answered whom the scope sees.
        let reports: [String]
    }

    /// Notices by title, body and what was answered, as far as the scope sees a receipt of them. They lie in no area.
    func deployments(
        _ scope: DeploymentScope, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<Notice> {
        guard narrowing.area == nil else { return Found() }
        // What was answered has half of the words at most, the notices what is left.
        let reports = try texts(
            """
            SELECT r.deployment, r.report, c.words FROM deployment_receipt r
            JOIN content c ON c.tenant = r.tenant AND c.id = r.report
            WHERE \(DeploymentReceiptStore.visible(scope, tenant)) AND r.deployment < \(narrowing.after ?? .max)
            ORDER BY r.deployment DESC, r.id
            """, most: narrowing.wordsMax / 2, in: transaction
        ) { try contents.next(&$0, tenant: tenant)?.words }
        return try reports.cutting(
            look(
                """
                SELECT d.id, d.kind, d.issued_on, d.due_on, o.name, d.title, c.words FROM deployment d
                JOIN content c ON c.tenant = d.tenant AND c.id = d.title
                LEFT JOIN organ o ON o.tenant = d.tenant AND o.id = d.organ
                WHERE d.tenant = \(tenant.number) AND \(Self.between("d", narrowing)) AND EXISTS (
                    SELECT 1 FROM deployment_receipt r WHERE \(DeploymentReceiptStore.visible(scope, tenant)) AND r.deployment = d.id)
                ORDER BY d.id DESC
                """, reports.left(of: narrowing), in: transaction
            ) { row in
                let id = Deployment.ID(try row.next())
                guard let kind = Deployment.Kind(rawValue: try row.next()), let issued = Day(try row.next(String.self)),
                    let due = Day(try row.next(String.self))
                else { throw DatabaseError.malformed("deployment \(id)") }
                let organ = try row.next(String?.self)
                // What was erased is found by nothing.
                guard let title = try contents.next(&row, tenant: tenant)?.words else { return nil }
                let notice = Notice(
                    id: id, kind: kind, issuedOn: issued, dueOn: due, organName: organ, title: title,
                    reports: reports.texts[id.number] ?? [])
                return (notice, [title, organ] + notice.reports)
            })
    }
}
