// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// A topic of the desk with all that its page shows beside the topic itself.
struct DeskTopicWhole: Sendable {
    let loop: Loop
    let ties: TopicTies
    let merged: [Topic.ID]
    /// What other topics are called that its log speaks of.
    let titles: [Topic.ID: String]
    let origin: RecordLink.Record?
    let children: [TopicStore.Child]
    let above: TopicRecord.Above?
    let supporters: SupportCount
    let scores: [TopicScoreStore.Judgement]
    let attachments: [Attachment]
    let claim: NamedClaim?
    let proposals: [Proposal.ID]
    /// What those who had to answer the notices that it followed answered.
    let notices: [DeploymentReceipt.ID]
    /// How far it has come with those who write proposals.
    let clue: ClueStanding?
    /// Whether somebody has left a phone, and this reader may ask to see whose it is.
    let mayUnmask: Bool
    let practice: Practice
    let today: Day
}

/// What the page of a topic on the desk tells of its way: what was said at its steps as this reader may know it (BR-38).
extension TopicAPI {
    static let way: [(String, Schema)] = [
        ("steps", TraceAPI.schema), ("question", .nullable(.text)), ("correction", .nullable(.text)),
        (
            "saidLater",
            .array(
                .object([
                    ("kind", .string(values: ["answer", "addition", "judgement"])), ("text", .nullable(.text)),
                    ("at", .moment),
                ]))
        ),
        (
            "research",
            .array(
                .object([
                    ("visit", .nullable(.text)), ("findings", .nullable(.text)), ("advice", .nullable(.text)),
                    ("attachments", .array(.id)), ("by", .nullable(.text)), ("at", .moment),
                ]))
        ),
        (
            "mediations",
            .array(
                .object([
                    ("day", .day), ("parties", .nullable(.text)), ("record", .nullable(.text)), ("isSettled", .boolean),
                ]))
        ),
        ("attachments", .array(AttachmentAPI.schema)), ("rejection", .nullable(rejection)),
        (
            "redirection",
            .nullable(
                .object([
                    ("channel", .string(values: Topic.Channel.allCases.map(\.rawValue))),
                    ("explanation", .nullable(.text)), ("answerBy", .nullable(.day)), ("result", .nullable(.text)),
                    ("receipt", .nullable(.object([("system", .text), ("number", .text)]))),
                    ("clue", .nullable(ClueStanding.schema)),
                ]))
        ),
        (
            "passings",
            .array(
                .object([
                    ("from", .id), ("fromName", .text), ("to", .id), ("toName", .text), ("reason", .nullable(.text)),
                    ("at", .moment),
                ]))
        ),
        ("answer", .nullable(.text)), ("closingReason", .nullable(.text)), ("claim", .nullable(claim)),
        ("origin", .nullable(.object([("kind", .text), ("id", .id)]))), ("researcherName", .nullable(.text)),
        ("sessionTitle", .nullable(.text)), ("sessionState", .nullable(.text)),
        (
            "items",
            .array(.object([("id", .id), ("task", .nullable(.text)), ("state", .text), ("unitName", .text)]))
        ),
        ("aboveRoomName", .nullable(.text)), ("aboveState", .nullable(state)), ("proposals", .array(.id)),
        ("notices", .array(.id)), ("deliberations", .array(.id)), ("watchedWords", .array(.text)),
        ("personalDetails", .array(.text)), ("mayUnmask", .boolean),
    ]

    static let claim = Schema.object([("person", .id), ("name", .text), ("until", .moment)])

    static func json(_ claim: NamedClaim) -> JSON {
        [
            "person": .string(claim.claim.person.text), "name": .string(claim.name),
            "until": .string(ChineseTime.rfc3339(claim.claim.until)),
        ]
    }

    static func way(_ whole: DeskTopicWhole, for actor: Actor) -> [(String, JSON)] {
        let (loop, topic) = (whole.loop, whole.loop.topic)
        let reading = TopicReading(topic, by: actor)
        let trace = LoopTrace(
            loop: loop, practice: whole.practice, today: whole.today, reader: .desk, actor: actor, titles: whole.titles)
        let ends = ends(whole, reading)
        return [
            ("steps", TraceAPI.json(reading.shown(trace.html))), ("question", ends.question),
            ("correction", .optional(reading.correction(loop.log.map(\.event)))),
            ("saidLater", .array(loop.log.compactMap { saidLater($0, reading) })),
            ("research", .array(loop.log.compactMap(research))),
            ("mediations", .array(loop.log.compactMap { mediation($0.event, reading) })),
            ("attachments", .array(whole.attachments.map(AttachmentAPI.json))), ("rejection", ends.rejection),
            ("redirection", ends.redirection),
            ("passings", .array(loop.log.compactMap { passing($0, whole, reading) })),
            ("answer", ends.answer), ("closingReason", ends.closingReason), ("claim", whole.claim.map(json) ?? .null),
            (
                "origin",
                whole.origin.map {
                    ["kind": .string($0.kind), "id": .string(Identifier<Never>($0.number).text)]
                } ?? .null
            ), ("researcherName", .optional(topic.researcher.map(loop.names.person))),
            ("sessionTitle", .optional(loop.session?.plan.title.words)),
            ("sessionState", .optional(loop.session?.state.name.rawValue)),
            (
                "items",
                .array(
                    loop.items.map { each in
                        [
                            "id": .string(each.item.id.text), "task": .optional(each.item.task.text.words),
                            "state": .string(each.item.state.name.rawValue),
                            "unitName": .string(loop.names.unit(each.item.task.unit)),
                        ]
                    })
            ), ("aboveRoomName", .optional(whole.above?.roomName)),
            ("aboveState", .optional(whole.above?.state?.rawValue)),
            ("proposals", .array(whole.proposals.map { .string($0.text) })),
            ("notices", .array(whole.notices.map { .string($0.text) })),
            ("deliberations", .array(loop.asked.map { .string($0.id.text) })),
            (
                "watchedWords",
                .array(
                    WatchedWords.found(in: reading.texts(loop.log.map(\.event)), whole.practice.profile)
                        .map(JSON.string))
            ), ("personalDetails", .array(reading.personalDetails(loop.log.map(\.event)).map { .string($0) })),
            ("mayUnmask", .boolean(whole.mayUnmask)),
        ]
    }

    /// What was said at the stage where the topic stands.
    private static func ends(
        _ whole: DeskTopicWhole, _ reading: TopicReading
    ) -> (question: JSON, rejection: JSON, redirection: JSON, answer: JSON, closingReason: JSON) {
        var (question, rejection, redirection): (JSON, JSON, JSON) = (.null, .null, .null)
        var (answer, closingReason): (JSON, JSON) = (.null, .null)
        switch whole.loop.topic.state {
        case .held, .screening, .pooled, .merged, .selected, .researching, .ready, .scheduled, .consulted, .inHandling,
            .reopened, .closed(.handled), .withdrawn:
            break
        case .asked(let words): question = .optional(reading.shown(words))
        case .solvedDirectly(let words): answer = .optional(reading.shown(words))
        case .closed(.noAction(let words)): closingReason = .optional(reading.shown(words))
        case .rejected(let said):
            let ground = whole.practice.profile.rejectionGround(said.ground)
            rejection = [
                "ground": .string(said.ground), "name": .optional(ground?.name), "channel": .optional(ground?.channel),
                "explanation": .optional(reading.shown(said.explanation)),
            ]
        case .redirected(let said):
            redirection = [
                "channel": .string(said.channel.rawValue), "explanation": .optional(reading.shown(said.explanation)),
                "answerBy": .optional(said.answerBy?.description), "result": .optional(reading.shown(said.result)),
                "receipt": said.receipt.map { ["system": .string($0.system), "number": .string($0.number)] } ?? .null,
                "clue": whole.clue?.json ?? .null,
            ]
        }
        return (question, rejection, redirection, answer, closingReason)
    }

    private static func saidLater(_ entry: EventStore.Entry<TopicEvent>, _ reading: TopicReading) -> JSON? {
        let (kind, words): (JSON, FreeText)
        switch entry.event {
        case .answered(let answer, _): (kind, words) = ("answer", answer)
        case .added(let added): (kind, words) = ("addition", added)
        case .judged(let said, _):
            guard let remark = said.remark else { return nil }
            (kind, words) = ("judgement", remark)
        case _: return nil
        }
        return [
            "kind": kind, "text": .optional(reading.shown(words)), "at": .string(ChineseTime.rfc3339(entry.at)),
        ]
    }

    private static func research(_ entry: EventStore.Entry<TopicEvent>) -> JSON? {
        guard case .researched(let record) = entry.event else { return nil }
        return [
            "visit": .optional(record.visit.words), "findings": .optional(record.findings.words),
            "advice": .optional(record.advice.words),
            "attachments": .array(record.attachments.map { .string($0.text) }), "by": .optional(entry.actorName),
            "at": .string(ChineseTime.rfc3339(entry.at)),
        ]
    }

    private static func mediation(_ event: TopicEvent, _ reading: TopicReading) -> JSON? {
        guard case .mediated(let mediation) = event else { return nil }
        return [
            "day": .string(mediation.day.description), "parties": .optional(reading.shown(mediation.parties)),
            "record": .optional(reading.shown(mediation.record)), "isSettled": .boolean(mediation.isSettled),
        ]
    }

    private static func passing(
        _ entry: EventStore.Entry<TopicEvent>, _ whole: DeskTopicWhole, _ reading: TopicReading
    ) -> JSON? {
        guard case .passedOn(let passing, _) = entry.event else { return nil }
        let names = whole.loop.names
        return [
            "from": .string(passing.from.text), "fromName": .string(names.room(passing.from)),
            "to": .string(passing.to.text), "toName": .string(names.room(passing.to)),
            "reason": .optional(reading.shown(passing.reason)), "at": .string(ChineseTime.rfc3339(entry.at)),
        ]
    }
}
