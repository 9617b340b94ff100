// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// The use cases of one kind of case: topics, sessions, items, requests. Every change to one goes through ``perform``.
///
/// What a kind has to say is here; forms, buttons, API operations and the order of things in a transaction are made from
/// it once, for all kinds.
protocol CaseDesk: Sendable {
    associatedtype Case: Lifecycle where Case.Command: RawRepresentable<String>, Case.Refused: WordedRefusal

    init(services: Services, site: Site)
    var services: Services { get }
    var site: Site { get }

    /// How addresses name the kind: `topics`.
    static var collection: String { get }
    /// How operations of the API name one of it: `Topic`.
    static var operationNoun: String { get }
    /// What may be done to it, in the order of the buttons.
    static var acts: [CaseAct<Self>] { get }
    /// Where its pages stand in the desk's navigation.
    static var place: DeskPlace { get }
    /// The record as the API shows it.
    static var schema: Schema { get }

    static func name(_ command: Case.Command) -> String
    /// What a command is called on this record, on the button that leads to it and on the one that does it.
    static func label(of command: Case.Command, for record: Case) -> String
    /// What the button that does it says, where that is something else.
    static func doing(_ command: Case.Command) -> String?
    /// What the desk says after a command was done.
    static func done(_ command: Case.Command) -> String

    /// The record that this person may see. Throws ``WebFailure/notFound`` for any other.
    func visible(_ id: Identifier<Case>, to actor: Actor, in transaction: Transaction) throws -> Case
    /// Throws where somebody else has the record in hand just now.
    func requireFree(
        _ record: Case, for command: Case.Command, by actor: Actor, at now: Instant, in transaction: Transaction) throws
    /// What of the day or of other records stands in the way of an act that the state permits; nil where nothing does. The act itself
    /// asks the same rule; its form does not open where it would be refused.
    func hindrance(
        to command: Case.Command, of record: Case, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Case.Refused?
    /// Writes what a command changed: the event, the row, the other records that follow, and who is to be told.
    func save(_ transition: Transition<Case>, _ signature: Signature, in transaction: Transaction) throws
    /// What a field that refers to records may be answered with.
    func options(
        _ source: InputField.OptionSource, for record: Case, in transaction: Transaction
    ) throws -> [InputField.Option]
    /// Of these answers those that this person may give.
    func open(
        _ options: [InputField.Option], of field: InputField, _ command: Case.Command, for record: Case, to actor: Actor
    ) -> [InputField.Option]
    /// What a field holds before anybody typed.
    func proposal(_ field: InputField, of command: Case.Command, for record: Case, in transaction: Transaction) throws
        -> String
    /// The record's title and what it is about, above a form.
    func headline(_ record: Case, in transaction: Transaction) throws -> CaseHeadline
    /// What stands beside the form of an act, such as what is like the record. `written`: what the fields hold now.
    func aside(
        of command: Case.Command, for record: Case, written: [String: String], to actor: Actor,
        in transaction: Transaction
    ) throws -> HTML
    /// Whether that changes with every word.
    static func refreshesAside(of command: Case.Command) -> Bool
    /// Whether the browser keeps what is written over words that are there already.
    static func keepsWords(of command: Case.Command) -> Bool
    func json(_ record: Case, for actor: Actor, in transaction: Transaction) throws -> JSON
    /// Whether programs read the way that a record has come.
    static var tellsSteps: Bool { get }
    /// That way, as the record's page tells it to this person.
    func trace(of record: Case, for actor: Actor, in transaction: Transaction) throws -> Trace
    /// By which commands words come before people who have not read them: everybody, the members, a hall.
    static var publishing: Set<Case.Command> { get }
    /// What of the record they read then, as far as this person reads it; for no command, all of it that anybody reads who was not
    /// there when it was written.
    func wordsToPublish(
        by command: Case.Command?, of record: Case, for actor: Actor, in transaction: Transaction
    ) throws -> [String?]
    /// What of the record a command makes public that was written before anybody was asked whom it shows: by people outside, in the form
    /// with which it began, or when that was not asked yet (BR-41).
    func wordsShown(by command: Case.Command, of record: Case, in transaction: Transaction) throws -> [String?]
}

/// What stands above the form of an act.
struct CaseHeadline: Sendable {
    let title: String
    /// What it is about, in somebody's words; nil where the title says it.
    let said: String?
}

/// Who decided, in which role, when: beside every event.
struct Signature: Sendable {
    let actor: Actor
    let role: Role?
    let now: Instant
    /// What was said of how those have agreed whom its public words show; nil where nothing was said (BR-41).
    var consent: FreeText?
}

extension CaseDesk {
    init(_ request: WebRequest, _ services: Services) {
        self.init(services: services, site: request.site)
    }

    /// Does one thing to a record: the rule decides, then all that changes is written.
    @discardableResult
    func perform(
        _ act: CaseAct<Self>, _ input: Input, on record: Case, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> Case {
        if !act.isIndependent, let seen = input.expectedVersion, seen != record.version {
            throw WebFailure.changedMeanwhile
        }
        try requireFree(record, for: act.command, by: actor, at: now, in: transaction)
        let consent = try consent(to: act, input, on: record, by: actor, in: transaction)
        let decision = Decision(desk: self, transaction: transaction, actor: actor, now: now, consent: consent)
        let transition = try act.decide(record, input, decision)
        try save(
            transition,
            Signature(actor: actor, role: record.role(of: actor, for: act.command), now: now, consent: consent),
            in: transaction)
        return transition.after
    }

    /// As everywhere, unless the kind says otherwise.
    static func label(of command: Case.Command, for record: Case) -> String { name(command) }

    /// What it is called, unless the kind says otherwise.
    static func doing(_ command: Case.Command) -> String? { nil }

    /// Nobody has, unless the kind says otherwise.
    func requireFree(
        _ record: Case, for command: Case.Command, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {}

    /// Nothing does, unless the kind says otherwise.
    func hindrance(
        to command: Case.Command, of record: Case, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Case.Refused? { nil }

    /// Throws what an act would be refused for whatever were written in its form.
    func requireOpen(
        _ command: Case.Command, of record: Case, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        if let refusal = record.refusal(of: command, by: actor) { throw refusal }
        try requireFree(record, for: command, by: actor, at: now, in: transaction)
        if let hindrance = try hindrance(to: command, of: record, by: actor, at: now, in: transaction) {
            throw hindrance
        }
    }

    /// What every kind offers, unless the kind has something of its own.
    func options(
        _ source: InputField.OptionSource, for record: Case, in transaction: Transaction
    ) throws -> [InputField.Option] { try commonOptions(source, in: transaction) }

    /// All of them, unless the kind says otherwise.
    func open(
        _ options: [InputField.Option], of field: InputField, _ command: Case.Command, for record: Case, to actor: Actor
    ) -> [InputField.Option] { options }

    func proposal(
        _ field: InputField, of command: Case.Command, for record: Case, in transaction: Transaction
    ) throws -> String { "" }

    /// It stays as it is, unless the kind says otherwise.
    static func refreshesAside(of command: Case.Command) -> Bool { false }

    /// They stay on the server alone, unless the kind says otherwise.
    static func keepsWords(of command: Case.Command) -> Bool { false }

    /// Nothing, unless the kind says otherwise.
    func aside(
        of command: Case.Command, for record: Case, written: [String: String], to actor: Actor,
        in transaction: Transaction
    ) throws -> HTML { HTML() }

    /// A record's log, oldest first.
    func log(
        of id: Identifier<Case>, in transaction: Transaction
    ) throws -> [EventStore.Entry<Case.Event>] {
        try services.eventLog.log(of: id.number, tenant: site.tenant.id, as: Case.Event.self, in: transaction)
    }

    /// The logs of several records, each oldest first, read at once.
    func logs(
        of ids: [Identifier<Case>], in transaction: Transaction
    ) throws -> [Identifier<Case>: [EventStore.Entry<Case.Event>]] {
        let logs = try services.eventLog.logs(
            of: ids.map(\.number), tenant: site.tenant.id, as: Case.Event.self, in: transaction)
        return Dictionary(uniqueKeysWithValues: logs.map { (Identifier($0.key), $0.value) })
    }

    /// Appends the transition's event to the log.
    func append(
        _ transition: Transition<Case>, to id: Identifier<Case>, _ signature: Signature, occurredOn day: Day? = nil,
        in transaction: Transaction
    ) throws -> EventStore.Recorded {
        try services.eventLog.append(
            transition, subject: id.number,
            .init(
                tenant: site.tenant.id, actor: signature.actor, role: signature.role, recordedAt: signature.now,
                occurredOn: day, consent: signature.consent, actingFor: substituted(on: transition.before, signature)),
            in: transaction)
    }

    /// For whom an officer acts on what lies with a unit: somebody answers for one unit and stands in at another, so that the role
    /// alone does not say it.
    private func substituted(on record: Case, _ signature: Signature) -> Person.ID? {
        guard signature.role == .unitOfficer, case .staff(let staff) = signature.actor,
            let unit = (record as? any UnitHeld)?.holdingUnit
        else { return nil }
        return staff.substitution(in: unit)
    }

    /// Puts an event into the outbox for these people; never for the one who did it.
    func tell(
        _ people: [Person.ID], of recorded: EventStore.Recorded, _ signature: Signature, in transaction: Transaction
    ) throws {
        var others = Set(people)
        if case .staff(let staff) = signature.actor { others.remove(staff.id) }
        try OutboxStore(tenant: site.tenant.id).insert(
            recorded.event, to: others.sorted(), ids: services.ids, at: signature.now, in: transaction)
    }
}
