// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The rows of enrolments: what lists, look-ups and CHECKs need. The enrolment itself is what its log tells.
struct EnrolmentStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring
    private var contents: ContentStore { ContentStore(keys: keys) }

    /// Writes one that begins. `device`: the mark of the browser that sent it.
    func insert(
        _ enrolment: Enrolment, code: BookingCode, device: String?, _ recorded: EventStore.Recorded,
        in transaction: Transaction
    ) throws {
        let wish = enrolment.wish
        let phoneHash = wish.phone?.words.map { keys.hash(ofPhone: $0, in: tenant) }
        try transaction.execute(
            """
            INSERT INTO session_enrolment (id, tenant, session, state, name, phone, words, phone_hash, is_verified,
                device_hash, code_hash, version)
            VALUES (\(enrolment.id.number), \(tenant.number), \(wish.session.number), \(enrolment.state.name.rawValue),
                \(recorded.content(of: wish.name)), \(recorded.content(of: wish.phone)),
                \(recorded.content(of: wish.words)), \(phoneHash), \(wish.isVerified), \(device.map { hash(ofDevice: $0, wish.session) }), \(Self.hash(code)),
                \(enrolment.version))
            """)
    }

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    ///
    /// What is decided keeps neither name nor phone here; of what was taken back nothing can be found again.
    func update(_ transition: Transition<Enrolment>, in transaction: Transaction) throws {
        let after = transition.after
        let participant: Participant.ID? = if case .admitted(let id) = after.state { id } else { nil }
        let forgotten: SQL =
            switch after.state.name {
            case .waiting: ""
            case .admitted, .declined, .lapsed: "name = NULL, phone = NULL,"
            case .withdrawn: "name = NULL, phone = NULL, phone_hash = NULL, device_hash = NULL,"
            }
        let changed = try transaction.execute(
            """
            UPDATE session_enrolment SET state = \(after.state.name.rawValue), \(forgotten)
                participant = \(participant?.number), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(transition.before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    static func hash(_ code: BookingCode) -> [UInt8] { SHA256.digest(Array(code.text.utf8)) }

    /// By which a device is known again within one session and nowhere else.
    private func hash(ofDevice device: String, _ session: ConsultationSession.ID) -> [UInt8] {
        keys.lookup.digest("enrolment/\(tenant)/\(session)/\(device)")
    }

    // MARK: - Looking up

    func enrolment(_ code: BookingCode, in transaction: Transaction) throws -> Enrolment.ID? {
        try transaction.first(
            "SELECT id FROM session_enrolment WHERE tenant = \(tenant.number) AND code_hash = \(Self.hash(code))"
        ) { Identifier(try $0.next()) }
    }

    /// Whether somebody enrolled with this phone.
    func isLeft(_ phoneHash: [UInt8], with enrolment: Enrolment.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM session_enrolment
            WHERE tenant = \(tenant.number) AND id = \(enrolment.number) AND phone_hash = \(phoneHash)
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// What the owner of this phone left for a session, the phone being known to be the own one.
    func enrolment(
        ofPhone phoneHash: [UInt8], for session: ConsultationSession.ID, in transaction: Transaction
    ) throws -> Enrolment.ID? {
        try transaction.first(
            """
            SELECT id FROM session_enrolment
            WHERE tenant = \(tenant.number) AND session = \(session.number) AND phone_hash = \(phoneHash)
                AND is_verified = 1 AND state <> 'withdrawn'
            """
        ) { Identifier(try $0.next()) }
    }

    /// What this device left for a session.
    func enrolment(
        ofDevice device: String, for session: ConsultationSession.ID, in transaction: Transaction
    ) throws -> Enrolment.ID? {
        try transaction.first(
            """
            SELECT id FROM session_enrolment
            WHERE tenant = \(tenant.number) AND session = \(session.number)
                AND device_hash = \(hash(ofDevice: device, session)) AND state <> 'withdrawn'
            """
        ) { Identifier(try $0.next()) }
    }

    /// How many stand where, for one session.
    struct Counts: Sendable, Hashable {
        var waiting = 0
        var admitted = 0
    }

    func counts(of session: ConsultationSession.ID, in transaction: Transaction) throws -> Counts {
        try transaction.first(
            """
            SELECT COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN state = 'admitted' THEN 1 ELSE 0 END), 0)
            FROM session_enrolment WHERE tenant = \(tenant.number) AND session = \(session.number)
            """
        ) { Counts(waiting: try $0.next(), admitted: try $0.next()) } ?? Counts()
    }

    /// Whom of a session's list the enrolments put there.
    func participants(
        of session: ConsultationSession.ID, in transaction: Transaction
    ) throws -> Set<Participant.ID> {
        Set(
            try transaction.rows(
                """
                SELECT participant FROM session_enrolment
                WHERE tenant = \(tenant.number) AND session = \(session.number) AND participant IS NOT NULL
                """
            ) { Identifier<Participant>(try $0.next()) })
    }

    /// How many wait before this one.
    func ahead(of enrolment: Enrolment, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM session_enrolment
            WHERE tenant = \(tenant.number) AND session = \(enrolment.wish.session.number) AND state = 'waiting'
                AND id < \(enrolment.id.number)
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    /// Those for whom something is open or decided, in the order of coming.
    func standing(
        _ states: [Enrolment.State.Name], for session: ConsultationSession.ID, in transaction: Transaction
    ) throws -> [Enrolment.ID] {
        let names = SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT id FROM session_enrolment
            WHERE tenant = \(tenant.number) AND session = \(session.number) AND state IN (\(names)) ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }

    // MARK: - Lists

    /// An enrolment in the list of its session.
    struct Listed: Sendable {
        let id: Enrolment.ID
        let version: Int
        let state: Enrolment.State.Name
        /// While nothing is decided; whoever is admitted is named by the session's list.
        let name: FreeText?
        let words: FreeText?
        let participant: Participant.ID?
    }

    /// Everybody who enrolled for a session, in the order of coming; who took it back is left out, since nothing is left.
    func enrolments(for session: ConsultationSession.ID, in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT e.id, e.version, e.state, e.participant, e.name, n.words, e.words, w.words FROM session_enrolment e
            LEFT JOIN content n ON n.tenant = e.tenant AND n.id = e.name
            LEFT JOIN content w ON w.tenant = e.tenant AND w.id = e.words
            WHERE e.tenant = \(tenant.number) AND e.session = \(session.number) AND e.state <> 'withdrawn'
            ORDER BY e.id
            """
        ) { row in
            let id = Identifier<Enrolment>(try row.next())
            let version = try row.next(Int.self)
            guard let state = Enrolment.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("session_enrolment \(id)")
            }
            let participant = try row.next(Int64?.self).map { Participant.ID($0) }
            return Listed(
                id: id, version: version, state: state, name: try contents.next(&row, tenant: tenant),
                words: try contents.next(&row, tenant: tenant), participant: participant)
        }
    }

    /// An enrolment in the list of its owner.
    struct Own: Sendable {
        let id: Enrolment.ID
        let state: Enrolment.State.Name
        let session: ConsultationSession.ID
        let sessionState: ConsultationSession.State.Name
        let title: String?
        let day: Day
        let minuteOfDay: Int
        let roomName: String
    }

    /// What was left with a phone, latest first.
    func enrolments(of phoneHash: [UInt8], limit: Int, in transaction: Transaction) throws -> [Own] {
        try transaction.rows(
            """
            SELECT e.id, e.state, s.id, s.state, s.title, s.starts_on, s.starts_minute, r.name FROM session_enrolment e
            JOIN consultation_session s ON s.tenant = e.tenant AND s.id = e.session
            JOIN room r ON r.tenant = s.tenant AND r.id = s.room
            WHERE e.tenant = \(tenant.number) AND e.phone_hash = \(phoneHash) ORDER BY e.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Enrolment>(try row.next())
            guard let state = Enrolment.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("session_enrolment \(id)")
            }
            let session = Identifier<ConsultationSession>(try row.next())
            let sessionState = ConsultationSession.State.Name(rawValue: try row.next())
            let title = try row.next(String?.self)
            guard let sessionState, let day = Day(try row.next(String.self)) else {
                throw DatabaseError.malformed("session \(session)")
            }
            return Own(
                id: id, state: state, session: session, sessionState: sessionState, title: title, day: day,
                minuteOfDay: try row.next(), roomName: try row.next())
        }
    }

    /// The sessions of these enrolments.
    func sessions(
        of enrolments: [Enrolment.ID], in transaction: Transaction
    ) throws -> [Enrolment.ID: ConsultationSession.ID] {
        guard !enrolments.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT id, session FROM session_enrolment
            WHERE tenant = \(tenant.number) AND id IN (\(SQL(numbers: enrolments.map(\.number))))
            """
        ) { (Identifier<Enrolment>(try $0.next()), Identifier<ConsultationSession>(try $0.next())) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    // MARK: - What is personal

    /// Forgets by what the enrolments for a session could be found again.
    func forgetMarks(of session: ConsultationSession.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE session_enrolment SET phone_hash = NULL, device_hash = NULL
            WHERE tenant = \(tenant.number) AND session = \(session.number) AND state <> 'waiting'
                AND (phone_hash IS NOT NULL OR device_hash IS NOT NULL)
            """)
    }

    /// Forgets by which phone one is found.
    func forgetPhone(of enrolment: Enrolment.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE session_enrolment SET phone_hash = NULL
            WHERE tenant = \(tenant.number) AND id = \(enrolment.number)
            """)
    }
}
