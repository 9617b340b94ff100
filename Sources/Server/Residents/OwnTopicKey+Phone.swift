// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup

/// A code can be read over a shoulder or found on a slip: where a phone was left, whoever acts by it says how the phone ends.
extension OwnTopicKey {
    /// What is asked with every act by code of a topic where a phone was left.
    static let ending = InputField(
        "phoneEnding", "您提这件事时留的手机号，后四位是几？", .phoneEnding, isRequired: false, help: "对上了才办，免得别人拿着查询码替您办。")

    /// What an act takes by this key. `asksEnding`: whether it is known that it asks how the phone ends, so that it is told with all
    /// else where nothing is said of it.
    func fields(_ own: [InputField], asksEnding: Bool = false) -> [InputField] {
        switch self {
        case .code: own + [asksEnding ? Self.askedEnding : Self.ending]
        case .phone: own
        }
    }

    private static let askedEnding = ending.required(help: ending.help ?? "")

    /// Whether an act by this key asks how the phone ends.
    func asksEnding(
        of topic: Topic.ID, _ request: WebRequest, _ services: Services, in transaction: Transaction
    ) throws -> Bool {
        try ending(of: topic, request, services, in: transaction) != nil
    }

    /// Lets an act go on by whoever has the phone too that was left. It is asked in the transaction of the act: what was done
    /// already gets its answer again, whatever was tried since. Throws ``PhoneEndingRefusal``.
    func requireEnding(
        _ input: Input, of topic: Topic.ID, _ request: WebRequest, _ services: Services, in transaction: Transaction
    ) throws {
        guard let left = try ending(of: topic, request, services, in: transaction) else { return }
        guard let said = input.optional(Self.ending.name).flatMap({ PhoneEnding($0) }) else {
            throw PhoneEndingRefusal.missing
        }
        try services.endings.listen(
            to: ConstantTime.areEqual(said.digits, left.digits), of: topic, from: request.client.address,
            at: request.now)
    }

    /// The end of the phone that was left, where it is asked. Nobody is asked who has signed in by the phone, and nobody what
    /// nobody can answer any more: once the phone is erased, the code alone is enough, as where none was left.
    private func ending(
        of topic: Topic.ID, _ request: WebRequest, _ services: Services, in transaction: Transaction
    ) throws -> PhoneEnding? {
        guard case .code = self else { return nil }
        let contacts = TopicContactStore(tenant: request.site.tenant.id, keys: services.keys)
        guard let phone = try contacts.phone(of: topic, in: transaction) else { return nil }
        if let resident = request.resident,
            try contacts.isLeft(resident.phoneHash, with: topic, in: transaction)
        {
            return nil
        }
        return PhoneEnding(of: phone)
    }
}

extension OwnTopicKey {
    /// The question how the phone ends, as a form asks it. `form`: which of the page, where there are several.
    static func endingField(in form: String? = nil, _ problems: InputProblems? = nil) -> HTML {
        Field(
            name: ending.name, label: ending.label, form: form, control: .digits, help: ending.help,
            error: problems?.sentence(for: ending.name), isRequired: true
        ).html
    }
}

/// Why a submitter's form was not taken in, for the form that shows it beside its field.
struct OwnFormRefusal: Sendable {
    let problems: InputProblems
    let status: Int
    let retryAfterSeconds: Int?

    /// Nil for what no field of the form can mend.
    init?(_ error: any Error, sent: [String: String]) {
        // What was said of the phone is never shown again.
        let sent = sent.filter { $0.key != OwnTopicKey.ending.name && $0.key != "code" }
        switch error {
        case let problems as InputProblems:
            self.problems = InputProblems(problems.problems, sent: sent)
            (status, retryAfterSeconds) = (422, nil)
        case let refusal as PhoneEndingRefusal:
            problems = InputProblems([refusal.problem], sent: sent)
            (status, retryAfterSeconds) = (refusal.status.code, refusal.retryAfterSeconds)
        case let refusal as PhoneCodeRefusal:
            problems = InputProblems([.init(field: refusal.field, sentence: refusal.sentence)], sent: sent)
            (status, retryAfterSeconds) = (refusal.status.code, refusal.retryAfterSeconds)
        default: return nil
        }
    }
}

extension PhoneCodeRefusal {
    /// The field that it is said beside: the code where one was typed, the phone where none was sent.
    fileprivate var field: String {
        switch self {
        case .wrong, .gone: "code"
        case .closed, .tooSoon, .phoneDayOver, .budgetSpent: "phone"
        }
    }
}

extension WebResponse {
    /// The answer to a form that comes back: when it may be sent again, where that is a matter of time.
    func after(_ refusal: OwnFormRefusal?) -> WebResponse {
        refusal?.retryAfterSeconds.map { adding(.retryAfter, String($0)) } ?? self
    }
}
