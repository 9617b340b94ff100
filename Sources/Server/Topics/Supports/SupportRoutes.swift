// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup

/// Supporting a published topic: one's own matter too, with a phone by which one is asked in the end, or by nothing but the
/// device, which counts once.
struct SupportRoutes: RouteGroup {
    let services: Services

    static let fields: [InputField] = [
        InputField("phone", "手机号", .phone)
    ]
    /// On the page a device is enough.
    static let pageFields: [InputField] = [
        InputField("phone", "手机号", .phone, isRequired: false)
    ]

    var routes: [Route] {
        [
            Route.page(.get, "/topics/{topic}/support") { try await form($0, nil) }.knowingResident(),
            Route.page(.post, "/topics/{topic}/support", support).knowingResident(),
            .api(.post, "/topics/{topic}/supports", ItemAPI.support, supportJSON),
            .ownAPI(.post, "/topics/{topic}/supports", ItemAPI.supportByPhone, supportByPhoneJSON),
        ]
    }

    private func form(_ request: WebRequest, _ problems: InputProblems?) async throws -> WebResponse {
        let id: Topic.ID = try request.id("topic")
        let store = TopicListStore(tenant: request.site.tenant.id, contents: services.contents)
        let (topic, host, takesVoices) = try await services.engine.read { transaction in
            guard let topic = try store.published(id, in: transaction) else { throw WebFailure.notFound }
            let host = topic.state == .merged ? try store.hosts(of: [id], in: transaction)[id] : nil
            let takesVoices =
                try TopicDesk(request, services).store.topic(id, in: transaction).map(\.takesMerged) ?? false
            return (topic, host, takesVoices)
        }
        // What was merged takes no voices: they count for what it is handled as part of.
        if problems == nil, let host { return .seeOther("/topics/\(host.id)/support") }
        guard takesVoices else { throw SupportRefusal.hasEnded }
        let action = "/topics/\(id)/support"
        let phone: HTML =
            if let resident = request.resident {
                "\(VerifiedPhone(phone: resident.phone, error: problems?.sentence(for: "phone")).html)"
            } else {
                Field(
                    name: "phone", label: "手机号", control: .telephone, value: problems?.sent["phone"] ?? "",
                    mark: "可不填", help: "不填也算一人，一台手机算一次。填了，办完会请您确认是不是真解决了；加密保存，办事的单位看不到。",
                    error: problems?.sentence(for: "phone"), autocomplete: "tel"
                ).html
            }
        let form = PostForm(
            action: action, token: request.token(for: action), isPanel: true, tellsOffline: true,
            content: """
                \(phone)\(AgeStatement.html)\
                \(Button(label: "这也是我的事", style: .primary, size: .big).html)
                """)
        return Pages(request, services).resident(
            "这也是我的事", home: "/topics/\(id)", isFormStep: true, status: problems == nil ? 200 : 422,
            content: """
                <span class="over">\(topic.roomName)</span><h1>这也是我的事</h1>\
                <p class="lead said">\(topic.title)</p>\(ErrorSummary(problems).html)\(form.html)
                """)
    }

    private func support(_ request: WebRequest) async throws -> WebResponse {
        let id: Topic.ID = try request.id("topic")
        let sent = request.form
        do {
            let voice = try Voice(sent, request.resident, fields: Self.pageFields)
            let thanks = WebResponse.seeOther("/topics/\(id)?supported=1")
            guard voice.phone == nil else { return try await take(voice, request) { _ in thanks } }
            // Nothing but the device: what it has supported, it remembers itself.
            let device = SupportingDevice(request)
            if device.supports(id) { return thanks }
            return try await take(voice, request) { _ in thanks }
                .adding(device.remembering(id, isSecure: services.settings.isSecure))
        } catch let problems as InputProblems {
            return try await form(request, InputProblems(problems.problems, sent: sent))
        } catch let refusal as SupportRefusal where refusal != .notPublished {
            return try await form(
                request, InputProblems([.init(field: "phone", sentence: refusal.sentence)], sent: sent))
        }
    }

    private func supportJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let voice = try Voice(try request.fields(Self.fields), nil, fields: Self.fields)
        return try await take(voice, request) { .json($0.json, status: .created) }
    }

    private func supportByPhoneJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        return try await take(try Voice([:], resident, fields: []), request) { .json($0.json, status: .created) }
    }

    /// A phone, and whether it is known to be the supporter's.
    private struct Voice: Sendable {
        let phone: String?
        let means: Support.Means

        /// Of whoever has signed in by phone nothing is read but that. Throws ``InputProblems`` where somebody was, and is no
        /// more: the voice was meant for a phone.
        init(_ sent: [String: String], _ resident: ResidentSignIn?, fields: [InputField]) throws {
            means = resident == nil ? .device : .phone
            phone = try resident?.phone.text ?? Input(sent, fields: fields).phone("phone")
            if phone == nil, sent[VerifiedPhone.field] != nil {
                throw InputProblems([.init(field: "phone", sentence: "您已经退出登录了。请写手机号，空着也可以再点一次。")])
            }
        }
    }

    private func take(
        _ voice: Voice, _ request: WebRequest, answer: @escaping @Sendable (SupportCount) -> WebResponse
    ) async throws -> WebResponse {
        let id: Topic.ID = try request.id("topic")
        let desk = SupportDesk(services: services, site: request.site)
        try services.intake.require(
            tenant: request.site.tenant.id, room: "support/\(id)", client: request.client, at: request.now)
        return try await services.answered.once(request) { transaction in
            answer(
                try desk.support(
                    id, phone: voice.phone, means: voice.means, by: .visitor, at: request.now, in: transaction))
        }
    }
}

/// Takes supports in.
struct SupportDesk: Sendable {
    let services: Services
    let site: Site

    /// Supports a topic; returns how many do. A phone counts once: where it was only typed before, its owner's word makes of
    /// it one that is known.
    func support(
        _ id: Topic.ID, phone: String?, means: Support.Means = .device, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> SupportCount {
        let topics = TopicDesk(services: services, site: site)
        let store = SupportStore(tenant: site.tenant.id, contents: services.contents)
        guard let topic = try topics.store.topic(id, in: transaction) else { throw WebFailure.notFound }
        let transition = try Support.supporting(topic, phone: phone, by: means, as: services.id(Support.self))
        let hash = phone.map { services.keys.hash(ofPhone: $0, in: site.tenant.id) }
        // Said again it counts once, and nobody learns whose phone is there already.
        if let hash, let earlier = try store.support(of: id, phoneHash: hash, in: transaction) {
            if means == .phone { try verify(earlier, of: topic, by: actor, at: now, in: transaction) }
            return try store.count(of: id, in: transaction)
        }
        let recorded = try services.eventLog.append(
            transition, subject: transition.after.id.number,
            .init(tenant: site.tenant.id, actor: actor, role: nil, recordedAt: now), in: transaction)
        try store.insert(transition.after, phoneHash: hash, recorded, at: now, in: transaction)
        try topics.spoilPages(of: topic, in: transaction)
        return try store.count(of: id, in: transaction)
    }
    /// A number that was only typed turns out to be this resident's.
    private func verify(
        _ id: Support.ID, of topic: Topic, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let store = SupportStore(tenant: site.tenant.id, contents: services.contents)
        guard try store.verify(id, in: transaction) else { return }
        let log = try services.eventLog.log(
            of: id.number, tenant: site.tenant.id, as: SupportEvent.self, in: transaction)
        guard let support = Support.replaying(log.map(\.event), as: id) else { throw WebFailure.notFound }
        _ = try services.eventLog.append(
            try support.verifying(), subject: id.number,
            .init(tenant: site.tenant.id, actor: actor, role: nil, recordedAt: now), in: transaction)
        try TopicDesk(services: services, site: site).spoilPages(of: topic, in: transaction)
    }
}
