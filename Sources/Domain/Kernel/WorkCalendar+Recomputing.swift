// SPDX-License-Identifier: Apache-2.0

extension WorkCalendar {
    /// The deadline as this calendar has it: the same term from the same start (BR-42).
    ///
    /// A later day is always taken. An earlier one is taken as long as it has not passed on `today`; else the old day
    /// stays, so that a change of the calendar never makes late what was in time, nor later what is late.
    package func recomputed(_ deadline: Deadline, today: Day) -> Deadline {
        switch deadline.term {
        case .named: return deadline
        case .workingDays, .months: break
        }
        let anew = self.deadline(deadline.term, after: deadline.from)
        guard anew.day < min(deadline.day, today) else { return anew }  // BR-42
        return Deadline(
            day: deadline.day, from: deadline.from, term: deadline.term, isProvisional: anew.isProvisional)
    }
}
