// SPDX-License-Identifier: Apache-2.0

import Domain

/// The papers of a session.
extension SessionAct {
    static let handInPaper = SessionAct(
        .handInPaper, "papers", advice: "一次交一份。晚交也收，名单上会标明。请到的人都能看；标了公开的，大家都能看。",
        publicFields: ["title"],
        fields: { _ in
            [
                InputField("title", "材料名称", .line(limit: 60)),
                InputField("file", "文件", .files),
                InputField(
                    "author", "谁的材料", .reference(.participants), isRequired: false, help: "替别人交的才选，委员交自己的不用选。"),
                InputField(
                    "isPublic", "给谁看", .choice([SessionPaperWording.audience]), isRequired: false,
                    help: "不勾就只给参加的人看。委员交的先不公开，由秘书或召集人定。"),
            ]
        },
        decide: { session, input, d in
            guard case .staff(let staff) = d.actor else { throw SessionRefusal.notYours }
            let files: [Attachment.ID] = input.ids("file")
            guard let file = files.first, files.count == 1 else {
                throw InputProblems([.init(field: "file", sentence: "一次交一份文件。几份材料请分几次交。")])
            }
            let paper = ConsultationSession.Paper(
                id: d.desk.services.id(ConsultationSession.Paper.self), title: .kept(input.text("title")), file: file,
                author: input.optional("author").flatMap { Identifier($0) }, handedInBy: staff.id,
                handedInOn: d.now.day, isPublic: input.optional("isPublic") == "public")
            let transition = try session.handingIn(paper, by: d.actor)
            try d.desk.attachments.attach(
                [file], to: .session(session.id), by: staff.id, at: d.now, in: d.transaction)
            return transition
        })

    static let changePaper = SessionAct(
        .changePaper, "papers-change", advice: "公开的材料大家在会议页面上都能看。撤掉的就删了，要用请重新交。",
        fields: { _ in
            [
                InputField("paper", "哪份材料", .reference(.papers)),
                InputField("change", "怎么改", .choice(SessionPaperWording.changes)),
            ]
        },
        decide: { session, input, d in
            let id: ConsultationSession.Paper.ID = input.id("paper")
            let transition = try session.changingPaper(id, input.choice("change"), by: d.actor)
            if case .paperWithdrawn = transition.event, let paper = session.papers.first(where: { $0.id == id }) {
                try d.desk.attachments.store.erase([paper.file], at: d.now, in: d.transaction)
            }
            return transition
        })
}
