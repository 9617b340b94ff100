// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a digest says.
enum DigestWording {
    /// 今日提要：新通知2条，今天到期1件，超期3件
    static func title(_ digest: Digest) -> String {
        var parts: [String] = []
        if !digest.news.isEmpty { parts.append("新通知\(digest.news.count)条") }
        if digest.dueToday > 0 { parts.append("今天到期\(digest.dueToday)件") }
        if digest.overdue > 0 { parts.append("超期\(digest.overdue)件") }
        if !digest.reminders.isEmpty { parts.append("履职次数提醒\(digest.reminders.count)条") }
        if parts.isEmpty { parts.append("有新的办理记录") }
        return "今日提要：\(parts.joined(separator: "，"))"
    }

    static func text(_ digest: Digest, on channel: ContactChannel) -> String {
        switch channel {
        case .mail: mail(digest)
        case .sms: "\(title(digest))。\(digest.baseURL)/desk"
        }
    }

    private static func mail(_ digest: Digest) -> String {
        var parts = ["\(digest.name)，您好。这是\(ChineseTime.day(digest.day, today: digest.day))的提要。"]
        if !digest.news.isEmpty {
            let lines = digest.news.prefix(Digest.newsMax).map { news in
                "· \(news.sentence)\(news.title.map { "：\($0)" } ?? "")\n  \(digest.baseURL)\(news.address)"
            }
            let more = digest.news.count - lines.count
            let rest = more > 0 ? "\n还有\(more)条，请看：\(digest.baseURL)/desk/notices" : ""
            parts.append("新的通知\(digest.news.count)条：\n\(lines.joined(separator: "\n"))\(rest)")
        }
        if digest.dueToday > 0 { parts.append("今天到期的\(digest.dueToday)件：\n\(digest.baseURL)/desk") }
        if digest.overdue > 0 {
            let newly = digest.newlyOverdue > 0 ? "，其中新超期\(digest.newlyOverdue)件" : ""
            parts.append("超期的\(digest.overdue)件\(newly)：\n\(digest.baseURL)/desk")
        }
        if !digest.reminders.isEmpty {
            let lines = digest.reminders.map { "· \($0.sentence)\n  \(digest.baseURL)\($0.address)" }
            parts.append("履职次数提醒\(lines.count)条：\n\(lines.joined(separator: "\n"))")
        }
        parts.append(NoticeWording.footer)
        if let head = digest.head {
            parts.append("\(head.line)\n请留着这封信：以后核对，就知道记录有没有被改过、删过。")
        }
        return parts.joined(separator: "\n\n")
    }
}
