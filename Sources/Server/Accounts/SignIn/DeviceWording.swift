// SPDX-License-Identifier: Apache-2.0

/// What a browser says of itself, in words by which a person knows the machine again.
enum DeviceWording {
    /// System and browser, as in `Windows电脑 · Edge`. The first mark found decides: browsers also name older ones.
    static func name(userAgent: String) -> String {
        func first(of marks: [(String, String)]) -> String? {
            marks.first { userAgent.contains($0.0) }?.1
        }
        let known = [first(of: systems), first(of: browsers)].compactMap { $0 }
        return known.isEmpty ? "不认识的设备" : known.joined(separator: " · ")
    }

    private static let systems = [
        ("HarmonyOS", "鸿蒙设备"), ("OpenHarmony", "鸿蒙设备"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "安卓手机"),
        ("Windows", "Windows电脑"), ("Macintosh", "苹果电脑"), ("CrOS", "Chromebook"), ("Linux", "Linux电脑"),
    ]

    private static let browsers = [
        ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("QQBrowser", "QQ浏览器"), ("UCBrowser", "UC浏览器"),
        ("360SE", "360浏览器"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ]
}
