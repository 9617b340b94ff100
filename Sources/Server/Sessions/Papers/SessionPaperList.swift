// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The papers of a session as somebody reads them who may: each opens by itself.
struct SessionPaperList: Sendable {
    let papers: [ConsultationSession.Paper]
    /// The address before a paper's id.
    let base: String

    /// The rows of the list, each with what else there is to know of it.
    func html(_ remark: (ConsultationSession.Paper) -> String? = { _ in nil }) -> HTML {
        LinkList(
            rows: papers.map { paper in
                let link = TextLink(text: paper.title.words ?? TopicWording.erased, address: "\(base)/\(paper.id)").html
                let said: HTML = "\(present: remark(paper), { " <span class=\"small mute\">\($0)</span>" })"
                return LinkList.Row(content: "\(link)\(said)")
            }
        ).html
    }

    /// A part of a page; nothing where there is none.
    var section: HTML {
        papers.isEmpty ? HTML() : PageSection(id: "papers", title: "会议材料", content: html()).html
    }
}
