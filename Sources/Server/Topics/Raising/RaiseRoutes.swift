// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Raising a topic: say it, look it over, done. On the pages in three steps, in the API in one.
struct RaiseRoutes: RouteGroup {
    let services: Services

    /// What a submitter fills in.
    static func fields(_ profile: PracticeProfile) -> [InputField] {
        [
            InputField("text", "什么事，希望怎么办", .paragraph(limit: profile.topicTextLimit)),
            InputField("place", "在哪里", .line(limit: 60), isRequired: false),
            InputField("phone", "手机号", .phone, isRequired: false), ResidentPhotos.field, about,
        ]
    }

    /// The same on paper.
    static func paperFields(_ profile: PracticeProfile) -> [InputField] {
        fields(profile).filter { ![ResidentPhotos.field.name, about.name].contains($0.name) }
    }

    /// The public topic that what is said is an advice on (建议).
    private static let about = InputField("about", "给哪件议题提建议", .reference(.advisedTopics), isRequired: false)

    /// The same in the API, with the room.
    static func apiFields(_ profile: PracticeProfile) -> [InputField] {
        [InputField("room", "议事室", .line(limit: 13))] + fields(profile)
    }

    var routes: [Route] {
        [
            Route.page(.get, "/r/{token}/raise", begin).knowingResident(),
            Route.page(.post, "/r/{token}/raise") { try await say($0, typed: $0.form, problems: []) }
                .knowingResident(),
            Route.page(.post, "/r/{token}/check", check).knowingResident().takingFiles(),
            Route.page(.post, "/r/{token}/topics", submit).knowingResident(),
            .api(.post, "/topics", TopicAPI.submit, submitJSON),
            .ownAPI(.post, "/topics", ResidentAPI.raise, submitOwnJSON),
        ]
    }

    /// Step 1 as one arrives at it: counted, and an old code says that it is one.
    private func begin(_ request: WebRequest) async throws -> WebResponse {
        let topics = TopicListStore(tenant: request.site.tenant.id, contents: services.contents)
        let about = request.query["about"].flatMap { Topic.ID($0) }
        return try await RoomReader(services: services).answer(request, counting: .raise) { _, transaction in
            try about.flatMap { try topics.published($0, in: transaction) }
        } page: { listed, about in
            guard !request.site.practice.profile.isIntakePaused else { throw WebFailure.intakePaused }
            try listed.requireIntake()
            let typed = about.map { ["about": $0.id.text, "text": "关于“\($0.title)”，我建议："] }
            return say(in: listed, request, typed: typed ?? [:], problems: [])
        }
    }

    /// Step 1: what is it about.
    private func say(
        _ request: WebRequest, typed: [String: String], problems: [FieldProblem]
    ) async throws -> WebResponse {
        say(in: try await room(request), request, typed: typed, problems: problems)
    }

    private func say(
        in listed: RoomStore.Listed, _ request: WebRequest, typed: [String: String], problems: [FieldProblem]
    ) -> WebResponse {
        let base = "/r/\(listed.room.token.text)"
        let content = RaisePages.say(
            roomName: listed.room.name, action: "\(base)/check", token: request.token(for: "\(base)/check"),
            limit: request.site.practice.profile.topicTextLimit, verified: request.resident?.phone, typed: typed,
            photos: photos(request).passes(in: typed),
            problems: problems)
        return Pages(request, services).resident(
            "提一个议题", home: base, isFormStep: true, status: problems.isEmpty ? 200 : 422, content: content)
    }

    /// Step 2: is it so. Nothing is stored yet.
    private func check(_ request: WebRequest) async throws -> WebResponse {
        let listed = try await room(request)
        let (input, passes): (Input, [PhotoPass])
        // Photos are taken in whatever is wrong with the words: a browser does not give them back, and whoever sent them over a
        // slow network does not send them twice.
        let (sent, unkept) = try await keepPhotos(request)
        do {
            (input, passes) = try read(sent, request, besides: unkept)
        } catch let problems as InputProblems {
            return try await say(request, typed: problems.sent, problems: problems.problems)
        }
        let base = "/r/\(listed.room.token.text)"
        let similar = SimilarTopics(services: services, tenant: request.site.tenant.id)
        let said = [input.text("text"), input.optional("place")].compactMap(\.self).joined(separator: "\n")
        let (tenant, today) = (request.site.tenant, request.now.day)
        let (found, results, keeper) = try await services.engine.read { transaction in
            let found = try similar.topics(like: said, near: listed.room.area, in: transaction)
            return (
                found, try similar.results(of: found, site: request.site, in: transaction),
                try StaffingStore(of: tenant).keeper(of: listed.room, on: today, in: transaction)
            )
        }
        let content = RaisePages.check(
            roomName: listed.room.name,
            keeper: KeeperWording(keeper: keeper, room: listed.room.name, tenant: tenant), text: input.text("text"),
            place: input.optional("place"), phone: input.phone("phone"), verified: request.resident?.phone,
            photos: passes, about: input.optional("about"), draft: SentDraft.name(in: request.form),
            similar: SimilarTopicList(
                found: found, results: results, today: request.now.day,
                phone: request.resident == nil ? input.phone("phone") : nil, token: { request.token(for: $0) }),
            submit: ("\(base)/topics", request.token(for: "\(base)/topics")),
            back: ("\(base)/raise", request.token(for: "\(base)/raise")))
        return Pages(request, services).resident("看一遍再交", home: base, isFormStep: true, content: content)
    }

    /// What was sent, with the passes of the photos that came along, and what is wrong with those that were not taken.
    private func keepPhotos(_ request: WebRequest) async throws -> (sent: [String: String], problems: [FieldProblem]) {
        do {
            let files = request.files(ResidentPhotos.field.name)
            return (
                try await photos(request).keep(files, beside: request.form, from: request.client, at: request.now), []
            )
        } catch let problems as InputProblems {
            return (problems.sent, problems.problems)
        }
    }

    /// Step 3: done. The answer is the address of the page with the tracking code.
    private func submit(_ request: WebRequest) async throws -> WebResponse {
        let listed = try await room(request)
        do {
            let (input, passes) = try read(request.form, request)
            return try await take(input, passes, source: .scan, .token(listed.room.token), request) { receipt in
                .seeOther("/status/\(receipt.trackingCode.text)/received")
            }
        } catch let problems as InputProblems {
            return try await say(request, typed: problems.sent, problems: problems.problems)
        } catch let refusal as AttachmentRefusal {
            // Of photos that are gone, none is shown as there.
            let words = request.form.filter { !$0.key.hasPrefix("\(ResidentPhotos.field.name).") }
            return try await say(
                request, typed: words,
                problems: [.init(field: ResidentPhotos.field.name, sentence: refusal.sentence)])
        }
    }

    /// What was filled in. Whoever was signed in when the form was made, and is not any more, is asked about the phone again.
    /// `besides`: what is wrong with what came along.
    private func read(
        _ sent: [String: String], _ request: WebRequest, besides: [FieldProblem] = []
    ) throws -> (Input, [PhotoPass]) {
        let input = try Input(
            sent, fields: Self.fields(request.site.practice.profile),
            besides: VerifiedPhone.problems(sent, request) + besides)
        return (input, try photos(request).passes(input, sent: sent))
    }

    private func photos(_ request: WebRequest) -> ResidentPhotos {
        ResidentPhotos(services: services, site: request.site)
    }

    private func submitOwnJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = Self.apiFields(request.site.practice.profile).filter { $0.name != "phone" }
        let input = try Input(try request.fields(fields), fields: fields)
        return try await takeJSON(input, request)
    }

    private func submitJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = Self.apiFields(request.site.practice.profile)
        let input = try Input(try request.fields(fields), fields: fields)
        return try await takeJSON(input, request)
    }

    private func takeJSON(_ input: Input, _ request: WebRequest) async throws -> WebResponse {
        let passes = try photos(request).passes(input, sent: [:])
        let room = try RoomName(input.text("room"))
        return try await take(input, passes, source: .api, room, request) { receipt in
            .json(TopicAPI.json(receipt), status: .created)
        }
    }

    private func take(
        _ input: Input, _ passes: [PhotoPass], source: Topic.Source, _ name: RoomName, _ request: WebRequest,
        answer: @escaping @Sendable (TopicDesk.Receipt) -> WebResponse
    ) async throws -> WebResponse {
        let sent = SentDraft(
            of: request, saying: [input.text("text"), input.optional("place"), input.optional("about")])
        // Whoever asks again since the answer was lost uses up nothing of what may come in.
        if let answer = try await services.answered.earlier(request, from: sent) { return answer }
        guard !request.site.practice.profile.isIntakePaused else { throw WebFailure.intakePaused }
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let named = try await services.engine.read { try name.room(rooms, isRaising: true, in: $0) }
        // A room is one, by whatever name it is called.
        let verdict = services.intake.admit(
            tenant: request.site.tenant.id, room: named.id.text, client: request.client, at: request.now)
        let isHeld: Bool
        switch verdict {
        case .accept: isHeld = false
        case .hold: isHeld = true
        case .refuse(let seconds): throw WebFailure.tooManyRequests(seconds: seconds)
        }
        let desk = TopicDesk(services: services, site: request.site)
        let photos = photos(request)
        return try await services.answered.once(request, from: sent) { transaction in
            let room = try name.room(rooms, isRaising: true, in: transaction)
            let draft = TopicDraft(
                room: room.id, area: room.area, source: source, text: input.text("text"),
                place: input.optional("place"),
                phone: request.resident?.phone.text ?? input.phone("phone"))
            let receipt = try desk.submit(
                draft, advising: try advised(input, desk, in: transaction), isHeld: isHeld, by: request.actor,
                at: request.now, in: transaction)
            try photos.attach(passes, to: .topic(receipt.id), at: request.now, in: transaction)
            return answer(receipt)
        }
    }

    /// The topic that an advice is on. Throws ``InputProblems`` when strangers do not read it.
    private func advised(_ input: Input, _ desk: TopicDesk, in transaction: Transaction) throws -> Topic.ID? {
        guard input.optional("about") != nil else { return nil }
        let id: Topic.ID = input.id("about")
        guard let topic = try desk.store.topic(id, in: transaction), topic.publication.isPublic else {
            throw InputProblems([.init(field: "about", sentence: "没有这件公开的议题，可能已经撤下。建议可以照样提，不放在它下面就行。")])
        }
        return id
    }

    private func room(_ request: WebRequest) async throws -> RoomStore.Listed {
        // What somebody began to write before the code was replaced is taken all the same.
        let found = try await services.engine.read { try RoomReader(services: services).find(request, in: $0) }
        guard !request.site.practice.profile.isIntakePaused else { throw WebFailure.intakePaused }
        switch found {
        case .current(let listed), .replaced(let listed):
            try listed.requireIntake()
            return listed
        }
    }
}
