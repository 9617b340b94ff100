// SPDX-License-Identifier: Apache-2.0

import CCurl
import NIOPosix

/// Conversations through libcurl, each on a thread of its own: they wait for somebody else's server.
///
/// Only the protocols that are asked for, no redirect, no proxy of the environment, certificates checked, and an end to
/// patience.
struct Curl: Sendable {
    /// How long is waited for a connection, and for all of it.
    struct Patience: Sendable {
        let connectMilliseconds: Int
        let totalMilliseconds: Int

        static let standard = Patience(connectMilliseconds: 5_000, totalMilliseconds: 20_000)
    }

    /// How a conversation ended.
    struct Ending: Sendable {
        /// Libcurl's own number; 0 when all went as it should.
        let status: UInt32
        /// The last code the server said; 0 if it said none.
        let answerCode: Int
        /// Whether it was about this message by then, and not yet about who sends.
        let recipientWasNamed: Bool

        var isFine: Bool { status == CURLE_OK.rawValue }
        /// In libcurl's words, which name no address.
        var reason: String { String(cString: curl_easy_strerror(CURLcode(rawValue: status))) }
    }

    /// As many conversations as may run at once.
    static let threadCount = 4
    private let threads: NIOThreadPool
    private let patience: Patience

    init(patience: Patience) {
        precondition(Self.isStarted, "libcurl could not start")
        self.patience = patience
        threads = NIOThreadPool(numberOfThreads: Self.threadCount)
        threads.start()
    }

    func close() async {
        try? await threads.shutdownGracefully()
    }

    /// A global constant is made once, however many threads ask first.
    private static let isStarted = curl_start() == CURLE_OK

    /// Sends a body by POST. `headers` are whole lines.
    func post(_ body: [UInt8], to address: String, headers: [String], isOnMachine: Bool) async throws -> Ending {
        try await run(address, protocols: isOnMachine ? "http,https" : "https") { handle in
            curl_set_number(handle, CURLOPT_POST, 1)
            curl_set_number(handle, CURLOPT_POSTFIELDSIZE, body.count)
            body.withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    _ = curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, characters.baseAddress)
                }
            }
            let list = StringList(headers)
            curl_set_list(handle, CURLOPT_HTTPHEADER, list.head)
            return withExtendedLifetime(list) {
                let status = curl_easy_perform(handle)
                return Ending(
                    status: status.rawValue, answerCode: curl_answer_code(handle), recipientWasNamed: true)
            }
        }
    }

    /// Hands a mail over to a server, under name and password if there are any.
    func mail(
        _ text: [UInt8], from sender: String, to recipient: String, server: String,
        credentials: (user: String, password: String)?, isOnMachine: Bool
    ) async throws -> Ending {
        try await run(server, protocols: "smtp,smtps") { handle in
            // TLS from the first byte, or before anything is told; the machine itself may do without.
            let security = isOnMachine ? CURLUSESSL_TRY : CURLUSESSL_ALL
            curl_set_number(handle, CURLOPT_USE_SSL, Int(security.rawValue))
            if let credentials {
                curl_set_text(handle, CURLOPT_USERNAME, credentials.user)
                curl_set_text(handle, CURLOPT_PASSWORD, credentials.password)
            }
            curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(sender)>")
            let recipients = StringList(["<\(recipient)>"])
            curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients.head)
            return text.withUnsafeBufferPointer { bytes in
                var outgoing = curl_outgoing(next: bytes.baseAddress, left: bytes.count, recipient_was_named: 0)
                return withUnsafeMutablePointer(to: &outgoing) { outgoing in
                    curl_set_outgoing(handle, outgoing)
                    let status = withExtendedLifetime(recipients) { curl_easy_perform(handle) }
                    return Ending(
                        status: status.rawValue, answerCode: curl_answer_code(handle),
                        recipientWasNamed: outgoing.pointee.recipient_was_named == 1)
                }
            }
        }
    }

    private func run(
        _ address: String, protocols: String, _ conversation: @escaping @Sendable (UnsafeMutableRawPointer) -> Ending
    ) async throws -> Ending {
        try await threads.runIfActive { [patience] in
            guard let handle = curl_easy_init() else { throw GatewayFailure.unavailable(reason: "no memory") }
            defer { curl_easy_cleanup(handle) }
            curl_ignore_answer(handle)
            curl_set_text(handle, CURLOPT_URL, address)
            curl_set_text(handle, CURLOPT_PROTOCOLS_STR, protocols)
            curl_set_text(handle, CURLOPT_PROXY, "")
            curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
            curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
            curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, patience.connectMilliseconds)
            curl_set_number(handle, CURLOPT_TIMEOUT_MS, patience.totalMilliseconds)
            curl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
            curl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
            return conversation(handle)
        }
    }
}

/// A list of texts as libcurl takes it.
private final class StringList {
    private(set) var head: UnsafeMutablePointer<curl_slist>?

    init(_ texts: [String]) {
        for text in texts { head = curl_slist_append(head, text) }
    }

    deinit { curl_slist_free_all(head) }
}
