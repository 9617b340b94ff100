// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What the registers say of a member or a body, gathered from all of them for those who work with them and keep none.
struct DirectoryFile: Sendable {
    /// Lines that belong together.
    struct Part: Sendable {
        /// The name of its place on the page and of its part of an answer.
        let id: String
        let title: String
        let lines: [(term: String, words: String)]
    }

    /// Those alone of which something is said.
    let parts: [Part]

    /// Of a member: where the member belongs and works, what the member knows, to which meetings and appraisals the member
    /// was asked, for what the member was trained.
    static func member(_ found: DirectoryFileStore.Member, today: Day) -> DirectoryFile {
        func words(_ term: String, _ words: String?) -> (term: String, words: String)? { words.map { (term, $0) } }
        let seats = found.seats.flatMap { seat in
            [
                seat.level == .own ? nil : words("哪一级的委员", "\(DirectoryWording.name(seat.level))，住在这里"),
                words("界别", seat.sector), words("专委会", seat.committee), words("联系区域", seat.area),
                words("编入的议事室", seat.room),
            ].compactMap(\.self)
        }
        let posts = found.posts.map { post in
            (
                term: post.title ?? DirectoryWording.name(post.post),
                words: [post.organ, post.groupKind]
                    .compactMap(\.self).joined(separator: " · ")
            )
        }
        let pools = found.pools.map { pool in
            (term: pool.name, words: "懂\(pool.fields)；\(DirectoryWording.term(pool.startsOn, pool.endsOn))")
        }
        let person = [
            words("单位和职务", found.position), words("专长", found.specialities), words("培训", found.training),
        ].compactMap(\.self)
        return DirectoryFile(
            parts: [
                Part(id: "seats", title: "在名册里", lines: seats + posts + pools + person),
                Part(
                    id: "meetings", title: "列席",
                    lines: found.meetings.map { meeting in
                        let post = meeting.post.map { "\(meeting.other ?? "")\(DirectoryWording.name($0))" }
                        return (
                            ChineseTime.day(meeting.heldOn, today: today),
                            DirectoryWording.line(meeting, by: post, today)
                        )
                    }),
                Part(
                    id: "appraisals", title: "重大事项论证",
                    lines: found.appraisals.map { appraisal in
                        (
                            ChineseTime.day(appraisal.heldOn, today: today),
                            [
                                appraisal.matter, appraisal.opinion.map { "意见：\($0)" },
                                appraisal.report.map { "结论：\($0)" },
                            ].compactMap(\.self).joined(separator: "；")
                        )
                    }),
                Part(
                    id: "trainings", title: "专题培训\(found.trainings.count)场",
                    lines: found.trainings.map { training in
                        (
                            ChineseTime.day(training.heldOn, today: today),
                            "\(DirectoryWording.name(training.kind))：\(training.name)"
                        )
                    }),
            ].filter { !$0.lines.isEmpty })
    }

    /// Of a body: its posts, who belongs to it, its experts, with whom it keeps in touch, at which meetings its posts sat in.
    static func organ(_ found: DirectoryFileStore.Body, today: Day) -> DirectoryFile {
        let posts = found.posts.map { post in
            (
                term: DirectoryWording.name(post.post),
                words: post.name + (post.title.map { "（\($0)）" } ?? "")
            )
        }
        let members =
            found.members.isEmpty
            ? [] : [(term: "委员\(found.members.count)名", words: found.members.joined(separator: "、"))]
        let experts = found.experts.map { expert in
            (term: expert.name, words: "懂\(expert.fields)；\(DirectoryWording.term(expert.startsOn, expert.endsOn))")
        }
        let partners = found.partners.isEmpty ? [] : [(term: "对口联系", words: found.partners.joined(separator: "、"))]
        return DirectoryFile(
            parts: [
                Part(id: "people", title: "里面的人", lines: posts + members),
                Part(id: "experts", title: "专家", lines: experts),
                Part(id: "partners", title: "对口联系", lines: partners),
                Part(
                    id: "meetings", title: "列席",
                    lines: found.meetings.map { meeting in
                        let post = meeting.post.map {
                            DirectoryWording.name($0) + (meeting.other.map { "（\($0)）" } ?? "")
                        }
                        return (
                            ChineseTime.day(meeting.heldOn, today: today),
                            DirectoryWording.line(meeting, by: post, today)
                        )
                    }),
            ].filter { !$0.lines.isEmpty })
    }

    var html: HTML {
        parts.map { part in
            PageSection(
                id: "register-\(part.id)", title: part.title,
                content: Facts(rows: part.lines.map { .init($0.term, $0.words) }).html
            ).html
        }.joined()
    }

    static let schema = Schema.array(
        .object([
            ("part", .text), ("lines", .array(.object([("term", .text), ("words", .text)]))),
        ]))

    var json: JSON {
        .array(
            parts.map { part in
                [
                    "part": .string(part.id),
                    "lines": .array(part.lines.map { ["term": .string($0.term), "words": .string($0.words)] }),
                ]
            })
    }
}

extension DirectoryWording {
    /// 聘期2026-01-01至2027-01-01; without an end, 2026-01-01起聘.
    static func term(_ first: Day, _ last: Day?) -> String {
        last.map { "聘期\(first.description)至\($0.description)" } ?? "\(first.description)起聘"
    }

    /// 政府常务会议：第五次常务会议；主席会议副职；2月26日接到邀请，到会；后来……
    fileprivate static func line(_ meeting: DirectoryFileStore.Meeting, by post: String?, _ today: Day) -> String {
        let kind = meetings.first { $0.code == meeting.kind }?.label ?? meeting.kind
        let invited = meeting.invitedOn.map { "\(ChineseTime.day($0, today: today))接到邀请" }
        let attended = meeting.attended.map { $0 ? "到会" : "没有到会" }
        let way = [invited, attended].compactMap(\.self).joined(separator: "，")
        return ["\(kind)：\(meeting.name)", post ?? "", way, meeting.followUp ?? ""].filter { !$0.isEmpty }.joined(
            separator: "；")
    }
}
