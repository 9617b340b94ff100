// SPDX-License-Identifier: Apache-2.0

/// A term of the committee (届), by its line in the register; it is on from its first day until the next one begins.
package struct CommitteeTerm: Hashable, Sendable {
    package let id: DirectoryEntry.ID
    package let startsOn: Day

    package init(id: DirectoryEntry.ID, startsOn: Day) {
        self.id = id
        self.startsOn = startsOn
    }
}

/// From when until when somebody is a member of this committee, and whether into the term that is on (BR-11).
package struct Tenure: Hashable, Sendable {
    /// The first day; nil where the register does not say it.
    package let startsOn: Day?
    /// When the line was entered: what counts where no first day is said.
    package let enteredOn: Day
    /// The last day, where it is known beforehand.
    package let lastDay: Day?
    /// The first day on which the line counted no more.
    package let endedOn: Day?
    /// Whether the change of term took the membership along into the term that is asked about.
    package let isCarried: Bool

    package init(startsOn: Day?, enteredOn: Day, lastDay: Day?, endedOn: Day?, isCarried: Bool) {
        self.startsOn = startsOn
        self.enteredOn = enteredOn
        self.lastDay = lastDay
        self.endedOn = endedOn
        self.isCarried = isCarried
    }

    /// Whether it makes somebody a member on a day: it has begun, has not ended, and is of the term that is on: begun in it, or
    /// taken along. `term`: the one on that day; nil where the committee keeps none (BR-11).
    package func stands(on day: Day, in term: CommitteeTerm?) -> Bool {
        guard startsOn.map({ $0 <= day }) ?? true, lastDay.map({ day <= $0 }) ?? true,
            endedOn.map({ day < $0 }) ?? true
        else { return false }
        return term.map { isCarried || began(in: $0) } ?? true
    }

    /// Whether it began in a term, or would have to be taken along into it. A line that is entered during a term is of that term,
    /// however long ago its person first became a member.
    package func began(in term: CommitteeTerm) -> Bool {
        enteredOn >= term.startsOn || startsOn.map { $0 >= term.startsOn } ?? false
    }
}
