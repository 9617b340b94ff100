// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("What a password must be")
struct PasswordRuleTests {
    @Test(
        "each rule is broken by its own examples, the first one first",
        arguments: [
            ("short1", PasswordRule.length), ("九个汉字也不够1", .length), ("mishu-2026-03", .notTheName),
            ("MISHU.is.here1", .notTheName), ("1234567890ab", .notCommon), ("Password2026!", .notCommon),
            ("admin@123456", .notCommon), ("onlysmallletters", .twoKinds), ("73920184756201", .twoKinds),
        ])
    func broken(_ password: String, _ rule: PasswordRule) {
        #expect(PasswordRule.broken(by: password, signInName: "mishu") == rule)
    }

    @Test(
        "a long sentence, words with digits, and signs are all good",
        arguments: [
            "河边柳树三月绿2026", "correct-horse-battery", "x7Kq!mmpL0", "下雨天路滑，请慢走。",
        ])
    func good(_ password: String) {
        #expect(PasswordRule.broken(by: password, signInName: "mishu") == nil)
    }

    @Test("a sign-in name is small letters, digits and three signs")
    func names() {
        for text in ["abc", "Mi-Shu", "a.b_c", "13900000000"] { #expect(SignInName(text) != nil, "\(text)") }
        for text in ["ab", "", "秘书一号", "a b c", "<script>", "a/b/c", String(repeating: "a", count: 33), "a\u{301}bc"] {
            #expect(SignInName(text) == nil, "\(text)")
        }
        #expect(SignInName("MiShu")?.text == "mishu")
    }
}
