// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import Synchronization

/// A mail server of this machine, as kind or unkind as a test wants it.
package final class FakeMailServer: Sendable {
    /// What the server does with what comes.
    package enum Mood: Sendable {
        case takes
        /// Hangs up on everybody.
        case down
        case refusesRecipients
        case refusesSenders
        /// Says: later.
        case defers
        /// Takes the mail, keeps it, and hangs up before it says so.
        case forgetsToAnswer
        case silent
    }

    private struct State {
        var mood = Mood.takes
        var mails: [String] = []
        var connections = 0
    }

    private let state = Mutex(State())

    package init() {}

    package var mood: Mood {
        get { state.withLock(\.mood) }
        set { state.withLock { $0.mood = newValue } }
    }

    /// The mails that were taken, heads and bodies as they came.
    package var mails: [String] { state.withLock(\.mails) }

    package var connections: Int { state.withLock(\.connections) }

    /// The value of a line of each mail's head.
    package func heads(_ name: String) -> [String] {
        mails.compactMap { mail in
            mail.split(separator: "\r\n", omittingEmptySubsequences: false).first { $0.hasPrefix("\(name): ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
    }

    package func serve() async throws -> LineServer {
        try await LineServer { Conversation(server: self) }
    }

    private func connect() -> Mood {
        state.withLock {
            $0.connections += 1
            return $0.mood
        }
    }

    private func take(_ mail: String) {
        state.withLock { $0.mails.append(mail) }
    }

    private final class Conversation: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let server: FakeMailServer
        private var mood = Mood.takes
        private var received = ""
        private var mail: String?

        init(server: FakeMailServer) {
            self.server = server
        }

        func channelActive(context: ChannelHandlerContext) {
            mood = server.connect()
            switch mood {
            case .down: context.close(promise: nil)
            case .silent: break
            case .takes, .refusesRecipients, .refusesSenders, .defers, .forgetsToAnswer: say("220 fake ESMTP", context)
            }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(decoding: unwrapInboundIn(data).readableBytesView, as: UTF8.self)
            while let end = received.range(of: "\r\n") {
                let line = String(received[..<end.lowerBound])
                received = String(received[end.upperBound...])
                hear(line, context)
            }
        }

        private func hear(_ line: String, _ context: ChannelHandlerContext) {
            if let mail {
                guard line == "." else {
                    self.mail = mail + line + "\r\n"
                    return
                }
                server.take(mail)
                self.mail = nil
                if mood == .forgetsToAnswer { context.close(promise: nil) } else { say("250 taken", context) }
                return
            }
            switch line.prefix(4).uppercased() {
            case "EHLO": say("250-fake\r\n250 8BITMIME", context)
            case "MAIL": say(mood == .refusesSenders ? "553 not you" : "250 fine", context)
            case "RCPT": say(answerToRecipient, context)
            case "DATA":
                mail = ""
                say("354 go on", context)
            case "QUIT":
                say("221 bye", context)
                context.close(promise: nil)
            case _: say("502 what?", context)
            }
        }

        private var answerToRecipient: String {
            switch mood {
            case .refusesRecipients: "550 no such mailbox"
            case .defers: "451 later"
            case .takes, .down, .refusesSenders, .forgetsToAnswer, .silent: "250 fine"
            }
        }

        private func say(_ line: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
        }
    }
}
