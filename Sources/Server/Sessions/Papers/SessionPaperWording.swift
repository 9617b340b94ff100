// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the papers of a session sound.
enum SessionPaperWording {
    static let audience = InputField.Option(code: "public", label: "公开，谁都能看")

    static let changes = ConsultationSession.PaperChange.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    private static func name(_ change: ConsultationSession.PaperChange) -> String {
        switch change {
        case .publish: "改为公开"
        case .keepInside: "改为只给参加的人看"
        case .withdraw: "撤掉"
        }
    }

    /// By when papers are to be handed in; nil where none are asked for.
    static func due(_ session: ConsultationSession, _ practice: Practice, today: Day) -> String? {
        session.papersDue(practice).map {
            "会前\(session.form(practice).paperDays)个工作日交，最晚\(ChineseTime.day($0, today: today))。"
        }
    }
}
