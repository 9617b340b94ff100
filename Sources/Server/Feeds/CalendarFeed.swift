// SPDX-License-Identifier: Apache-2.0

import Domain

/// Sessions, and what is to be done, as a calendar that programs follow (iCalendar, RFC 5545).
struct CalendarFeed: Sendable {
    /// One session.
    struct Event: Sendable {
        /// Never changes and is nobody else's.
        let uid: String
        let title: String
        let place: String?
        let start: Instant
        /// The page that tells more.
        let address: String
        /// How often it was changed: programs take the higher number for the later word.
        var sequence = 0
        /// Whether it does not take place then: it was cancelled, or put off without a new day yet.
        var isCancelled = false

        /// How long it is held free, as no session says when it ends: two hours.
        static let duration = "PT2H"
    }

    /// Something that is to be done by the end of a day.
    struct Task: Sendable {
        let uid: String
        let title: String
        let day: Day
        let address: String
        /// When something last happened to it; nil where nobody knows.
        var changedAt: Instant?
    }

    let name: String
    let events: [Event]
    var tasks: [Task] = []
    /// When it was made.
    let now: Instant

    /// The file: lines end with CR LF, and none is longer than 75 bytes.
    var bytes: [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Shangliang//Sessions//ZH", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(name))", "X-WR-TIMEZONE:Asia/Shanghai",
        ]
        for event in events {
            lines += [
                "BEGIN:VEVENT", "UID:\(event.uid)", "DTSTAMP:\(Self.moment(now))",
                "DTSTART:\(Self.moment(event.start))", "DURATION:\(Event.duration)", "SEQUENCE:\(event.sequence)",
                "STATUS:\(event.isCancelled ? "CANCELLED" : "CONFIRMED")",
                "SUMMARY:\(Self.escaped(event.title))",
            ]
            if let place = event.place { lines.append("LOCATION:\(Self.escaped(place))") }
            lines += ["URL:\(event.address)", "END:VEVENT"]
        }
        for task in tasks {
            lines += [
                "BEGIN:VTODO", "UID:\(task.uid)", "DTSTAMP:\(Self.moment(now))",
                "DUE;VALUE=DATE:\(task.day.description.filter { $0 != "-" })",
                "SUMMARY:\(Self.escaped(task.title))", "STATUS:NEEDS-ACTION", "URL:\(task.address)",
            ]
            if let changedAt = task.changedAt { lines.append("LAST-MODIFIED:\(Self.moment(changedAt))") }
            lines.append("END:VTODO")
        }
        lines.append("END:VCALENDAR")
        return lines.flatMap { Self.folded($0) + [13, 10] }
    }

    /// `20260305T063000Z`
    private static func moment(_ instant: Instant) -> String {
        // Eight hours back from Chinese time is the same clock of Greenwich.
        let greenwich = instant.advanced(byMilliseconds: -8 * 3_600_000)
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let seconds = Int(greenwich.millisecondsIntoDay / 1000)
        let day = greenwich.day.description.filter { $0 != "-" }
        return "\(day)T\(padded(seconds / 3600))\(padded(seconds / 60 % 60))\(padded(seconds % 60))Z"
    }

    /// What would end a value or a line is escaped; other control characters are left out.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\\(scalar)"
            case "\n": escaped += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
            case _: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A line of at most 75 bytes, continued after a space; no character is cut.
    private static func folded(_ line: String) -> [UInt8] {
        var (bytes, length): ([UInt8], Int) = ([], 0)
        for character in line.unicodeScalars {
            let piece = Array(String(character).utf8)
            if length + piece.count > 75 {
                bytes += [13, 10, 32]
                length = 1
            }
            bytes += piece
            length += piece.count
        }
        return bytes
    }
}
