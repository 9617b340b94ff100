// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in consultation sessions (rules.md C.5).
package struct SessionPractice: Sendable, Hashable {
    /// Working days between announcing a session and its day.
    package var noticeDays: Int
    /// Working days after the session in which its minutes are drafted.
    package var minutesDays: Int
    /// Working days after the session in which its outcome is issued.
    package var outcomeDays: Int
    /// Working days after a draft of the minutes in which whoever takes part may object to it (纪要征求意见).
    package var objectionDays: Int
    /// Of each of these categories somebody must be invited, or the reason why not is stated (BR-04).
    package var requiredCategories: [ParticipantCategory]
    /// How many minutes somebody speaks at a room's session.
    package var speakingMinutes: Int
    /// How many topics a year has from its beginning, beside those that come up: the 4 of “4+X” (A3-04).
    package var fixedTopics: Int
    /// The forms of consultation beside that of a room.
    package var forms: [ConsultationForm]

    package init(
        noticeDays: Int = 10, minutesDays: Int = 3, outcomeDays: Int = 7,
        requiredCategories: [ParticipantCategory] = [.member, .department, .grassroots, .people],
        forms: [ConsultationForm] = ConsultationForm.catalogue, speakingMinutes: Int = 5, fixedTopics: Int = 4,
        objectionDays: Int = 2
    ) {
        self.noticeDays = noticeDays
        self.minutesDays = minutesDays
        self.outcomeDays = outcomeDays
        self.requiredCategories = requiredCategories
        self.forms = forms
        self.speakingMinutes = speakingMinutes
        self.fixedTopics = fixedTopics
        self.objectionDays = objectionDays
    }

    /// How a room holds its sessions: what a session is held in that names no form.
    package var roomForm: ConsultationForm {
        ConsultationForm(
            code: ConsultationForm.roomCode, name: "议事室协商", convenedBy: "议事室召集人",
            steps: ["选题", "调研", "协商", "成果"], noticeDays: noticeDays, paperDays: 0,
            requiredCategories: requiredCategories, output: "建议清单", speakingMinutes: speakingMinutes)
    }

    /// All forms in which a session may be held, that of a room first.
    package var allForms: [ConsultationForm] { [roomForm] + forms }

    /// The form of this code. One that the county no longer has is read from the catalogue; of one that nobody knows the
    /// room's rules hold.
    package func form(_ code: String?) -> ConsultationForm {
        guard let code else { return roomForm }
        return (forms + ConsultationForm.catalogue).first { $0.code == code } ?? roomForm
    }
}

/// A profile that was written before there were forms has those of the catalogue.
extension SessionPractice: Codable {
    private enum CodingKeys: String, CodingKey {
        case noticeDays, minutesDays, outcomeDays, requiredCategories, forms, speakingMinutes, fixedTopics,
            objectionDays
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        noticeDays = try container.decode(Int.self, forKey: .noticeDays)
        minutesDays = try container.decode(Int.self, forKey: .minutesDays)
        outcomeDays = try container.decode(Int.self, forKey: .outcomeDays)
        requiredCategories = try container.decode([ParticipantCategory].self, forKey: .requiredCategories)
        forms = try container.decodeIfPresent([ConsultationForm].self, forKey: .forms) ?? ConsultationForm.catalogue
        speakingMinutes = try container.decodeIfPresent(Int.self, forKey: .speakingMinutes) ?? 5
        fixedTopics = try container.decodeIfPresent(Int.self, forKey: .fixedTopics) ?? 4
        objectionDays = try container.decodeIfPresent(Int.self, forKey: .objectionDays) ?? 2
    }
}
