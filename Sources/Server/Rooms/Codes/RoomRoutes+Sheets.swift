// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A room's sheets to print: poster, table card, blank form.
extension RoomRoutes {
    func sheet(_ request: WebRequest, _ format: CodeSheet.Format) async throws -> WebResponse {
        let pages = Pages(request, services)
        return try await reader.answer(request, read: { listed, _ in listed }) { listed, _ in
            let printed = PrintedAddress(of: listed.room, services, request.site)
            let names = request.site.practice.profile.rooms
            let sheet = CodeSheet(
                format: format, organ: RoomWording.organ(request.site.tenant.shortName, names, over: listed.room.name),
                name: listed.room.name,
                ask: "有什么事，想和大家商量？", functions: "\(names.channel)：提议题 · 提建议 · 参加协商会 · 查进度", label: "议事室的二维码",
                qr: printed.qr, address: printed.plain,
                instructions: [
                    "用微信或相机扫一扫，不用注册", "像跟邻居说话一样，写下您想商量的事",
                    "记下查询码，\(request.site.practice.profile.screeningDays)个工作日内有人答复",
                ], contact: "不会用手机？请打\(request.site.tenant.contact)")
            let layout = PrintLayout(
                head: pages.head(format == .poster ? "海报" : "台卡"),
                back: TextLink(text: listed.room.name, address: "/r/\(listed.room.token.text)"), sheet: sheet.html)
            return .page(layout.html)
        }
    }

    func paperForm(_ request: WebRequest) async throws -> WebResponse {
        let pages = Pages(request, services)
        return try await reader.answer(request, read: { listed, _ in listed }) { listed, _ in
            let printed = PrintedAddress(of: listed.room, services, request.site)
            let profile = request.site.practice.profile
            let form = PaperForm(
                organ: request.site.tenant.shortName, roomName: listed.room.name,
                fields: RaiseRoutes.paperFields(profile), qr: printed.qr, address: printed.plain,
                handIn: "填好交到\(listed.room.address)\(listed.hours.map { "（\($0)）" } ?? "")，"
                    + "\(profile.screeningDays)个工作日内有人答复。",
                contact: request.site.tenant.contact)
            let layout = PrintLayout(
                head: pages.head("纸质表格"),
                back: TextLink(text: listed.room.name, address: "/r/\(listed.room.token.text)"), sheet: form.html)
            return .page(layout.html)
        }
    }
}
