// SPDX-License-Identifier: Apache-2.0

/// What a committee is called, how it is reached by phone, and under which host names its pages stand. It is founded with
/// these, and its system administrator keeps them right: they stand under every page and on every poster.
package struct CommitteeFace: Hashable, Sendable {
    package typealias ID = Identifier<CommitteeFace>

    package let id: ID
    package internal(set) var values: Values
    package internal(set) var version: Int

    /// A face as it is stored.
    package init(id: ID, values: Values, version: Int) {
        self.id = id
        self.values = values
        self.version = version
    }

    /// What a committee is called, and where it is reached.
    package struct Values: Hashable, Sendable, Codable {
        /// As on a letter-head.
        package let name: FreeText
        /// As in a headline.
        package let shortName: FreeText
        /// The number that residents may call, with its hours.
        package let contact: FreeText
        /// In the order in which they were written, each once. Links lead to the first, where the address of the installation
        /// does not lead to this committee.
        package let hosts: [String]

        package init(name: String, shortName: String, contact: String, hosts: [HostName]) {
            self.name = .kept(name)
            self.shortName = .kept(shortName)
            self.contact = .kept(contact)
            var seen: Set<HostName> = []
            self.hosts = hosts.filter { seen.insert($0).inserted }.map(\.text)
        }
    }

    /// What can be done to it.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case change

        /// Whose act it is: configuration, not business (BR-39).
        package var holders: Set<Role> { [.systemAdministrator] }
    }

    /// What the other committees of the installation have, and how this one is reached, while its face is changed.
    package struct Reach: Sendable {
        /// What other committees are called, on a letter-head.
        package let names: Set<String>
        /// What other committees are called, in a headline.
        package let shortNames: Set<String>
        /// The host names that lead to other committees of the installation.
        package let taken: Set<String>
        /// The host name under which whoever asks is here; nil where any name leads to this committee anyway.
        package let current: String?

        package init(names: Set<String>, shortNames: Set<String>, taken: Set<String>, current: String?) {
            self.names = names
            self.shortNames = shortNames
            self.taken = taken
            self.current = current
        }
    }

    /// Gives it other names, which no other committee bears: residents read on a page, a poster and a letter whose they are. One
    /// that was called like another before may keep the name while something else is changed. Nobody takes away the host under which
    /// the page itself was reached: with a slip of the pen there would be no way back.
    package func changing(
        to values: Values, reach: Reach, by actor: Actor
    ) throws(CommitteeRefusal) -> Transition<CommitteeFace> {
        try require(.change, by: actor)
        guard values != self.values else { throw .nothingChanged }
        if let refusal = refusal(naming: values, reach) { throw refusal }
        guard reach.taken.isDisjoint(with: values.hosts) else { throw .hostTaken }
        if let current = reach.current, !values.hosts.contains(current) { throw .hostInUse }
        return Transition(self, .changed(values))
    }

    private func refusal(naming values: Values, _ reach: Reach) -> CommitteeRefusal? {
        if values.name != self.values.name, let name = values.name.words, reach.names.contains(name) {
            return .nameTaken
        }
        if values.shortName != self.values.shortName, let name = values.shortName.words, reach.shortNames.contains(name)
        {
            return .shortNameTaken
        }
        return nil
    }
}

extension CommitteeFace: Lifecycle {
    package typealias Event = CommitteeEvent
    package typealias Refused = CommitteeRefusal

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> CommitteeRefusal? {
        role(of: actor, for: command) == nil ? .notYours : nil
    }

    /// The role in which the actor does it.
    package func role(of actor: Actor, for command: Command) -> Role? { actor.holding(.systemAdministrator) }

    package func applying(_ event: CommitteeEvent) -> CommitteeFace {
        switch event {
        case .changed(let values): CommitteeFace(id: id, values: values, version: version + 1)
        }
    }
}

/// What can happen to a committee's face. Written once, never changed.
package enum CommitteeEvent: LifecycleEvent {
    case changed(CommitteeFace.Values)

    package static let subject = "committee"
    package static let version = 1

    package var kind: String {
        switch self {
        case .changed: "changed"
        }
    }
}

/// Why a change was refused.
package enum CommitteeRefusal: String, Refusal, CaseIterable {
    /// Only the system administrator changes it.
    case notYours = "not_yours"
    /// It is as it was.
    case nothingChanged = "nothing_changed"
    /// Another committee has this name on its letter-head.
    case nameTaken = "name_taken"
    /// Another committee is called so in a headline.
    case shortNameTaken = "short_name_taken"
    /// A host name leads to another committee.
    case hostTaken = "host_taken"
    /// The page was reached under a host name that would be taken away.
    case hostInUse = "host_in_use"

    package var code: String { rawValue }
}
