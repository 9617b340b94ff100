// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the participants of a session are called before somebody: residents by their number, and by their names only
/// where the session names them to this person (BR-38).
struct SessionNames: Sendable {
    let session: ConsultationSession?
    private let namesResidents: Bool

    init(_ session: ConsultationSession?, to actor: Actor) {
        self.session = session
        namesResidents = session?.namesResidents(to: actor) ?? false
    }

    /// For what goes out to all who take part.
    static func masked(_ session: ConsultationSession) -> SessionNames { SessionNames(session, to: .visitor) }

    func name(_ participant: Participant) -> String {
        let name = participant.name.words ?? TopicWording.erased
        guard participant.category == .people else { return name }
        let number = "群众代表\(session?.residentNumber(of: participant.id).map(String.init) ?? "")"
        return namesResidents ? "\(number) \(name)" : number
    }

    func name(_ id: Participant.ID) -> String {
        session?.participants.first { $0.id == id }.map { name($0) } ?? TopicWording.erased
    }

    /// As programs read it: nil where it is masked or erased.
    func plain(_ participant: Participant) -> String? {
        participant.category == .people && !namesResidents ? nil : participant.name.words
    }
}
