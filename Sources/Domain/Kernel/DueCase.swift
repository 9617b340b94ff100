// SPDX-License-Identifier: Apache-2.0

/// A case whose present stage may owe something by a day that the work calendar computes.
package protocol DueCase: Lifecycle where Event: DueEvent {
    /// By when the present stage is due; nil when nothing is owed.
    var deadline: Deadline? { get }
}

/// The events of such a case.
package protocol DueEvent: LifecycleEvent {
    /// The calendar was changed, and the deadline of the present stage with it; the stage goes on.
    static func deadlineMoved(_ deadline: Deadline) -> Self
}

extension DueCase {
    /// The step that a changed calendar takes with this case; nil where its deadline stays as it is.
    ///
    /// Nobody is asked whether he may: what follows from the calendar follows for every case.
    package func movingDeadline(by calendar: WorkCalendar, today: Day) -> Transition<Self>? {
        guard let deadline else { return nil }
        let anew = calendar.recomputed(deadline, today: today)
        return anew == deadline ? nil : Transition(self, .deadlineMoved(anew))
    }
}
