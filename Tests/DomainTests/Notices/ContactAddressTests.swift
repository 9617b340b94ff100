// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Contact addresses")
struct ContactAddressTests {
    @Test(
        "a mobile number is read as people write it",
        arguments: [
            "13800005678", "138 0000 5678", "138-0000-5678", "+86 138 0000 5678", "008613800005678", "8613800005678",
            "１３８００００５６７８",
        ])
    func numbers(_ typed: String) {
        #expect(MobileNumber(typed)?.text == "13800005678")
    }

    @Test(
        "what is no mobile number of the mainland is none",
        arguments: [
            "", "1380000567", "138000056789", "12800005678", "02512345678", "13800005678\r\nX: 1", "1380000567a",
            "138+00005678", "+1 212 555 0100", "٠١٣٨٠٠٠٠٥٦٧", "8600008613800005678",
        ])
    func noNumbers(_ typed: String) {
        #expect(MobileNumber(typed) == nil)
    }

    @Test(
        "a mail address in plain ASCII is taken as it is",
        arguments: ["a@example.cn", "lin.xiaohe+work@mail.example.org", "x_1-y@a-b.example"])
    func mail(_ typed: String) {
        #expect(MailAddress(typed)?.text == typed)
    }

    @Test(
        "what could be more than an address is none",
        arguments: [
            "", "a", "a@", "@example.cn", "a@b", "a@@example.cn", "a@example.cn\r\nBcc: b@example.cn", "a b@example.cn",
            "a@example.cn>", "<a@example.cn>", "\"a\"@example.cn", "a@[127.0.0.1]", "a@127.0.0.1", ".a@example.cn",
            "a..b@example.cn", "a@-example.cn", "a@example..cn", "林@example.cn", "a@例子.cn", "a@example.cn ",
            "a,b@example.cn", "a@example.cn\u{0}", String(repeating: "a", count: 65) + "@example.cn",
        ])
    func noMail(_ typed: String) {
        #expect(MailAddress(typed) == nil)
    }

    @Test("a masked address can be recognised and not used")
    func masks() {
        #expect(ContactAddress("13812345678", on: .sms)?.masked == "138****5678")
        #expect(ContactAddress("linxiaohe@example.cn", on: .mail)?.masked == "l****@example.cn")
    }

    @Test("two spellings of one address compare equal, a number and a mail never")
    func comparable() {
        #expect(
            ContactAddress("Lin@Example.cn", on: .mail)?.comparable
                == ContactAddress("lin@example.cn", on: .mail)?.comparable)
        #expect(ContactAddress("13812345678", on: .mail) == nil)
        #expect(ContactAddress("lin@example.cn", on: .sms) == nil)
    }

    @Test("who has chosen nothing gets a mail a day and no SMS")
    func standard() {
        #expect(NoticePace.standard(for: .mail) == .digest)
        #expect(NoticePace.standard(for: .sms) == .none)
    }
}
