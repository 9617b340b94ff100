// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

/// Holds every stored row of every kind against what its log tells.
struct RowReplay: Sendable {
    let services: Services
    let site: Site

    var tenant: Int64 { site.tenant.id.number }

    /// How many records of each kind beside topics there are.
    func counts(in transaction: Transaction) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        let tables: [(String, SQL)] = [
            ("topic", "topic"), ("session", "consultation_session"), ("item", "suggestion_item"),
            ("confirmation", "confirmation"),
        ]
        for (name, table) in tables {
            counts[name] = try transaction.first("SELECT COUNT(*) FROM \(table) WHERE tenant = \(tenant)") {
                try $0.next(Int.self)
            }
        }
        return counts
    }

    /// What differs, in words; nothing when all is well.
    func differences(in transaction: Transaction) throws -> [String] {
        try topics(in: transaction) + sessions(in: transaction) + items(in: transaction)
            + confirmations(in: transaction) + supports(in: transaction) + erasures(in: transaction)
            + unmaskings(in: transaction) + receptions(in: transaction) + visits(in: transaction)
            + sentiments(in: transaction) + enrolments(in: transaction) + stays(in: transaction)
            + lists(in: transaction) + lookBacks(in: transaction) + scores(in: transaction) + contests(in: transaction)
            + deployments(in: transaction) + receipts(in: transaction)
            + commendations(in: transaction) + clues(in: transaction)
            + proposals(in: transaction) + assignments(in: transaction) + opinions(in: transaction)
            + lives(in: transaction) + comments(in: transaction)
            + deliberations(in: transaction)
            + tallies(in: transaction) + besides(in: transaction) + orphans(in: transaction)
    }

    private func topics(in transaction: Transaction) throws -> [String] {
        let desk = TopicDesk(services: services, site: site)
        return try ids("topic", in: transaction).compactMap { number -> String? in
            let id = Topic.ID(number)
            let log = try desk.log(of: id, in: transaction)
            let heard = try withoutForgottenWord(log, of: id, in: transaction)
            let replayed = desk.lying(Topic.replaying(heard, as: id))
            let stored = try desk.store.topic(id, in: transaction)
            guard let stored, stored == replayed, stored.version == log.count else {
                return "topic \(id): \(String(describing: stored)) / \(String(describing: replayed))"
            }
            let answered = log.first(where: \.event.answersSubmitter)?.at.milliseconds
            let kept = try plainRow(["first_answered_at"], "topic", number, in: transaction)
            let phone = try TopicContactStore(tenant: site.tenant.id, keys: services.keys)
                .phone(of: id, in: transaction)
            let left = log.compactMap(\.event.phoneLeft).last?.words
            guard phone == left else { return "topic \(id): another phone" }
            return kept == Self.texts(answered) ? nil : "topic \(id): first answered \(kept) / \(answered ?? 0)"
        }
    }

    /// What a log tells. What was said of how the host was settled is no longer a word where the host has left that settlement since:
    /// the log of the part says nothing of it (BR-07).
    private func withoutForgottenWord(
        _ log: [EventStore.Entry<TopicEvent>], of id: Topic.ID, in transaction: Transaction
    ) throws -> [(TopicEvent, Instant)] {
        let told = log.map { ($0.event, $0.at) }
        guard let part = Topic.replaying(told, as: id), part.word != nil, let host = part.mergedInto,
            let said = log.last(where: { $0.event.judgement != nil })
        else { return told }
        let hosts = try TopicDesk(services: services, site: site).log(of: host, in: transaction)
        let states = hosts.indices.map { index in
            Topic.replaying(hosts.prefix(index + 1).map { ($0.event, $0.at) }, as: host)?.state.name
        }
        let isLeft = hosts.indices.dropFirst().contains { index in
            hosts[index].id > said.id && states[index - 1] == .solvedDirectly && states[index] != .solvedDirectly
        }
        guard isLeft else { return told }
        return log.map { ($0.event.judgement == nil || $0.id > said.id ? $0.event : .attached([]), $0.at) }
    }

    private func sessions(in transaction: Transaction) throws -> [String] {
        let desk = SessionDesk(services: services, site: site)
        return try ids("consultation_session", in: transaction).compactMap { number -> String? in
            let id = ConsultationSession.ID(number)
            guard let told = try desk.session(id, in: transaction) else { return "session \(id): no log" }
            let conclusion = told.conclusion.map { $0.isConsensus ? "consensus" : "no_consensus" }
            let expected =
                Self.texts(
                    told.room.number, told.area.text, told.plan.title.words, told.plan.place.words,
                    told.plan.day.description, told.plan.minuteOfDay, told.plan.seats,
                    told.plan.form ?? ConsultationForm.roomCode, told.plan.campaign?.number, told.state.name.rawValue,
                    told.isAnnounced ? 1 : 0, conclusion, told.version) + Self.texts(of: told.deadline)
            let columns: [SQL] = [
                "room", "area", "title", "place", "starts_on", "starts_minute", "seats", "form", "campaign", "state",
                "is_announced",
                "conclusion", "version",
            ]
            let stored = try row(columns, "consultation_session", number, in: transaction)
            let people = try transaction.rows(
                """
                SELECT id, category, person, is_present, answer, is_on_leave, expert FROM session_participant
                WHERE tenant = \(tenant) AND session = \(number) ORDER BY id
                """
            ) { row in
                Self.texts(
                    try row.next(Int64.self), try row.next(String.self), try row.next(Int64?.self),
                    try row.next(Int64.self), try row.next(String?.self), try row.next(Int64.self),
                    try row.next(Int64?.self))
            }
            let toldPeople = told.participants.sorted { $0.id < $1.id }.map {
                Self.texts(
                    $0.id.number, $0.category.rawValue, $0.person?.number, $0.isPresent ? 1 : 0, $0.answer?.rawValue,
                    told.onLeave.contains($0.id) ? 1 : 0, $0.expert?.number)
            }
            let rooms = try transaction.rows(
                "SELECT room, area FROM session_room WHERE tenant = \(tenant) AND session = \(number) ORDER BY room"
            ) { row in Self.texts(try row.next(Int64.self), try row.next(String.self)) }
            let toldRooms = (told.plan.coHosts ?? []).sorted { $0.room < $1.room }.map {
                Self.texts($0.room.number, $0.area.text)
            }
            let bodies = try transaction.rows(
                "SELECT organ FROM session_body WHERE tenant = \(tenant) AND session = \(number) ORDER BY organ"
            ) { row in try row.next(Int64.self) }
            return stored == expected && people == toldPeople && rooms == toldRooms
                && bodies == (told.plan.bodies ?? []).map(\.number).sorted()
                ? nil
                : "session \(id): \(stored) / \(expected), \(people) / \(toldPeople), \(rooms) / \(toldRooms), \(bodies)"
        }
    }

    private func items(in transaction: Transaction) throws -> [String] {
        let desk = ItemDesk(services: services, site: site)
        return try ids("suggestion_item", in: transaction).compactMap { number -> String? in
            let id = SuggestionItem.ID(number)
            guard let told = try desk.item(id, in: transaction) else { return "item \(id): no log" }
            let expected =
                Self.texts(
                    told.session.number, told.topic.number, told.room.number, told.area.text, told.task.unit.number,
                    told.task.officer.number, told.state.name.rawValue, told.nextMilestone?.day.description,
                    told.report?.adoption.rawValue, told.report?.claimed.rawValue, told.inquiries,
                    told.closedOn?.description, told.askingAgain, told.remindedOn?.description,
                    told.supervision == nil ? 0 : 1, told.asksExtension ? 1 : 0, told.isDiscarded ? 1 : 0,
                    told.supervision?.partyPerson?.number, told.supervision?.committeePerson?.number,
                    told.signatures.contains { $0.side == .party } ? 1 : 0,
                    told.signatures.contains { $0.side == .committee } ? 1 : 0,
                    told.version)
                + Self.texts(of: told.state == .reported ? told.deadline : nil)
                + Self.texts(of: told.state == .reported ? nil : told.deadline)
            let columns: [SQL] = [
                "session", "topic", "room", "area", "unit", "officer", "state", "next_milestone_on", "adoption",
                "claimed", "inquiries", "closed_on", "asking_again", "reminded_on", "is_jointly_supervised",
                "asks_longer", "is_discarded", "party_supervisor", "committee_supervisor", "party_signed",
                "committee_signed", "version",
                "verify_due_on", "verify_due_from", "verify_due_term", "verify_due_is_provisional",
            ]
            let stored = try row(columns, "suggestion_item", number, in: transaction)
            let task =
                try transaction.first(
                    """
                    SELECT i.task, c.words FROM suggestion_item i JOIN content c ON c.tenant = i.tenant AND c.id = i.task
                    WHERE i.tenant = \(tenant) AND i.id = \(number)
                    """
                ) { try services.contents.next(&$0, tenant: site.tenant.id) } ?? nil
            return stored == expected && task == told.task.text
                ? nil : "item \(id): \(stored) / \(expected), \(String(describing: task)) / \(told.task.text)"
        }
    }

    private func confirmations(in transaction: Transaction) throws -> [String] {
        let desk = ConfirmationDesk(services: services, site: site)
        return try ids("confirmation", in: transaction).compactMap { number -> String? in
            let id = Confirmation.ID(number)
            guard let told = try desk.confirmation(id, in: transaction) else { return "confirmation \(id): no log" }
            let (voice, subject): (String, Int64) =
                switch told.inquiry.voice {
                case .submitter(let topic): ("submitter", topic.number)
                case .supporter(let support): ("supporter", support.number)
                case .participant(let participant): ("participant", participant.number)
                }
            let expected = Self.texts(
                told.inquiry.item.number, told.inquiry.number, voice, subject, told.answer?.outcome.rawValue,
                told.answer?.rating.rawValue, told.answer?.flag?.rawValue, told.slips,
                told.answer?.isBySlip == true ? 1 : 0, told.version)
            let stored = try plainRow(
                [
                    "item", "inquiry", "voice", "voice_id", "outcome", "rating", "flag", "slips", "is_by_slip",
                    "version",
                ], "confirmation",
                number,
                in: transaction)
            return stored == expected ? nil : "confirmation \(id): \(stored) / \(expected)"
        }
    }

    private func supports(in transaction: Transaction) throws -> [String] {
        try ids("topic_support", in: transaction).compactMap { number -> String? in
            let log = try services.eventLog.log(
                of: number, tenant: site.tenant.id, as: SupportEvent.self, in: transaction)
            guard let told = Support.replaying(log.map(\.event), as: .init(number)) else {
                return "support \(number): \(log.count) events"
            }
            let stored = try plainRow(["topic", "means"], "topic_support", number, in: transaction)
            return stored == Self.texts(told.topic.number, told.means.rawValue)
                ? nil : "support \(number): \(stored)"
        }
    }

    private func erasures(in transaction: Transaction) throws -> [String] {
        let desk = PersonalDataDesk(services: services, site: site)
        return try ids("personal_data_request", in: transaction).compactMap { number -> String? in
            let id = PersonalDataRequest.ID(number)
            guard let told = try desk.request(id, in: transaction) else { return "erasure \(id): no log" }
            let expected =
                Self.texts(
                    told.asking.kind.rawValue, told.asking.whose.kind.rawValue, told.asking.whose.number,
                    told.state.name.rawValue, told.version) + Self.texts(of: told.deadline)
            let stored = try row(
                ["kind", "whose_kind", "whose", "state", "version"], "personal_data_request", number, in: transaction)
            return stored == expected ? nil : "erasure \(id): \(stored) / \(expected)"
        }
    }

    private func unmaskings(in transaction: Transaction) throws -> [String] {
        let desk = UnmaskingDesk(services: services, site: site)
        return try ids("unmasking_request", in: transaction).compactMap { number -> String? in
            let id = UnmaskingRequest.ID(number)
            guard let told = try desk.request(id, in: transaction) else { return "unmasking \(id): no log" }
            let end: Int64? = if case .granted(let end) = told.state { end.milliseconds } else { nil }
            let expected =
                Self.texts(
                    told.asking.identity.kind.rawValue, told.asking.identity.number, told.asking.asker.number,
                    told.state.name.rawValue, end, told.looks, told.version) + Self.texts(of: told.deadline)
            let columns: [SQL] = [
                "identity_kind", "identity", "asker", "state", "granted_until", "looks", "version",
            ]
            let stored = try row(columns, "unmasking_request", number, in: transaction)
            return stored == expected ? nil : "unmasking \(id): \(stored) / \(expected)"
        }
    }

    private func receptions(in transaction: Transaction) throws -> [String] {
        let desk = ReceptionDesk(services: services, site: site)
        return try ids("reception_day", in: transaction).compactMap { number -> String? in
            let id = ReceptionDay.ID(number)
            guard let told = try desk.reception(id, in: transaction) else { return "reception \(id): no log" }
            let (plan, hours) = (told.plan, told.plan.hours)
            let expected = Self.texts(
                plan.room.number, plan.area.text, plan.day.description, hours.from, hours.until, hours.slotMinutes,
                hours.places, plan.place.words, told.state.name.rawValue, told.version)
            let columns: [SQL] = [
                "room", "area", "held_on", "from_minute", "until_minute", "slot_minutes", "places", "place", "state",
                "version",
            ]
            let stored = try plainRow(columns, "reception_day", number, in: transaction)
            let members = try transaction.rows(
                "SELECT person FROM reception_member WHERE tenant = \(tenant) AND reception = \(number) ORDER BY person"
            ) { try $0.next(Int64.self) }
            // A place is taken by whoever booked it and did not give it back.
            let slots = try transaction.rows(
                """
                SELECT s.minute, s.taken, (SELECT COUNT(*) FROM reception_visit v
                    WHERE v.tenant = s.tenant AND v.reception = s.reception AND v.minute = s.minute
                        AND v.state <> 'cancelled')
                FROM reception_slot s WHERE s.tenant = \(tenant) AND s.reception = \(number) ORDER BY s.minute
                """
            ) { (minute: try $0.next(Int.self), taken: try $0.next(Int.self), visits: try $0.next(Int.self)) }
            let isSound =
                stored == expected && members == plan.members.map(\.number).sorted()
                && slots.map(\.minute) == hours.slots && slots.allSatisfy { $0.taken == $0.visits }
            return isSound ? nil : "reception \(id): \(stored) / \(expected), \(members), \(slots)"
        }
    }

    private func visits(in transaction: Transaction) throws -> [String] {
        let desk = VisitDesk(services: services, site: site)
        return try ids("reception_visit", in: transaction).compactMap { number -> String? in
            let id = ReceptionVisit.ID(number)
            guard let told = try desk.visit(id, in: transaction) else { return "visit \(id): no log" }
            let expected = Self.texts(
                told.reception.id.number, told.wish.slot, told.state.name.rawValue, told.wish.isVerified ? 1 : 0,
                told.topic?.number, told.version)
            let stored = try plainRow(
                ["reception", "minute", "state", "is_verified", "topic", "version"], "reception_visit", number,
                in: transaction)
            let kept = try transaction.first(
                """
                SELECT v.name, n.words, v.phone, p.words FROM reception_visit v
                LEFT JOIN content n ON n.tenant = v.tenant AND n.id = v.name
                LEFT JOIN content p ON p.tenant = v.tenant AND p.id = v.phone
                WHERE v.tenant = \(tenant) AND v.id = \(number)
                """
            ) { row in
                let tenant = site.tenant.id
                return [
                    try services.contents.next(&row, tenant: tenant), try services.contents.next(&row, tenant: tenant),
                ]
            }
            let words = kept?.map { $0?.words } ?? []
            return stored == expected && words == [told.wish.name?.words, told.wish.phone?.words]
                ? nil : "visit \(id): \(stored) / \(expected), \(words)"
        }
    }

    private func sentiments(in transaction: Transaction) throws -> [String] {
        let desk = SentimentDesk(services: services, site: site)
        return try ids("sentiment_issue", in: transaction).compactMap { number -> String? in
            let id = SentimentIssue.ID(number)
            guard let told = try desk.issue(id, in: transaction) else { return "sentiment \(id): no log" }
            let expected =
                Self.texts(
                    told.opening.room.number, told.opening.area.text, told.opening.opener.number,
                    told.keeper.number, told.state.name.rawValue, told.topic?.number, told.transfer?.channel.rawValue,
                    told.transfer?.unit?.number, told.opening.campaign?.number, told.version)
                + Self.texts(of: told.deadline)
            let columns: [SQL] = [
                "room", "area", "opener", "keeper", "state", "topic", "channel", "unit", "campaign", "version",
            ]
            let stored = try row(columns, "sentiment_issue", number, in: transaction)
            let kept = try transaction.first(
                """
                SELECT i.title, t.words, i.person, n.words, i.phone, p.words FROM sentiment_issue i
                LEFT JOIN content t ON t.tenant = i.tenant AND t.id = i.title
                LEFT JOIN content n ON n.tenant = i.tenant AND n.id = i.person
                LEFT JOIN content p ON p.tenant = i.tenant AND p.id = i.phone
                WHERE i.tenant = \(tenant) AND i.id = \(number)
                """
            ) { row in try (0..<3).map { _ in try services.contents.next(&row, tenant: site.tenant.id) } }
            let words = kept?.map { $0?.words } ?? []
            let said = [told.opening.title.words, told.opening.person?.words, told.opening.phone?.words]
            return stored == expected && words == said
                ? nil : "sentiment \(id): \(stored) / \(expected), \(words) / \(said)"
        }
    }

    private func enrolments(in transaction: Transaction) throws -> [String] {
        let desk = EnrolmentDesk(services: services, site: site)
        return try ids("session_enrolment", in: transaction).compactMap { number -> String? in
            let id = Enrolment.ID(number)
            guard let told = try desk.enrolment(id, in: transaction) else { return "enrolment \(id): no log" }
            let participant: Int64? = if case .admitted(let id) = told.state { id.number } else { nil }
            let expected = Self.texts(
                told.session.id.number, told.state.name.rawValue, told.wish.isVerified ? 1 : 0, participant,
                told.version)
            let stored = try plainRow(
                ["session", "state", "is_verified", "participant", "version"], "session_enrolment", number,
                in: transaction)
            let kept = try transaction.first(
                """
                SELECT e.name, n.words, e.phone, p.words, e.words, w.words FROM session_enrolment e
                LEFT JOIN content n ON n.tenant = e.tenant AND n.id = e.name
                LEFT JOIN content p ON p.tenant = e.tenant AND p.id = e.phone
                LEFT JOIN content w ON w.tenant = e.tenant AND w.id = e.words
                WHERE e.tenant = \(tenant) AND e.id = \(number)
                """
            ) { row in try (0..<3).map { _ in try services.contents.next(&row, tenant: site.tenant.id) } }
            let words = kept?.map { $0?.words } ?? []
            // Whoever is admitted is named on the session's list, and the list holds that person.
            let isSound = participant == nil || told.participant != nil
            return stored == expected && isSound
                && words == [told.wish.name.words, told.wish.phone?.words, told.wish.words?.words]
                ? nil : "enrolment \(id): \(stored) / \(expected), \(words)"
        }
    }

    private func lists(in transaction: Transaction) throws -> [String] {
        let desk = SuggestionListDesk(services: services, site: site)
        return try ids("suggestion_list", in: transaction).compactMap { number -> String? in
            let id = SuggestionList.ID(number)
            guard let told = try desk.list(id, in: transaction) else { return "list \(id): no log" }
            let issue = told.issue
            let expected = Self.texts(
                issue.session.number, issue.room.number, issue.area.text, issue.number.year, issue.number.serial,
                issue.number.text, told.state.rawValue, issue.day.description, issue.document, told.version)
            let stored = try plainRow(
                ["session", "room", "area", "year", "serial", "number", "state", "issued_on", "document", "version"],
                "suggestion_list", number, in: transaction)
            return stored == expected ? nil : "list \(id): \(stored) / \(expected)"
        }
    }

    private func lookBacks(in transaction: Transaction) throws -> [String] {
        let desk = LookBackDesk(services: services, site: site)
        return try ids("look_back", in: transaction).compactMap { number -> String? in
            let id = LookBack.ID(number)
            guard let told = try desk.lookBack(id, in: transaction) else { return "look-back \(id): no log" }
            let choice = told.choice
            let expected =
                Self.texts(
                    choice.year, choice.topic.number, choice.room.number, choice.area.text, told.state.name.rawValue,
                    told.verdict?.grade.rawValue, told.version) + Self.texts(of: told.deadline)
            let stored = try row(
                ["year", "topic", "room", "area", "state", "grade", "version"], "look_back", number, in: transaction)
            return stored == expected ? nil : "look-back \(id): \(stored) / \(expected)"
        }
    }

    private func proposals(in transaction: Transaction) throws -> [String] {
        let desk = ProposalDesk(services: services, site: site)
        return try ids("proposal", in: transaction).compactMap { number -> String? in
            let id = Proposal.ID(number)
            guard let told = try desk.proposal(id, in: transaction) else { return "proposal \(id): no log" }
            let (proposer, series) = (told.proposer, told.period?.series)
            let expected =
                Self.texts(
                    proposer.kind.rawValue, proposer.signer.number, proposer.body?.number, told.state.name.rawValue,
                    series?.term, series?.session, told.period?.kind.rawValue, told.number?.serial, told.lead?.number,
                    told.ground, told.outcome, told.replies, told.isOpen ? 1 : 0, told.isKey ? 1 : 0,
                    told.withdrawal == nil ? 0 : 1, told.publication.name, told.publicText?.title.words,
                    told.closedOn?.description, told.category, told.followUps, told.supervisions,
                    told.ledBy?.number, told.upward?.name.rawValue, told.version)
                + Self.texts(of: told.deadline)
            let stored = try row(
                [
                    "kind", "signer", "body", "state", "term", "session", "period", "serial", "lead", "ground",
                    "outcome", "replies", "is_open", "is_key", "asks_back", "publication", "public_title",
                    "closed_on", "category", "follow_ups", "supervisions", "led_by", "upward", "version",
                ], "proposal", number, in: transaction)
            let signers = try transaction.rows(
                """
                SELECT person, answer FROM proposal_co_signer
                WHERE tenant = \(tenant) AND proposal = \(number) ORDER BY place
                """
            ) {
                Proposal.CoSigner(
                    Identifier(try $0.next()), try $0.next(String?.self).flatMap(Proposal.CoSigner.Answer.init))
            }
            guard stored == expected, signers == told.coSigners else {
                return "proposal \(id): \(stored) / \(expected); \(signers) / \(told.coSigners)"
            }
            return nil
        }
    }

    private func contests(in transaction: Transaction) throws -> [String] {
        let desk = ContestDesk(services: services, site: site)
        return try ids("contest_entry", in: transaction).compactMap { number -> String? in
            let id = ContestEntry.ID(number)
            guard let told = try desk.entry(id, in: transaction) else { return "contest entry \(id): no log" }
            let nomination = told.nomination
            let expected = Self.texts(
                nomination.year, nomination.topic.number, nomination.room.number, nomination.area.text,
                told.state.name.rawValue, told.result?.award.rawValue, told.visits.count, told.version)
            let stored = try plainRow(
                ["year", "topic", "room", "area", "state", "award", "visits", "version"], "contest_entry", number,
                in: transaction)
            return stored == expected ? nil : "contest entry \(id): \(stored) / \(expected)"
        }
    }

    /// The addressees of a notice are those who have a receipt, in their order, and those who are left.
    private func deployments(in transaction: Transaction) throws -> [String] {
        let (desk, receipts) = (
            DeploymentDesk(services: services, site: site), DeploymentReceiptDesk(services: services, site: site)
        )
        return try ids("deployment", in: transaction).compactMap { number -> String? in
            let id = Deployment.ID(number)
            guard let order = try desk.deployment(id, in: transaction)?.order else { return "deployment \(id): no log" }
            let stored = try plainRow(["kind", "issued_on", "due_on", "unsent"], "deployment", number, in: transaction)
            let sent = try transaction.rows(
                "SELECT id FROM deployment_receipt WHERE tenant = \(tenant) AND deployment = \(number) ORDER BY id"
            ) { DeploymentReceipt.ID(try $0.next(Int64.self)) }.map { receipt in
                try receipts.receipt(receipt, in: transaction)?.sending.addressee
            }
            let expected = Self.texts(
                order.kind.rawValue, order.day.description, order.dueOn.description,
                order.addressees.count - sent.count)
            return stored == expected && sent == Array(order.addressees.prefix(sent.count))
                ? nil : "deployment \(id): \(stored) / \(expected), \(sent) / \(order.addressees)"
        }
    }

    private func receipts(in transaction: Transaction) throws -> [String] {
        let desk = DeploymentReceiptDesk(services: services, site: site)
        return try ids("deployment_receipt", in: transaction).compactMap { number -> String? in
            let id = DeploymentReceipt.ID(number)
            guard let told = try desk.receipt(id, in: transaction) else { return "receipt \(id): no log" }
            let (room, area, unit): (Int64?, String?, Int64?) =
                switch told.sending.addressee {
                case .room(let room, let area): (room.number, area.text, nil)
                case .unit(let unit): (nil, nil, unit.number)
                }
            let expected = Self.texts(
                told.sending.deployment.number, room, area, unit, told.state.name.rawValue, told.dueOn?.description,
                told.remindedOn?.description, told.report?.day.description, told.followers.count, told.version)
            let stored = try plainRow(
                [
                    "deployment", "room", "area", "unit", "state", "due_on", "reminded_on", "reported_on", "followers",
                    "version",
                ], "deployment_receipt", number, in: transaction)
            let report =
                try transaction.first(
                    """
                    SELECT r.report, c.words FROM deployment_receipt r
                    LEFT JOIN content c ON c.tenant = r.tenant AND c.id = r.report
                    WHERE r.tenant = \(tenant) AND r.id = \(number)
                    """
                ) { row in try services.contents.next(&row, tenant: site.tenant.id)?.words } ?? nil
            let linked = try transaction.rows(
                "SELECT kind, record FROM deployment_follower WHERE tenant = \(tenant) AND receipt = \(number)"
            ) { row -> String in
                let (kind, record) = (try row.next(String.self), try row.next(Int64.self))
                return "\(kind) \(record)"
            }
            let followers = told.followers.map { follower -> String in
                switch follower {
                case .session(let id): "session \(id.number)"
                case .topic(let id): "topic \(id.number)"
                }
            }
            guard report == told.report?.words.words, linked.sorted() == followers.sorted() else {
                return "receipt \(id): \(String(describing: report)), \(linked) / \(followers)"
            }
            return stored == expected ? nil : "receipt \(id): \(stored) / \(expected)"
        }
    }

    private func scores(in transaction: Transaction) throws -> [String] {
        let desk = HandlingScoreDesk(services: services, site: site)
        return try ids("handling_score", in: transaction).compactMap { number -> String? in
            let id = HandlingScore.ID(number)
            guard let told = try desk.score(id, in: transaction) else { return "score \(id): no log" }
            let expected = Self.texts(
                told.item.number, told.member.number, told.mark.points.number, told.version)
            let stored = try plainRow(
                ["item", "member", "points", "version"], "handling_score", number, in: transaction)
            return stored == expected ? nil : "score \(id): \(stored) / \(expected)"
        }
    }

    /// Logs without a row, and links that the topics do not speak of.
    private func orphans(in transaction: Transaction) throws -> [String] {
        let kinds: [(String, SQL)] = [
            ("topic", "topic"), ("session", "consultation_session"), ("item", "suggestion_item"),
            ("confirmation", "confirmation"), ("support", "topic_support"), ("erasure", "personal_data_request"),
            ("unmasking", "unmasking_request"), ("reception", "reception_day"), ("visit", "reception_visit"),
            ("sentiment", "sentiment_issue"), ("enrolment", "session_enrolment"),
            ("suggestion_list", "suggestion_list"), ("look_back", "look_back"),
            ("deployment", "deployment"), ("deployment_receipt", "deployment_receipt"),
            ("handling_score", "handling_score"), ("handling_assessment", "handling_assessment"),
            ("contest_entry", "contest_entry"), ("commendation", "commendation"), ("clue", "proposal_clue"),
            ("proposal", "proposal"),
            ("assignment", "proposal_assignment"), ("opinion", "proposer_opinion"),
            ("former_proposal", "former_proposal"),
            ("media_consultation", "media_consultation"), ("live_comment", "live_comment"),
            ("deliberation", "deliberation"), ("opinion_statement", "opinion_statement"),
        ]
        let logs = try kinds.flatMap { kind, table in
            try transaction.rows(
                """
                SELECT DISTINCT subject FROM event WHERE tenant = \(tenant) AND subject_kind = \(kind)
                    AND subject NOT IN (SELECT id FROM \(table) WHERE tenant = \(tenant))
                """
            ) { "\(kind) \(try $0.next(Int64.self)): no row" }
        }
        let merged = try transaction.rows(
            """
            SELECT t.id FROM topic t LEFT JOIN record_link l ON l.tenant = t.tenant AND l.relation = 'merged_into'
                AND l.from_kind = 'topic' AND l.from_id = t.id
            WHERE t.tenant = \(tenant) AND COALESCE(t.merged_into, 0) <> COALESCE(l.to_id, 0)
            """
        ) { "topic \(try $0.next(Int64.self)): its link says something else" }
        // A clue is linked to the topic or the walk that it was, unless that was taken back.
        let handedOn = try transaction.rows(
            """
            SELECT u.id FROM proposal_clue u LEFT JOIN record_link l ON l.tenant = u.tenant AND l.relation = 'handed_on'
                AND l.to_kind = 'clue' AND l.to_id = u.id
            WHERE u.tenant = \(tenant) AND (CASE WHEN u.state = 'withdrawn' THEN 0 ELSE COALESCE(u.topic, u.walk, 0) END)
                <> COALESCE(l.from_id, 0)
            """
        ) { "clue \(try $0.next(Int64.self)): its link says something else" }
        return logs + merged + handedOn
    }

    func ids(_ table: SQL, in transaction: Transaction) throws -> [Int64] {
        try transaction.rows("SELECT id FROM \(table) WHERE tenant = \(tenant) ORDER BY id") { try $0.next() }
    }

    /// The columns and the deadline of a row, as texts.
    func row(_ columns: [SQL], _ table: SQL, _ id: Int64, in transaction: Transaction) throws -> [String?] {
        try plainRow(
            columns + ["due_on", "due_from", "due_term", "due_is_provisional"], table, id, in: transaction)
    }

    func plainRow(
        _ columns: [SQL], _ table: SQL, _ id: Int64, in transaction: Transaction
    ) throws -> [String?] {
        let texts = columns.map { "CAST(\($0) AS TEXT)" as SQL }
        return try transaction.first(
            "SELECT \(SQL(joining: texts, with: ", ")) FROM \(table) WHERE tenant = \(tenant) AND id = \(id)"
        ) { row in try texts.map { _ in try row.next(String?.self) } } ?? []
    }

    static func texts(_ values: (any CustomStringConvertible)?...) -> [String?] {
        values.map { $0.map { "\($0)" } }
    }

    static func texts(of deadline: Deadline?) -> [String?] {
        texts(
            deadline?.day.description, deadline?.from.description, deadline?.term.text,
            deadline.map { $0.isProvisional ? 1 : 0 })
    }
}
