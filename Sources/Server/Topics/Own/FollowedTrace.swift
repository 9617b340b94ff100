// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a submitter reads of the whole way: the own steps, and from where the topic went on as part of another, or in a later
/// round, the steps of that one. What happened to the other before was not this person's matter.
struct FollowedTrace: Sendable {
    let own: LoopTrace
    /// The topics that it is handled as part of, and the rounds that went on from there, in order.
    let followers: [LoopTrace]

    /// The steps in the order of time, and what comes next where it is handled now.
    var html: Trace {
        var (past, before, joinedAt) = (own.past, own, Int64.min)
        for follower in followers {
            joinedAt = max(joinedAt, Self.merging(of: before, into: follower) ?? joinedAt)
            past += follower.past.filter { $0.id > joinedAt }
            before = follower
        }
        return Trace(steps: past.sorted { $0.id < $1.id }.map(\.step) + (followers.last ?? own).next)
    }

    /// The event by which one became part of the other; nil where the other began with it, as a next round does.
    private static func merging(of topic: LoopTrace, into host: LoopTrace) -> Int64? {
        topic.loop.log.last { entry in
            guard case .merged(host.loop.topic.id) = entry.event else { return false }
            return true
        }?.id
    }
}
