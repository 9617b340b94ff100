// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a numbered suggestion list goes through here.
struct SuggestionListDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "lists"
    static let operationNoun = "List"
    static let place = DeskPlace.items
    static let schema = SuggestionListAPI.list
    static let acts: [CaseAct<SuggestionListDesk>] = [.route, .noteReceipt]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: SuggestionListStore { SuggestionListStore(tenant: tenant) }

    static func name(_ command: SuggestionList.Command) -> String { SuggestionListWording.name(command) }
    static func done(_ command: SuggestionList.Command) -> String { SuggestionListWording.done(command) }

    /// An outcome that was issued just now becomes a document with the next number of the year.
    func issue(
        _ session: ConsultationSession, _ signature: Signature, in transaction: Transaction
    ) throws {
        let day = signature.now.day
        let number = DocumentNumber(
            prefix: site.practice.profile.outcomes.listPrefix, year: day.year,
            serial: try DocumentRegisterStore(tenant: tenant).next(.suggestionList, of: day.year, in: transaction))
        try save(
            SuggestionList.issuing(
                session, numbered: number,
                called: session.form(site.practice).document(hasItems: !session.items.isEmpty),
                as: services.id(SuggestionList.self), on: day),
            signature, in: transaction)
    }

    func list(_ id: SuggestionList.ID, in transaction: Transaction) throws -> SuggestionList? {
        lying(SuggestionList.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    /// The document of a session's outcome; nil before it was issued.
    func document(of session: ConsultationSession.ID, in transaction: Transaction) throws -> SuggestionList? {
        try store.list(of: session, in: transaction).flatMap { try list($0.id, in: transaction) }
    }

    func visible(_ id: SuggestionList.ID, to actor: Actor, in transaction: Transaction) throws -> SuggestionList {
        guard let list = try list(id, in: transaction),
            RoomScope(of: actor).covers(room: list.issue.room, area: list.issue.area)
        else { throw WebFailure.notFound }
        return list
    }

    func save(_ transition: Transition<SuggestionList>, _ signature: Signature, in transaction: Transaction) throws {
        _ = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, in: transaction)
    }

    func proposal(
        _ field: InputField, of command: SuggestionList.Command, for list: SuggestionList, in transaction: Transaction
    ) throws -> String {
        switch (command, field.name) {
        case (_, "day"): services.clock.now().day.description
        case (.noteReceipt, "addressee"): list.routings.first { $0.receipt == nil }?.addressee.rawValue ?? ""
        case (.route, "addressee"):
            SuggestionList.Addressee.allCases.first { each in !list.routings.contains { $0.addressee == each } }?
                .rawValue ?? ""
        case (.route, _), (.noteReceipt, _): ""
        }
    }

    func headline(_ list: SuggestionList, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: "\(list.issue.name) \(list.issue.number.text)", said: nil)
    }

    func json(_ list: SuggestionList, for actor: Actor, in transaction: Transaction) throws -> JSON {
        SuggestionListAPI.json(list, for: actor)
    }
}

extension CaseAct<SuggestionListDesk> {
    private static let addressee = InputField(
        "addressee", "报给谁", .choice(SuggestionListWording.addressees))

    static let route = CaseAct(
        .route, "routing", advice: "报送党委、政府，登记哪天送的；对方收到后再登记回执。",
        fields: { _ in [addressee, InputField("day", "哪天送的", .day)] },
        decide: { list, input, d in
            try list.routing(
                to: input.choice("addressee"), on: input.day("day"), by: d.actor, today: d.now.day)
        })

    static let noteReceipt = CaseAct(
        .noteReceipt, "receipt", advice: "登记哪天收到的、谁签收，有批示的一并记下。",
        fields: { _ in
            [
                addressee, InputField("day", "哪天收到的", .day),
                InputField("words", "谁签收，有什么意见", .paragraph(limit: 500)),
                InputField(
                    "instruction", "批示", .paragraph(limit: 500), isRequired: false, help: "谁批的、批了什么，照原话记；没有不填。"),
            ]
        },
        decide: { list, input, d in
            try list.noting(
                .init(
                    input.choice("addressee"), on: input.day("day"), words: input.text("words"),
                    instruction: input.optional("instruction")), by: d.actor,
                today: d.now.day)
        })
}
