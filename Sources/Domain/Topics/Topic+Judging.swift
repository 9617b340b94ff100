// SPDX-License-Identifier: Apache-2.0

/// What a room has settled by itself is solved when those who raised it say so, or had their days to say otherwise.
extension Topic {
    /// How often a room may settle one matter by itself. What its submitter has denied that often goes another way: into the
    /// pool, elsewhere, or turned down with a reason. As with the replies to a proposal, there is no third answer (BR-20).
    package static let directAnswersMax = 2

    /// Whether those who raised it are asked on this day if it is really solved.
    package func isAsking(on day: Day) -> Bool { askedUntil.map { day <= $0 } ?? false }

    /// Whose word is asked for: the topic itself where the room has settled it, or what it is handled as part of (BR-07).
    /// Nil where nobody is asked on this day, and where nobody holds the code: then those alone are asked whose topics are part of it. `host`: the topic that this one was merged into.
    package func asking(with host: Topic?, on day: Day) -> Topic? {
        guard source.hasSubmitter else { return nil }
        guard let mergedInto else { return isAsking(on: day) ? self : nil }
        guard let host, host.id == mergedInto, host.isAsking(on: day) else { return nil }
        return host
    }

    /// The submitter says whether it is really solved, or says it anew: a word can be changed while one is asked. What is not
    /// solved is screened anew within a term of its own; what was handled as part of another then stands by itself again.
    /// `host`: the topic that this one was merged into.
    package func judging(
        _ answer: Confirmation.Answer, with host: Topic? = nil, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        guard isAct(.judge, of: actor) else { throw .notYours }
        guard asking(with: host, on: now.day) != nil else {
            let whole = host.flatMap { $0.id == mergedInto ? $0 : nil }
            let end = source.hasSubmitter ? askedUntil ?? whole?.askedUntil : nil
            throw end == nil ? .nothingAsked : .askingIsOver
        }
        let deadline = answer.outcome == .unsolved ? practice.screeningDeadline(at: now) : nil
        return Transition(self, .judged(answer, deadline: deadline))
    }

    var deniedRefusal: TopicRefusal? { denials < Self.directAnswersMax ? nil : .deniedEnough }
}

extension Practice {
    /// Until when those who raised a topic are asked whether what the room says of it is so; the days of an item.
    func askingEnd(at now: Instant) -> Day {
        calendar.deadline(workingDays: profile.outcomes.confirmationDays, after: now.day).day
    }
}
