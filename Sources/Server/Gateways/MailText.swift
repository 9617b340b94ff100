// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// A mail as it goes over the wire. What people wrote is in base 64 everywhere, so no line of theirs can become one of
/// the head, whatever it holds. The same message gives the same bytes at every attempt.
struct MailText {
    let bytes: [UInt8]

    init(_ message: OutgoingMessage, from sender: MailAddress) {
        let lines = [
            "Date: \(Self.date(message.writtenAt))",
            "From: \(Self.encoded(message.senderName)) <\(sender.text)>",
            "To: <\(message.address.text)>",
            "Subject: \(Self.encoded(message.title))",
            // By this a mailbox recognises a double.
            "Message-ID: <\(message.key)@\(sender.domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            Data(message.text.utf8).base64EncodedString(options: [
                .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
            ]),
            "",
        ]
        bytes = Array(lines.joined(separator: "\r\n").utf8)
    }

    /// Words of RFC 2047, each at most 75 characters long, folded.
    static func encoded(_ text: String) -> String {
        var words: [String] = []
        var part = ""
        for character in text {
            // A single character may be longer than a word of the head has room for: then its scalars part.
            for scalar in character.unicodeScalars {
                if part.utf8.count + String(scalar).utf8.count > 45 {
                    words.append(part)
                    part = ""
                }
                part.unicodeScalars.append(scalar)
            }
        }
        words.append(part)
        return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `Thu, 05 Mar 2026 09:00:00 +0800`.
    static func date(_ instant: Instant) -> String {
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = instant.day
        let seconds = instant.millisecondsIntoDay / 1000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":")
        return
            "\(weekdays[day.weekday - 1]), \(twoDigits(Int64(day.dayOfMonth))) \(months[day.month - 1]) \(day.year) \(clock) +0800"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
