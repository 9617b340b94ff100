// SPDX-License-Identifier: Apache-2.0

/// A case with a lifecycle: a topic, later a session, an item, a proposal.
///
/// Commands are methods that take the actor and the moment, ask the rules, and return a ``Transition`` or throw the
/// case's refusal. What an event does to the case is said once, in ``applying(_:)``: commands use it, and so does replay.
package protocol Lifecycle: Sendable {
    associatedtype Event: LifecycleEvent
    associatedtype Command: Hashable & Sendable & CaseIterable
    associatedtype Refused: Refusal

    /// How many events made this value; guards every write.
    var version: Int { get }

    /// Nil if the actor may do this to the case as it is now; otherwise why not. Buttons and guards both ask here.
    func refusal(of command: Command, by actor: Actor) -> Refused?

    /// The role in which the actor does this: what the event log records.
    func role(of actor: Actor, for command: Command) -> Role?

    /// The case after this event.
    func applying(_ event: Event) -> Self
}

extension Lifecycle {
    /// What this actor may do to the case as it is now.
    package func permittedCommands(for actor: Actor) -> Set<Command> {
        Set(Command.allCases.filter { refusal(of: $0, by: actor) == nil })
    }

    /// Guards a command. Throws why the actor may not do it now.
    func require(_ command: Command, by actor: Actor) throws(Refused) {
        if let refusal = refusal(of: command, by: actor) { throw refusal }
    }
}

/// What a command wrote: one typed event, kept for ever. A new version of a kind is read by up-casting the old one.
package protocol LifecycleEvent: Codable, Hashable, Sendable {
    /// The kind of record, as in `topic`.
    static var subject: String { get }
    /// The version of the event's form that is written today.
    static var version: Int { get }
    /// What happened, as in `pooled`.
    var kind: String { get }
}

/// The outcome of a permitted command: the new value and the event that says why.
package struct Transition<Case: Lifecycle>: Sendable {
    package let before: Case
    package let after: Case
    package let event: Case.Event

    package init(_ before: Case, _ event: Case.Event) {
        self.before = before
        self.after = before.applying(event)
        self.event = event
    }
}
