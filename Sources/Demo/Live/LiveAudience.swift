// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Those outside: each signs in by phone, says a few words and likes those of others, from an address of one's own.
struct LiveAudience {
    /// Somebody who has signed in.
    private struct Resident {
        let client: LoopbackClient
    }

    private let client: LoopbackClient
    private let live: String
    private var words: LiveWords
    private var residents: [Resident] = []
    /// How many codes are asked for at once: the page that shows them keeps two hundred messages.
    private static let wave = 60
    /// How often the page is asked whether the codes have come.
    private static let pause = Duration.milliseconds(200)
    private static let patience = 150

    init(_ client: LoopbackClient, live: String, seed: UInt64) {
        (self.client, self.live) = (client, live)
        words = LiveWords(seed: seed)
    }

    // MARK: - Signing in

    /// Lets more people in, until there are so many.
    mutating func grow(to count: Int) async throws {
        while residents.count < count {
            let numbers = residents.count..<min(count, residents.count + Self.wave)
            var tickets: [(phone: String, ticket: String, client: LoopbackClient)] = []
            for number in numbers {
                var own = client
                own.origin = "198.18.\(number / 250).\(number % 250 + 1)"
                let phone = "1390001\(String(10_000 + number).suffix(4))"
                let asked = try await own.post("/api/v1/resident/codes", ["phone": phone])
                guard let ticket = asked["ticket"] else {
                    throw LoopbackClient.Unexpected(what: "no code", answer: asked)
                }
                tickets.append((phone, ticket, own))
            }
            let codes = try await codes(for: tickets.map(\.phone))
            for (phone, ticket, own) in tickets {
                let entered = try await own.post(
                    "/api/v1/resident/sign-ins", ["phone": phone, "ticket": ticket, "code": codes[phone] ?? ""])
                guard let token = entered["token"] else {
                    throw LoopbackClient.Unexpected(what: "no sign-in", answer: entered)
                }
                var signedIn = own
                signedIn.bearer = token
                residents.append(Resident(client: signedIn))
            }
        }
    }

    /// The codes as the messages say them that nobody sends, latest first on their page.
    private func codes(for phones: [String]) async throws -> [String: String] {
        var page = LoopbackClient.Answer(status: 0, text: "")
        for _ in 0..<Self.patience {
            page = try await client.get("/dev/messages")
            let codes = phones.reduce(into: [String: String]()) { codes, phone in
                codes[phone] = Self.code(for: phone, on: page.text)
            }
            if codes.count == phones.count { return codes }
            try await Task.sleep(for: Self.pause)
        }
        throw LoopbackClient.Unexpected(what: "the codes did not come", answer: page)
    }

    private static func code(for phone: String, on page: String) -> String? {
        guard let place = page.range(of: phone), let said = page[place.upperBound...].range(of: "您的验证码是") else {
            return nil
        }
        return String(page[said.upperBound...].prefix(6))
    }

    // MARK: - Saying and liking

    /// So many comments of anybody.
    mutating func say(_ count: Int) async throws {
        for _ in 0..<count {
            let resident = residents[words.index(below: residents.count)]
            var fields = ["words": words.next()]
            fields["name"] = words.name()
            let sent = try await resident.client.post("/api/v1/resident/live/\(live)/comments", fields)
            guard sent.status == 201 else { throw LoopbackClient.Unexpected(what: "not taken", answer: sent) }
        }
    }

    /// So many likes of what is to be read now; one's second like of the same changes nothing.
    mutating func like(_ count: Int) async throws {
        let published = try await client.get("/api/v1/live/\(live)/comments?limit=50").items().compactMap {
            $0["id"] as? String
        }
        guard !published.isEmpty else { return }
        for _ in 0..<count {
            let resident = residents[words.index(below: residents.count)]
            let comment = published[words.index(below: published.count)]
            let liked = try await resident.client.post("/api/v1/resident/live/\(live)/comments/\(comment)/like")
            guard liked.status == 200 else { throw LoopbackClient.Unexpected(what: "not liked", answer: liked) }
        }
    }
}
