// SPDX-License-Identifier: Apache-2.0

import Domain

/// The facts, each judged and put into words.
struct HealthReport: Sendable {
    let items: [HealthItem]

    init(_ facts: HealthFacts) {
        let (now, today, waiting) = (facts.now, facts.now.day, facts.waiting)
        var items: [HealthItem] = []
        func add(
            _ name: HealthItem.Name, _ words: String, _ number: Int64? = nil, _ unit: HealthItem.Unit? = nil,
            _ state: Lamp.State = .onTrack, advice: String? = nil
        ) {
            items.append(
                HealthItem(
                    name, words, number: number, unit, state: state, advice: advice ?? HealthWording.advice(name)))
        }
        add(.version, facts.version)
        add(
            .schema, facts.schema.last + (facts.schema.pending > 0 ? "，还差\(facts.schema.pending)步" : ""),
            Int64(facts.schema.pending), .count, facts.schema.pending > 0 ? .overdue : .onTrack)
        let running = now.milliseconds - facts.openedAt.milliseconds
        add(.uptime, HealthWording.span(running), running / 1000, .seconds)
        let (engine, bytes) = (HealthWording.engine(facts.database.engine), facts.database.bytes)
        add(
            .database, "\(engine)，\(bytes.map(HealthWording.size) ?? "大小不明")", bytes, .bytes,
            bytes == nil ? .dueSoon : .onTrack)
        if let memory = facts.memory {
            add(
                .memory, "本程序\(HealthWording.size(memory.resident))，机器还剩\(HealthWording.size(memory.available))",
                memory.resident, .bytes, HealthJudgement.memory(memory))
        }
        func add(_ name: HealthItem.Name, _ disk: Machine.Disk?) {
            guard let disk else { return add(name, "读不到", nil, nil, .overdue) }
            let words = "还剩\(HealthWording.size(disk.free))，共\(HealthWording.size(disk.total))"
            add(name, words, disk.free, .bytes, HealthJudgement.disk(disk))
        }
        add(.dataDisk, facts.dataDisk)
        add(
            .backup, facts.takesBackups ? HealthWording.backup(facts, today: today) : HealthWording.noBackup(facts),
            facts.backups.age(at: now).map { $0 / 1000 }, .seconds, HealthJudgement.backup(facts),
            advice: facts.takesBackups ? nil : HealthWording.noBackupFolder)
        if let disk = facts.backupDisk, facts.isBackupBesideData {
            add(
                .backupDisk, "还剩\(HealthWording.size(disk.free))，和数据在同一块盘上", disk.free, .bytes,
                HealthJudgement.disk(disk) == .overdue ? .overdue : .dueSoon, advice: HealthWording.backupBesideData)
        } else if facts.takesBackups {
            add(.backupDisk, facts.backupDisk)
        }
        add(
            .keyCopy, HealthWording.keyCopy(facts.keysExportedAt, today: today),
            facts.keysExportedAt.map { (now.milliseconds - $0.milliseconds) / 1000 }, .seconds,
            facts.keysExportedAt == nil ? .dueSoon : .onTrack)
        add(
            .letters, "\(waiting.letters)件", Int64(waiting.letters), .count, HealthJudgement.letters(waiting, at: now))
        add(.messages, "\(waiting.messages)件", Int64(waiting.messages), .count)
        add(
            .givenUp, "\(waiting.givenUp)件", Int64(waiting.givenUp), .count,
            waiting.givenUp > 0 ? .dueSoon : .onTrack)
        let sealed = waiting.lastSealedAt.map { "，最近一次封存\(ChineseTime.moment($0, today: today))" } ?? "，还没有封存过"
        add(
            .events, "\(waiting.unsealed)条" + sealed, Int64(waiting.unsealed), .count,
            HealthJudgement.events(waiting, at: now))
        add(
            .verification, HealthWording.verification(facts, today: today),
            [facts.verification?.at, facts.checks.lastEnded?.endedAt?.milliseconds].compactMap { $0 }.max()
                .map { (now.milliseconds - $0) / 1000 }, .seconds,
            HealthJudgement.verification(facts.verification, facts.checks, at: now))
        let missing = HealthJudgement.yearMissing(facts.calendarYears, today: today)
        let last = facts.calendarYears.max()
        add(
            .calendar, (last.map { "录到\($0)年" } ?? "还没有录入") + (missing.map { "，缺\($0)年的放假安排" } ?? ""),
            last.map(Int64.init), .year, missing.map { $0 == today.year ? .overdue : .dueSoon } ?? .onTrack)
        for channel in ContactChannel.allCases {
            let name: HealthItem.Name = channel == .mail ? .mail : .sms
            let isOpen = facts.channels.contains(channel)
            add(
                name, HealthWording.channel(channel, isOpen: isOpen, isShownOnly: facts.showsMessages), nil, nil,
                isOpen && facts.showsMessages ? .dueSoon : .onTrack,
                advice: isOpen && facts.showsMessages ? HealthWording.shownOnly : nil)
        }
        let codes = facts.codes
        add(
            .phoneCodes, HealthWording.codes(codes, hasGateway: facts.channels.contains(.sms)), Int64(codes.sent),
            .count,
            facts.channels.contains(.sms) ? HealthJudgement.codes(codes) : .onTrack)
        let staffing = facts.staffing
        add(
            .staffing, staffing.isWhole ? "都有开通账号的人" : RegisteredRoleWording.tally(staffing),
            Int64(staffing.vacant), .count, staffing.isWhole ? .onTrack : .dueSoon)
        add(
            .tokens, HealthWording.tokens(facts.tokens), Int64(facts.tokens.ending), .count,
            facts.tokens.ending > 0 ? .dueSoon : .onTrack)
        add(
            .documents, DocumentWording.health(facts.typesettingAbsence), nil, nil,
            facts.typesettingAbsence == nil ? .onTrack : .dueSoon)
        self.items = items
    }
}
