// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// All that belongs to one topic, from the code that was scanned to the people's word: what a trace is made of.
struct Loop: Sendable {
    let topic: Topic
    let log: [EventStore.Entry<TopicEvent>]
    let session: ConsultationSession?
    let sessionLog: [EventStore.Entry<SessionEvent>]
    let items: [Item]
    /// The numbered list of what was agreed, once it was issued.
    let list: SuggestionListStore.Named?
    /// The media consultation beside the session.
    let live: LiveTrace?
    /// The calls for opinions on the topic itself.
    let asked: [DeliberationStore.Listed]
    /// What happened in those, and in those beside its session.
    let opinions: [OpinionTrace]
    /// The people and units that events name.
    let names: Names

    /// An item with what happened to it and what people say.
    struct Item: Sendable {
        let item: SuggestionItem
        let log: [EventStore.Entry<ItemEvent>]
        /// What came of each time the people were asked.
        let tallies: [Int: ConfirmationTally]

        /// What the people say now.
        var tally: ConfirmationTally { tallies[item.inquiries] ?? ConfirmationTally() }
    }

    /// What ids are called.
    struct Names: Sendable {
        let people: [Person.ID: String]
        let units: [HandlingUnit.ID: String]
        var rooms: [Room.ID: String] = [:]

        func person(_ id: Person.ID) -> String { people[id] ?? "" }
        func unit(_ id: HandlingUnit.ID) -> String { units[id] ?? "" }
        func room(_ id: Room.ID) -> String { rooms[id] ?? "别的议事室" }
    }
}

/// Reads loops.
struct LoopReader: Sendable {
    let services: Services
    let site: Site

    private var topics: TopicDesk { TopicDesk(services: services, site: site) }
    private var sessions: SessionDesk { SessionDesk(services: services, site: site) }
    private var items: ItemDesk { ItemDesk(services: services, site: site) }
    private var calls: DeliberationDesk { DeliberationDesk(services: services, site: site) }

    func loop(of topic: Topic, in transaction: Transaction) throws -> Loop {
        let log = try topics.log(of: topic.id, in: transaction)
        let sessionLog = try topic.session.map { try sessions.log(of: $0, in: transaction) } ?? []
        let session = topic.session.flatMap {
            sessions.lying(ConsultationSession.replaying(sessionLog.map(\.event), as: $0))
        }
        let itemIDs = session == nil ? [] : try ItemStore(tenant: site.tenant.id).items(of: topic.id, in: transaction)
        let items = try itemIDs.compactMap { try item($0, in: transaction) }
        let asked = try calls.store.calls(on: .topic(topic.id), in: transaction)
        let besides = try session.map { try calls.store.calls(on: .session($0.id), in: transaction) } ?? []
        return Loop(
            topic: topic, log: log, session: session, sessionLog: sessionLog, items: items,
            list: try session.flatMap { try sessions.lists.store.list(of: $0.id, in: transaction) },
            live: try session.flatMap { try LiveTrace.read(of: $0.id, services, site, in: transaction) },
            asked: asked, opinions: try OpinionTrace.read(asked + besides, calls, in: transaction),
            names: try names(log, items, in: transaction))
    }

    /// An item with its log and tally.
    func item(_ id: SuggestionItem.ID, in transaction: Transaction) throws -> Loop.Item? {
        let log = try items.log(of: id, in: transaction)
        guard let item = items.lying(SuggestionItem.replaying(log.map(\.event), as: id)) else { return nil }
        return Loop.Item(item: item, log: log, tallies: try items.confirmations.tallies(of: item, in: transaction))
    }

    /// What the people and units of these logs are called.
    func names(
        _ log: [EventStore.Entry<TopicEvent>], _ items: [Loop.Item], in transaction: Transaction
    ) throws -> Loop.Names {
        var people: Set<Person.ID> = []
        for case .assigned(let researcher, _) in log.map(\.event) { people.insert(researcher) }
        for entry in items.flatMap(\.log) { people.formUnion(entry.event.officers) }
        var rooms: Set<Room.ID> = []
        for case .passedOn(let passing, _) in log.map(\.event) { rooms.formUnion([passing.from, passing.to]) }
        let directory = DirectoryStore()
        let units = items.isEmpty ? [] : try directory.units(of: site.tenant.id, in: transaction)
        return Loop.Names(
            people: try directory.names(of: people, tenant: site.tenant.id, in: transaction),
            units: Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a }),
            rooms: rooms.isEmpty ? [:] : try PlaceStore(tenant: site.tenant.id).rooms(rooms, in: transaction))
    }
}

extension ItemEvent {
    /// The people that this event makes responsible.
    fileprivate var officers: [Person.ID] {
        switch self {
        case .drafted(_, let task), .revised(let task): [task.officer]
        case .reassigned(_, let officer, _), .handedOver(let officer): [officer]
        case .supervisionAgreed(let supervision): supervision.people
        case .discarded, .approved, .dispatched, .accepted, .returnRequested, .upheld, .progressed, .extensionAsked,
            .extended,
            .extensionRefused, .reported, .verified, .sentBack, .closed, .reopened, .deadlineMoved, .reminded,
            .signed, .signatureDeclined, .inspected, .commented,
            .askedAgain, .lookBackEnded:
            []
        }
    }
}
