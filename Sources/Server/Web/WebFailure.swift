// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// A no that belongs to the web and not to a rule: each has a status, a stable code and a sentence.
enum WebFailure: Error, Hashable, Sendable {
    case notFound
    case unauthorized
    case methodNotAllowed([String])
    case malformedBody
    case bodyTooLarge
    case unsupportedMediaType
    case crossSite
    case formExpired
    case missingIdempotencyKey
    case malformedIdempotencyKey
    case idempotencyKeyReused
    case malformedCursor
    case malformedLimit
    case tooManyRequests(seconds: Int)
    case changedMeanwhile
    case wrongPassword
    case lockedOut(minutes: Int)
    case notReady

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .unauthorized, .wrongPassword: .unauthorized
        case .methodNotAllowed: .methodNotAllowed
        case .malformedBody, .missingIdempotencyKey, .malformedIdempotencyKey, .malformedCursor, .malformedLimit:
            .badRequest
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .crossSite, .formExpired: .forbidden
        case .idempotencyKeyReused: .unprocessableContent
        case .tooManyRequests, .lockedOut: .tooManyRequests
        case .changedMeanwhile: .conflict
        case .notReady: .serviceUnavailable
        }
    }

    var code: String {
        switch self {
        case .notFound: "not_found"
        case .unauthorized: "unauthorized"
        case .methodNotAllowed: "method_not_allowed"
        case .malformedBody: "malformed_body"
        case .bodyTooLarge: "body_too_large"
        case .unsupportedMediaType: "unsupported_media_type"
        case .crossSite: "cross_site"
        case .formExpired: "form_expired"
        case .missingIdempotencyKey: "missing_idempotency_key"
        case .malformedIdempotencyKey: "malformed_idempotency_key"
        case .idempotencyKeyReused: "idempotency_key_reused"
        case .malformedCursor: "malformed_cursor"
        case .malformedLimit: "malformed_limit"
        case .tooManyRequests: "too_many_requests"
        case .changedMeanwhile: "changed_meanwhile"
        case .wrongPassword: "wrong_password"
        case .lockedOut: "locked_out"
        case .notReady: "not_ready"
        }
    }

    /// What is wrong and what to do.
    var sentence: String {
        switch self {
        case .notFound: "没有找到这一页。可能是地址抄错了，也可能您没有权限看它。"
        case .unauthorized: "请先登录，再做这件事。"
        case .methodNotAllowed: "这个地址不能这样用。"
        case .malformedBody: "没有读懂发来的内容，请检查格式。"
        case .bodyTooLarge: "内容太大了，请删短一些再发。"
        case .unsupportedMediaType: "请用JSON发送（Content-Type: application/json）。"
        case .crossSite: "这次提交不是从本网站的页面发出的，为了安全没有接受。"
        case .formExpired: "这一页放得太久了，请刷新后再提交一次。"
        case .missingIdempotencyKey: "请带上请求头 Idempotency-Key，16到64个字符，每件事一个。"
        case .malformedIdempotencyKey: "请求头 Idempotency-Key 要是16到64个可见的ASCII字符。"
        case .idempotencyKeyReused: "同一个 Idempotency-Key 已经用于另一份内容，请换一个。"
        case .malformedCursor: "翻页记号不对，请从第一页开始。"
        case .malformedLimit: "每页件数要在1到100之间。"
        case .tooManyRequests(let seconds): "一下子来得太多了，请\(seconds)秒后再试。您写的内容还在这一页。"
        case .changedMeanwhile: "刚才有人改过这件事，请看看现在的样子，再决定。"
        case .wrongPassword: "账号或密码不对。连错5次会暂停15分钟。"
        case .lockedOut(let minutes): "连错太多次，这个账号暂停登录。请\(minutes)分钟后再试，或请管理员帮您。"
        case .notReady: "系统正在准备，请稍等一会儿再试。"
        }
    }
}
