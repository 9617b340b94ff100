// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoCounty {
    /// Where to look and how to sign in.
    package static func guide(folder: String, base: String) -> [String] {
        let county = DemoTenant.county
        var lines = ["演示县安澜县（虚构）："]
        lines += county.rooms.prefix(1).map { "  居民扫码（\($0.name)）： \(base)/r/\($0.token)" }
        if let mark = DemoMark.read(folder) {
            lines.append("  一件事的全过程（公开）： \(base)/topics/\(mark.wholeLoop)")
            lines.append("  等提出人确认的一件（查询码 \(mark.waitingCode)）： \(base)/status/\(mark.waitingCode)")
            lines +=
                mark.live.map { live in
                    [
                        "  一场融媒体协商（留言、切入、回应）： \(base)/live/\(live)",
                        "  它的数字和回放（mishu3 登录后）： \(base)/desk/live/\(live)/replay",
                    ]
                } ?? []
            lines += mark.evaluation.map { ["  第三方给办提案的单位打分（凭这条链接，不用登录）： \(base)/e/\($0)"] } ?? []
            lines += mark.call.map { ["  一次看法征集（表态、意见图）： \(base)/deliberations/\($0)"] } ?? []
        }
        lines.append("  工作台： \(base)/desk （密码都是 \(DemoPeople.password)）")
        lines += signIns(of: county)
        lines.append("  第二个单位（安澜经济开发区，只有政协工委，当天就能开会）： 用主机名 zone.localhost 打开")
        return lines + signIns(of: .zone)
    }

    private static func signIns(of tenant: DemoTenant) -> [String] {
        tenant.signIns.map { "    \($0.signInName) \($0.name)，\($0.shownAs)" }
    }
}
