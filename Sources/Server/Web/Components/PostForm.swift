// SPDX-License-Identifier: Apache-2.0

import Markup

/// A name and a value that travel with a form unseen. It is not a secret and not to be trusted.
struct HiddenField: Sendable {
    var name: String
    var value: String

    /// The input.
    var html: HTML { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
}

/// A form that changes something. Every page writes its forms through it, so none forgets the token.
struct PostForm: Sendable {
    /// Where it is sent.
    var action: String
    /// The value of `_token`: ties the form to the person and makes sending it twice harmless.
    var token: String
    var hidden: [HiddenField] = []
    /// Whether it stands on a card of its own.
    var isPanel = false
    /// Whether it holds a ``FileField``.
    var takesFiles = false
    /// Keeps what is typed in this browser under this name until a page shows `DraftDone` of the same name.
    var draft: String?
    /// The fields and the button.
    var content: HTML

    /// The form. The browser's own checks are off: the server's say what to do, beside the field.
    var html: HTML {
        """
        <form method="post" action="\(url: action)"\(attribute: "class", isPanel ? "panel stack" : nil)\
        \(attribute: "enctype", takesFiles ? "multipart/form-data" : nil)\(attribute: "data-draft", draft) novalidate>\(HiddenField(name: "_token", value: token).html)\
        \(each: hidden, { $0.html })\(draft == nil ? HTML() : Self.draftNotes)\(content)</form>
        """
    }

    private static let draftNotes: HTML = """
        <div class="note" data-draft-note role="status" hidden>\(Icon.history.html)<div>上次没写完的话还在。\
        <button type="button" class="btn quiet small" data-draft-clear>清空重写</button></div></div>\
        <div class="note" data-tone="late" data-offline role="status" hidden>\(Icon.alert.html)<div><b>网络断了：</b>\
        写的内容还在这一页，连上后再点一次。</div></div>
        """
}

/// Says that what a form collected has arrived, so that the browser forgets its draft; stands on the done page.
struct DraftDone: Sendable {
    /// The form's `draft`.
    var draft: String

    /// The mark, nothing to see.
    var html: HTML { "<div data-draft-done=\"\(draft)\" hidden></div>" }
}
