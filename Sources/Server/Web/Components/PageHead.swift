// SPDX-License-Identifier: Apache-2.0

import Markup

/// What a page says about itself, whatever its face.
struct PageHead: Sendable {
    /// What the page is, without the product's name: 提一个议题.
    var title: String
    var description: String?
    /// Changes with the assets, so that browsers may keep them for ever.
    var assetVersion: String
    /// Whether the page is in elder mode (长辈版): larger, fewer side words.
    var isElder = false
    /// Dark or light, where a switch says it; otherwise as the reader's computer likes.
    var look: Look?
    /// Whether it belongs to a tenant for practice: then every page says so.
    var isTraining = false
    /// After how many seconds a browser without JavaScript reads the page again, where others are told by a stream.
    var refreshWithoutScript: Int?

    enum Look: String, Sendable {
        case dark, light

        var other: Look { self == .dark ? .light : .dark }
    }

    /// No search engine takes practice for the real thing.
    private static let noIndex: HTML = "<meta name=\"robots\" content=\"noindex\">"
    private static let training: HTML = """
        <p class="training" role="note"><b>演练</b>：这里的人和事都是编的，随便试，不会发短信、发邮件给任何人。</p>
        """

    private func refresh(after seconds: Int) -> HTML {
        "<noscript><meta http-equiv=\"refresh\" content=\"\(seconds)\"></noscript>"
    }

    /// The whole document around a body. `face` is the class of the body.
    func document(face: String, body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="zh-CN"\(attribute: "data-mode", isElder ? "elder" : nil)\(attribute: "data-look", look?.rawValue)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <meta name="format-detection" content="telephone=no">
        <title>\(isTraining ? "演练 · " : "")\(title) · 商量</title>\(isTraining ? Self.noIndex : HTML())
        \(present: description, { "<meta name=\"description\" content=\"\($0)\">" })
        <link rel="icon" href="/assets/logo.svg?v=\(assetVersion)">
        <link rel="stylesheet" href="/assets/app.css?v=\(assetVersion)">
        <script src="/assets/app.js?v=\(assetVersion)" defer></script>\(present: refreshWithoutScript, refresh)
        </head>
        <body class="\(face)">
        \(Sprite.html(for: body))
        <a class="skip" href="#main">跳到正文</a>\(isTraining ? Self.training : HTML())
        \(body)
        </body>
        </html>

        """
    }
}
