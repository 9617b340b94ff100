// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// What the counterpart map says of a topic (A1-05).
extension TopicDesk {
    /// Whoever looks for somebody to research a topic reads beside it which special committee keeps in touch with the place.
    func aside(
        of command: Topic.Command, for topic: Topic, written: [String: String], to actor: Actor,
        in transaction: Transaction
    ) throws -> HTML {
        guard command == .assign else { return HTML() }
        return SessionSuggestions.html(
            try committees(of: topic, on: services.clock.now().day, in: transaction), title: "对口的专委会，可以请他们调研")
    }

    /// The people of the committees of a topic who may read it on the desk: nobody is told of what stays shut.
    func counterparts(of topic: Topic, on today: Day, in transaction: Transaction) throws -> [Person.ID] {
        let people = Set(try committees(of: topic, on: today, in: transaction).flatMap(\.people).map(\.id))
        let accounts = SignInStore(tenant: tenant)
        return try people.sorted().filter { person in
            try accounts.staff(person, on: today, in: transaction)
                .map { TopicScope(of: .staff($0)).includes(topic) } ?? false
        }
    }

    private func committees(
        of topic: Topic, on today: Day, in transaction: Transaction
    ) throws -> [CounterpartStore.Committee] {
        try CounterpartStore(tenant: tenant).committees(of: .init(of: topic), on: today, in: transaction)
    }
}
