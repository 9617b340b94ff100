// SPDX-License-Identifier: Apache-2.0

import Domain

/// The fields by which a committee's face is changed, on the page and in JSON.
enum CommitteeForm {
    static let fields = [
        InputField("name", "单位全称", .line(limit: 60), help: "公文上的名称，如：政协安澜县委员会。"),
        InputField("shortName", "单位简称", .line(limit: 30), help: "显示在每一页上，如：安澜县政协。"),
        InputField("contact", "联系电话", .line(limit: 80), help: "居民可以打的电话和时间，写在每一页下面和海报、桌牌上。"),
        InputField(
            "hosts", "网站的主机名", .paragraph(limit: 1000), isRequired: false,
            help: """
                一行一个，不写 https:// 和端口，如：www.example.org。第一行的用在海报、短信的链接里；本系统的总网址就是本单位的，\
                链接用总网址。换网址时，先加新的，用新的登录，再去掉旧的。
                """),
    ]
    /// As many as anybody needs.
    static let hostsMax = 10

    /// What was filled in; a host that the face has already may stay, whatever it is. Throws ``InputProblems`` for what no other
    /// can be called.
    static func values(_ input: Input, over face: CommitteeFace) throws -> CommitteeFace.Values {
        let lines = (input.optional("hosts") ?? "").split(whereSeparator: \.isWhitespace)
        let stored = Set(face.values.hosts)
        let hosts = lines.compactMap { stored.contains(String($0)) ? HostName(stored: String($0)) : HostName($0) }
        guard hosts.count == lines.count, hosts.count <= hostsMax else {
            throw InputProblems([
                .init(field: "hosts", sentence: "主机名一行一个，最多\(hostsMax)个，只用英文字母、数字、点和短横，如：www.example.org。")
            ])
        }
        return .init(
            name: input.text("name"), shortName: input.text("shortName"), contact: input.text("contact"),
            hosts: hosts)
    }

    /// A face as its form shows it.
    static func values(_ face: CommitteeFace) -> [String: String] {
        [
            "name": face.values.name.words ?? "", "shortName": face.values.shortName.words ?? "",
            "contact": face.values.contact.words ?? "", "hosts": face.values.hosts.joined(separator: "\n"),
        ]
    }
}
