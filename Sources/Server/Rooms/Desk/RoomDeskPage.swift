// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// One's own room on the desk: what it lacks, its code, how often it was opened, its slips.
struct RoomDeskPage: Sendable {
    let record: RoomDeskRecord
    let actor: Actor
    let token: @Sendable (String) -> String

    private var room: Room { record.listed.room }
    private var base: String { "/r/\(room.token.text)" }
    private var gaps: [Room.Gap] { record.listed.gaps(on: record.today) }

    var html: HTML {
        let head = RecordHead(
            title: room.name, over: record.listed.areaName, parent: TextLink(text: "议事室", address: "/desk/rooms"),
            buttons: [
                Button(label: "日程", role: .link(to: "/desk/rooms/\(room.id)/calendar"), size: .small),
                Button(label: "公开页", role: .link(to: base), size: .small),
                Button(label: "海报", role: .link(to: "\(base)/poster"), size: .small),
                Button(label: "台卡", role: .link(to: "\(base)/card"), size: .small),
                Button(label: "纸质表格", role: .link(to: "\(base)/form"), size: .small),
            ])
        let bar = CaseActions<RoomCodeDesk>(
            record: record.code, id: record.code.id, actor: actor, helpful: [], hindrance: hindrance,
            hasPrimary: false, token: token)
        return """
            \(head.html)<div class="stack"><p>\(RoomWording.chip(gaps).html)</p>\(vacant)\(missing)\
            \(Facts(rows: RoomLister.facts(record.listed) + people + work + codes).html)\(bar.bar.html)\
            \(scans)\(slips)\(topics)\(passings)\(trace)</div>
            """
    }

    /// A gap of its own: what comes in would wait for nobody.
    private var vacant: HTML {
        guard let words = RegisteredRoleWording.vacant(record.vacancies) else { return HTML() }
        return Note(lead: words, text: RoomWording.vacancyAdvice, tone: .late, icon: .alert).html
    }

    private func hindrance(to command: RoomCode.Command) -> RoomCodeRefusal? {
        command == .voidSlips && !record.hasGoodSlips ? .noSlipsOut : nil
    }

    private var missing: HTML {
        guard !gaps.isEmpty else { return HTML() }
        // One line for those to which the same advice is given.
        var rows: [(gaps: [Room.Gap], advice: String)] = []
        for gap in gaps {
            let advice = RoomWording.advice(gap)
            if let index = rows.firstIndex(where: { $0.advice == advice }) {
                rows[index].gaps.append(gap)
            } else {
                rows.append(([gap], advice))
            }
        }
        let lines = rows.map { LinkList.Row(relation: RoomWording.missing($0.gaps), content: "\($0.advice)") }
        return PageSection(id: "gaps", title: "怎样才算齐备", look: .frame, content: LinkList(rows: lines).html).html
    }

    /// Who belongs to the room, and that its convener knows how it is done; where nobody noted it, that is said.
    private var people: [Facts.Row] {
        let trained = record.listed.room.convener == nil ? nil : record.training ?? "还没有记。请系统管理员记在召集人的人员名册里。"
        return [RoomLister.members(record.members), trained.map { .init("召集人培训", $0) }].compactMap(\.self)
    }

    private var work: [Facts.Row] {
        [RoomWording.fact(counterparts: record.counterparts), RoomWording.fact(record.plan, room)].compactMap(\.self)
    }

    private var codes: [Facts.Row] {
        let former = record.former.map { RoomWording.former($0, days: RoomCodeDesk.scanDays, today: record.today) }
        return [
            record.code.pause.map { .init("提议题", RoomWording.paused($0)) },
            .init("议事码", record.code.token.text),
            former.isEmpty ? nil : .init("旧码", former.joined(separator: "、")),
        ].compactMap { $0 }
    }

    private var scans: HTML {
        let days = RoomCodeDesk.scanDays
        let arrivals = record.arrivals(days: days)
        let plot = BarPlot(
            title: "近\(days)天每天扫码进来多少次",
            bars: arrivals.map { .init(label: ChineseTime.day($0.day, today: record.today), value: $0.times) })
        let rows = ScanPurpose.allCases.map { purpose -> HTML in
            """
            <tr><th scope="row">\(RoomWording.name(purpose))</th><td class="num">\(record.times(purpose, days: 1))</td>\
            <td class="num">\(record.times(purpose, days: 7))</td>\
            <td class="num">\(record.times(purpose, days: days))</td></tr>
            """
        }
        let hanging = record.former.filter { $0.times > 0 }
        let note = hanging.isEmpty ? HTML() : Note(text: RoomWording.hanging(hanging), tone: .soon, icon: .clock).html
        return PageSection(
            id: "scans", title: "扫码次数",
            content: """
                \(note)\
                <p class="small mute">只数次数，不记是谁；同一个人来两次算两次。大约两秒更新一次。</p>\(plot.html)\
                <div class="table-wrap"><table><caption class="vh">按用途</caption><thead><tr><th scope="col">用途</th>\
                <th scope="col">今天</th><th scope="col">近7天</th><th scope="col">近\(days)天</th></tr></thead>\
                <tbody>\(rows)</tbody></table></div>
                """
        ).html
    }

    private var slips: HTML {
        let mayPrint = record.code.role(of: actor, for: .makeSlips) != nil
        let rows = record.batches.map { counted -> LinkList.Row in
            let batch = counted.batch
            let isGood = batch.refusal(isUsed: false, on: record.today) == nil
            let sheet = TextLink(text: "打印", address: "/desk/rooms/\(room.id)/slips/\(batch.id)")
            return LinkList.Row(
                relation: "\(ChineseTime.day(batch.madeAt.day, today: record.today))",
                content: """
                    用掉\(counted.used)/\(batch.count)张 · \(RoomWording.validity(batch, today: record.today))\
                    \(mayPrint && isGood ? " · \(sheet.html)" as HTML : HTML())
                    """)
        }
        return PageSection(
            id: "slips", title: "纸条",
            content: rows.isEmpty
                ? "<p class=\"mute\">还没有印过。没带手机的人凭一张纸条可以提一件议题。</p>" : LinkList(rows: rows).html
        ).html
    }

    private var topics: HTML {
        let rows = Topic.Source.allCases.compactMap { source in
            record.sources[source].map { Facts.Row(TopicWording.source(source), "\($0)件") }
        }
        return PageSection(
            id: "sources", title: "议题从哪里来",
            content: rows.isEmpty ? "<p class=\"mute\">还没有议题。</p>" : Facts(rows: rows).html
        ).html
    }

    /// By their numbers alone: what went to another room is that room's to read.
    private var passings: HTML {
        guard !record.passings.isEmpty else { return HTML() }
        let rows = record.passings.map { line in
            LinkList.Row(
                relation: "\(ChineseTime.day(line.at.day, today: record.today))",
                content: """
                    <p>\(line.isArrival ? "从\(line.otherRoom)转来" : "转给\(line.otherRoom)") \
                    <span class="code">\(line.topic.text)</span></p>
                    """)
        }
        return PageSection(id: "passings", title: "转来转去的议题", content: LinkList(rows: rows).html).html
    }

    private var trace: HTML {
        let steps = record.log.map { entry in
            Trace.Step(
                stage: .done, act: RoomWording.name(entry.event, today: record.today),
                meta: StepMeta.text(entry, today: record.today, for: .desk),
                quote: RoomWording.reason(entry.event))
        }
        guard !steps.isEmpty else { return HTML() }
        return PageSection(id: "trace", title: "办理记录", content: Trace(steps: steps).html).html
    }
}
