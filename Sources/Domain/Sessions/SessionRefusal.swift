// SPDX-License-Identifier: Apache-2.0

/// Why a command on a consultation session was refused.
package enum SessionRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in this session.
    case notYours = "not_yours"
    /// Without a topic there is nothing to talk over.
    case noTopic = "no_topic"
    /// A topic is not on its way to a session, or another session has it.
    case topicNotOpen = "topic_not_open"
    /// Without a proposal there is nothing whose handling could be talked over.
    case noProposal = "no_proposal"
    /// A proposal is not filed, has ended, is named twice, or there are too many.
    case proposalNotOpen = "proposal_not_open"
    /// Of a proposal no talk with the proposers and no reply is there yet (BR-01).
    case noHandlingMaterial = "no_handling_material"
    /// Another body convenes sessions of this form (A3-01).
    case formNotYours = "form_not_yours"
    /// The room that is to hold it, too, is the first one or named twice.
    case coHostTwice = "co_host_twice"
    /// A topic has no research record (BR-01).
    case notResearched = "not_researched"
    /// The day is nearer than the notice that people must have (BR-37).
    case noticeTooShort = "notice_too_short"
    /// The day has passed already.
    case dayHasPassed = "day_has_passed"
    /// Announce the session first.
    case notAnnounced = "not_announced"
    /// It has been announced already.
    case alreadyAnnounced = "already_announced"
    /// A category of participants is missing and nobody said why (BR-04).
    case circleIncomplete = "circle_incomplete"
    /// Papers go out later than the form asks, and nobody said why.
    case papersLate = "papers_late"
    /// Papers have not been sent.
    case notReady = "not_ready"
    /// The day has not come.
    case notYetTheDay = "not_yet_the_day"
    /// The session is not in progress.
    case notInProgress = "not_in_progress"
    /// It has begun or ended already.
    case alreadyBegun = "already_begun"
    /// Nobody has been checked in.
    case nobodyPresent = "nobody_present"
    /// The place was not looked at, as the form asks.
    case noVisit = "no_visit"
    /// This person is there already.
    case alreadyPresent = "already_present"
    /// The code of the room's screen is another by now.
    case codeExpired = "code_expired"
    /// This person speaks or waits for it already.
    case alreadyListed = "already_listed"
    /// Nobody waits for the floor.
    case nobodyWaits = "nobody_waits"
    /// Somebody speaks.
    case floorTaken = "floor_taken"
    /// Nobody speaks.
    case nobodySpeaks = "nobody_speaks"
    /// This person has not been checked in.
    case notPresent = "not_present"
    /// There is no such paper.
    case noPaper = "no_paper"
    /// A session has papers enough.
    case tooManyPapers = "too_many_papers"
    /// A session has leaders enough.
    case tooManyLeaders = "too_many_leaders"
    /// Two different members make a pair.
    case noPair = "no_pair"
    /// Everybody has answered.
    case allAnswered = "all_answered"
    /// Those who have not answered were asked today.
    case remindedToday = "reminded_today"
    /// Nobody can take part from afar.
    case notOnline = "not_online"
    /// Whoever did not say to come by the link checks in by the code of the room.
    case notByLink = "not_by_link"
    /// Who comes instead of somebody sends nobody.
    case isSubstitute = "is_substitute"
    /// Somebody on the list has this phone.
    case phoneOnList = "phone_on_list"
    /// As many as may be were sent by phone instead of one person.
    case tooManySubstitutes = "too_many_substitutes"
    /// Members are invited to it; they do not sign up.
    case notOpenToMembers = "not_open_to_members"
    /// This member is on the list already.
    case alreadyJoined = "already_joined"
    /// It is on one topic: what was agreed is stated at its end.
    case oneTopic = "one_topic"
    /// This participant is not on the list.
    case unknownParticipant = "unknown_participant"
    /// The session has not ended, so nothing can be minuted.
    case notConcluded = "not_concluded"
    /// There is no draft of the minutes to speak of.
    case noMinutes = "no_minutes"
    /// As many objections to one draft as may be are this participant's own.
    case tooManyObjections = "too_many_objections"
    /// The minutes stand; nothing is changed any more.
    case minutesStand = "minutes_stand"
    /// The minutes have not been confirmed.
    case minutesNotConfirmed = "minutes_not_confirmed"
    /// On a topic a consensus was stated, and there is no item that says who does what by when (BR-05).
    case noItems = "no_items"
    /// The outcome has been issued already.
    case outcomeIssued = "outcome_issued"
    /// The outcome has not been issued.
    case outcomeNotIssued = "outcome_not_issued"
    /// It has been put off already.
    case alreadyPostponed = "already_postponed"
    /// The session was not put off.
    case notPostponed = "not_postponed"
    /// The session was cancelled.
    case cancelled
    /// The session is in the archive.
    case archived

    package var code: String { rawValue }
}
