// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ItemDesk {
    /// Who can be one of the two, by an account: leaders, of the Party side people of units too, of the committee its conveners. The
    /// unit that has the item supervises nothing of it.
    func supervisors(
        _ side: SuggestionItem.Side, of item: SuggestionItem, in transaction: Transaction
    ) throws -> [InputField.Option] {
        let (today, appointments) = (services.clock.now().day, AppointmentStore(tenant: site.tenant.id))
        let officers = try DirectoryStore().officers(of: site.tenant.id, on: today, in: transaction)
        let own = Set(officers.filter { $0.unit.id == item.unit }.map(\.person.id))
        let leaders = try appointments.holders(of: .leader, on: today, in: transaction)
            .map { ($0.id, "领导 · \($0.name)") }
        let others: [(Person.ID, String)] =
            switch side {
            case .party: officers.map { ($0.person.id, "\($0.unit.name) · \($0.person.name)") }
            case .committee:
                try appointments.holders(of: .convener, on: today, in: transaction)
                    .map { ($0.id, "召集人 · \($0.name)") }
            }
        var seen = own
        return (leaders + others).filter { seen.insert($0.0).inserted }.map { .init(code: $0.0.text, label: $0.1) }
    }

    /// The two that a form names: each chosen, or called by words, or both.
    func supervision(
        from input: Input, for item: SuggestionItem, in transaction: Transaction
    ) throws -> SuggestionItem.Supervision {
        let (party, partyPerson) = try supervisor(.party, input, item, in: transaction)
        let (committee, committeePerson) = try supervisor(.committee, input, item, in: transaction)
        return .init(
            party: party, committee: committee, partyPerson: partyPerson, committeePerson: committeePerson)
    }

    private func supervisor(
        _ side: SuggestionItem.Side, _ input: Input, _ item: SuggestionItem, in transaction: Transaction
    ) throws -> (words: String, person: Person.ID?) {
        let (field, words) = ("\(side.rawValue)Person", input.optional(side.rawValue))
        guard let code = input.optional(field) else {
            guard let words else {
                throw InputProblems([.init(field: side.rawValue, sentence: "请选一位督办人，或者写下怎样称呼。")])
            }
            return (words, nil)
        }
        guard let person = Person.ID(code),
            try supervisors(side, of: item, in: transaction).contains(where: { $0.code == person.text })
        else {
            throw InputProblems([.init(field: field, sentence: "请从列表里选一位；承办单位自己的人不督办自己的事。")])
        }
        let names = try DirectoryStore().names(of: [person], tenant: site.tenant.id, in: transaction)
        return (words ?? names[person] ?? ItemWording.name(side), person)
    }

    /// Refuses a unit of which somebody supervises the item: as its own work it could be signed by nobody.
    func requireNoSupervisor(
        of item: SuggestionItem, in unit: HandlingUnit.ID, in transaction: Transaction
    ) throws {
        guard let people = item.supervision?.people, !people.isEmpty else { return }
        let officers = try DirectoryStore().officers(of: site.tenant.id, on: services.clock.now().day, in: transaction)
        guard officers.contains(where: { $0.unit.id == unit && people.contains($0.person.id) }) else { return }
        throw InputProblems([.init(field: "unit", sentence: "这个单位有人在督办这件事。请先另定督办人，再改派给它。")])
    }

    /// Whether all who were asked about it have answered. Whoever ends it asks: words that are being said are waited for, and none is
    /// taken any more after that.
    func isAnswered(_ item: SuggestionItem, in transaction: Transaction) throws -> Bool {
        try ItemStore(tenant: site.tenant.id).lock(item.id, in: transaction)
        let tally = try confirmations.tally(of: item, in: transaction)
        return tally.asked == tally.answered
    }
}
