// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What belongs to a record, each opening by itself: photos are shown, documents handed out.
struct AttachmentList: Sendable {
    let attachments: [Attachment]

    var html: HTML {
        LinkList(
            rows: attachments.map { file in
                let kind = file.kind == .photo ? "照片" : "材料"
                let size = file.size < 1024 * 1024 ? "\(max(1, file.size / 1024)) kB" : "\(file.size / 1024 / 1024) MB"
                guard case .erased = file.state else {
                    let link = TextLink(
                        text: file.name.words ?? TopicWording.erased, address: "/desk/attachments/\(file.id)")
                    return LinkList.Row(relation: "\(kind) · \(size)", content: link.html)
                }
                return LinkList.Row(relation: kind, content: "\(TopicWording.erased)")
            }
        ).html
    }
}
