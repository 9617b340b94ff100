// SPDX-License-Identifier: Apache-2.0

/// What a tenant's rules are at this moment: its profile and its calendar.
package struct Practice: Sendable {
    package let profile: PracticeProfile
    package let calendar: WorkCalendar

    package init(profile: PracticeProfile, calendar: WorkCalendar) {
        self.profile = profile
        self.calendar = calendar
    }

    /// By when somebody looks at what was held at `now`.
    package func lookDeadline(at now: Instant) -> Deadline {
        calendar.deadline(workingDays: profile.lookDays, after: now.day)
    }

    /// By when a submitter who wrote at `now` gets a first answer.
    package func screeningDeadline(at now: Instant) -> Deadline {
        calendar.deadline(workingDays: profile.screeningDays, after: now.day)
    }
}
