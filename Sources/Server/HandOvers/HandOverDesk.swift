// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Hands over at once what somebody who leaves has under way: topics to research, items to handle,
/// proposals to look after, days to receive on, what was met while walking.
///
/// Each case changes hands by its own command, with an event of its own and its own people told. What belongs to a post and
/// not to a person (a room's queue, a unit's proposals that nobody was
/// named for, requests about personal data) goes with the post.
struct HandOverDesk: Sendable {
    let services: Services
    let site: Site

    /// Whose act it is: each hands over what the own commands let pass.
    static let holders: Set<Role> = [.roomSecretary, .convener, .unitOfficer]
    /// No more of a kind at once than one transaction should hold others up for.
    static let limit = 150

    static let fields: [InputField] = [
        InputField("from", "谁的", .reference(.keepers)),
        InputField("topics", "要调研的议题", .references(.candidates), isRequired: false),
        InputField("researcher", "议题交给哪位委员", .reference(.members), isRequired: false),
        InputField("day", "调研最晚哪天交", .day, isRequired: false, help: "不填就照原来的期限；已经过期的，要另定一天。"),
        InputField("items", "在办的事项", .references(.candidates), isRequired: false),
        InputField("officer", "事项交给谁", .reference(.ownOfficers), isRequired: false, help: "要是同一个单位的经办人。"),
        InputField("assignments", "负责的提案", .references(.candidates), isRequired: false),
        InputField(
            "handler", "提案交给谁", .reference(.ownOfficers), isRequired: false, help: "要是同一个单位的经办人。"),
        InputField("receptions", "接待日", .references(.candidates), isRequired: false),
        InputField("receiver", "接待日换成哪位委员", .reference(.members), isRequired: false),
        InputField("sentiments", "走访的事", .references(.candidates), isRequired: false),
        InputField(
            "keeper", "走访的事交给谁", .reference(.members), isRequired: false, help: "要是联系那一片的委员，或者那间议事室的秘书。"),
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: HandOverStore { HandOverStore(tenant: tenant) }
    private var topics: TopicDesk { TopicDesk(services: services, site: site) }
    private var items: ItemDesk { ItemDesk(services: services, site: site) }
    private var assignments: AssignmentDesk { AssignmentDesk(services: services, site: site) }
    private var receptions: ReceptionDesk { ReceptionDesk(services: services, site: site) }
    private var sentiments: SentimentDesk { SentimentDesk(services: services, site: site) }
    private var today: Day { services.clock.now().day }

    /// What somebody has under way that this actor may hand over.
    struct Load: Sendable {
        let topics: [BulkCandidate<Topic>]
        let items: [BulkCandidate<SuggestionItem>]
        let assignments: [BulkCandidate<ProposalAssignment>]
        let receptions: [BulkCandidate<ReceptionDay>]
        let sentiments: [BulkCandidate<SentimentIssue>]

        var isEmpty: Bool {
            topics.isEmpty && items.isEmpty && assignments.isEmpty && receptions.isEmpty && sentiments.isEmpty
        }
    }

    /// Those who could take it over.
    struct Successors: Sendable {
        let members: [InputField.Option]
        let officers: [InputField.Option]
        let handlers: [InputField.Option]
        let keepers: [InputField.Option]
    }

    /// People who have something under way that this actor may hand over.
    func people(for actor: Actor, in transaction: Transaction) throws -> [Person] {
        guard case .staff(let staff) = actor else { return [] }
        var people: Set<Person> = []
        if staff.holds(.roomSecretary) || staff.holds(.convener) {
            people.formUnion(
                try TopicDeskStore(tenant: tenant, contents: services.contents)
                    .researchers(scope: TopicScope(of: actor), in: transaction))
        }
        if staff.holds(.unitOfficer) {
            people.formUnion(
                try ItemListStore(tenant: tenant, contents: services.contents)
                    .officers(scope: ItemScope(of: actor), in: transaction))
            people.formUnion(
                try assignments.lists.officers(scope: ProposalScope(of: actor), in: transaction))
        }
        if staff.holds(.roomSecretary) {
            people.formUnion(
                try store.receivers(scope: ReceptionScope(of: actor), from: today, in: transaction))
            people.formUnion(try store.walkers(scope: SentimentScope(of: actor), in: transaction))
        }
        return people.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    func load(of person: Person.ID, for actor: Actor, in transaction: Transaction) throws -> Load {
        guard case .staff(let staff) = actor else { throw WebFailure.notFound }
        let filter = BulkFilter(try Input(["keeper": person.text], fields: BulkFilter.fields))
        let mayAssign = staff.holds(.roomSecretary) || staff.holds(.convener)
        return Load(
            topics: mayAssign
                ? try topics.candidates(for: .assign, filter, actor: actor, in: transaction) : [],
            items: staff.holds(.unitOfficer)
                ? try items.candidates(for: .handOver, filter, actor: actor, in: transaction) : [],
            assignments: staff.holds(.unitOfficer)
                ? try assignments.candidates(for: .handOver, filter, actor: actor, in: transaction) : [],
            receptions: staff.holds(.roomSecretary)
                ? try receptionCandidates(of: person, for: actor, in: transaction) : [],
            sentiments: staff.holds(.roomSecretary)
                ? try sentimentCandidates(of: person, for: actor, in: transaction) : [])
    }

    private func receptionCandidates(
        of person: Person.ID, for actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<ReceptionDay>] {
        try store.receptions(
            of: person, from: today, scope: ReceptionScope(of: actor), limit: Self.limit, in: transaction
        ).compactMap { id in
            guard let day = try receptions.reception(id, in: transaction),
                day.refusal(of: .revise, by: actor) == nil
            else { return nil }
            return BulkCandidate(
                record: day, id: id, title: try receptions.headline(day, in: transaction).title,
                origin: ReceptionWording.hours(day.plan.hours))
        }
    }

    private func sentimentCandidates(
        of person: Person.ID, for actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<SentimentIssue>] {
        try store.sentiments(of: person, scope: SentimentScope(of: actor), limit: Self.limit, in: transaction)
            .compactMap { id in
                guard let issue = try sentiments.issue(id, in: transaction),
                    issue.refusal(of: .handOver, by: actor) == nil
                else { return nil }
                return BulkCandidate(
                    record: issue, id: id, title: try sentiments.headline(issue, in: transaction).title,
                    origin: SentimentWording.name(issue.state.name))
            }
    }

    /// Members for topics and days, and the officers of the units whose items and proposals are under way.
    func successors(
        of person: Person.ID, for load: Load, in transaction: Transaction
    ) throws -> Successors {
        let members = try MembershipStore(tenant: tenant).acting(on: today, in: transaction)
        let officers = try DirectoryStore().officers(of: tenant, on: today, in: transaction)
            .filter { $0.person.id != person }
        func colleagues(of units: [HandlingUnit.ID]) -> [InputField.Option] {
            officers.filter { units.contains($0.unit.id) }
                .map { .init(code: $0.person.id.text, label: "\($0.unit.name) · \($0.person.name)") }
        }
        // Of one room all have the same; each is asked once.
        let rooms = Dictionary(load.sentiments.map { ($0.record.opening.room, $0.record) }) { first, _ in first }
        let keepers = try rooms.values.reduce(into: Set<Person.ID>()) {
            $0.formUnion(try sentiments.keepers(of: $1, in: transaction))
        }
        let names = try DirectoryStore().names(of: keepers.subtracting([person]), tenant: tenant, in: transaction)
        return Successors(
            members: members.filter { $0.id != person }.map { .init(code: $0.id.text, label: $0.name) },
            officers: colleagues(of: load.items.map(\.record.task.unit)),
            handlers: colleagues(of: load.assignments.map(\.record.unit)),
            keepers: StrokeOrder.sorted(names.sorted { $0.key < $1.key }) { $0.value }
                .map { .init(code: $0.key.text, label: $0.value) })
    }

    /// How much of somebody's goes on without anybody's doing, and what does not.
    func counts(of person: Person.ID, in transaction: Transaction) throws -> HandOverStore.Counts {
        try store.counts(of: person, from: today, in: transaction)
    }

    func name(of person: Person.ID, in transaction: Transaction) throws -> String {
        guard let name = try DirectoryStore().names(of: [person], tenant: tenant, in: transaction)[person] else {
            throw WebFailure.notFound
        }
        return name
    }
}
