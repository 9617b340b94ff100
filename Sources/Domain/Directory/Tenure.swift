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
        gap(on: day, in: term) == nil
    }

    /// Why it makes nobody a member on a day; nil where it does.
    package func gap(on day: Day, in term: CommitteeTerm?) -> Gap? {
        if let startsOn, startsOn > day { return .notBegun }
        if let lastDay, lastDay < day { return .over }
        if let endedOn, endedOn <= day { return .over }
        guard let term, !isCarried, !began(in: term) else { return nil }
        return .formerTerm
    }

    /// Why somebody whose line is in the register is no member on a day.
    package enum Gap: String, CaseIterable, Hashable, Sendable {
        /// The first day is still to come.
        case notBegun = "not_begun"
        /// The last day is over.
        case over
        /// It is of a term before the one that is on, and nobody took it along.
        case formerTerm = "former_term"
    }

    /// Whether it began in a term, or would have to be taken along into it. A line that is entered during a term is of that term,
    /// however long ago its person first became a member.
    package func began(in term: CommitteeTerm) -> Bool {
        enteredOn >= term.startsOn || startsOn.map { $0 >= term.startsOn } ?? false
    }
}
