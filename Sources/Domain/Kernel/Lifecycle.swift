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

    /// What this actor may do to the case as it is now; the buttons and the guards both come from here.
    func permittedCommands(for actor: Actor) -> Set<Command>

    /// The case after this event.
    func applying(_ event: Event) -> Self
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
