// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// A no that belongs to the web and not to a rule: each has a status, a stable code and a sentence.
enum WebFailure: Error, Hashable, Sendable {
    case notFound
    case unauthorized
    case methodNotAllowed([String])
    case malformedBody
    case bodyTooLarge
    case filesTooLarge
    case uploadsBusy
    case unsupportedMediaType
    case crossSite
    case formExpired
    case missingIdempotencyKey
    case malformedIdempotencyKey
    case idempotencyKeyReused
    case malformedCursor
    case malformedLimit
    case tooManyRequests(seconds: Int)
    /// From this address the passwords of too many names were wrong.
    case tooManyNames(seconds: Int)
    case changedMeanwhile
    case wrongPassword
    case passwordMustChange
    case outOfScope
    case codeRequired
    case wrongCode
    case secondFactorRequired
    case busy
    case notReady
    /// The room is no longer in use.
    case roomClosed
    /// The committee takes in no topics for a while.
    case intakePaused
    /// One room takes in no topics for a while.
    case roomPaused(RoomCode.Pause)
    /// There is nothing yet that this document could say.
    case documentNotYet
    /// It is too long to be laid out as PDF.
    case documentTooLong
    case typesettingAbsent
    case typesettingBusy
    case typesettingFailed
    /// As many workbooks are on their way as may be at once.
    case tablesBusy
    /// The disk did not take a workbook.
    case tableFailed
    /// As many watch as this server can tell.
    case streamsFull

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .unauthorized, .wrongPassword, .codeRequired, .wrongCode: .unauthorized
        case .methodNotAllowed: .methodNotAllowed
        case .malformedBody, .missingIdempotencyKey, .malformedIdempotencyKey, .malformedCursor, .malformedLimit:
            .badRequest
        case .bodyTooLarge, .filesTooLarge: .contentTooLarge
        case .documentTooLong: .unprocessableContent
        case .unsupportedMediaType: .unsupportedMediaType
        case .crossSite, .formExpired, .passwordMustChange, .outOfScope, .secondFactorRequired: .forbidden
        case .idempotencyKeyReused: .unprocessableContent
        case .tooManyRequests, .tooManyNames: .tooManyRequests
        case .changedMeanwhile, .documentNotYet: .conflict
        case .roomClosed: .gone
        case .busy, .notReady, .uploadsBusy, .intakePaused, .roomPaused, .typesettingAbsent, .typesettingBusy,
            .typesettingFailed, .tablesBusy, .tableFailed, .streamsFull:
            .serviceUnavailable
        }
    }

    var code: String {
        switch self {
        case .notFound: "not_found"
        case .unauthorized: "unauthorized"
        case .methodNotAllowed: "method_not_allowed"
        case .malformedBody: "malformed_body"
        case .bodyTooLarge: "body_too_large"
        case .filesTooLarge: "files_too_large"
        case .uploadsBusy: "uploads_busy"
        case .unsupportedMediaType: "unsupported_media_type"
        case .crossSite: "cross_site"
        case .formExpired: "form_expired"
        case .missingIdempotencyKey: "missing_idempotency_key"
        case .malformedIdempotencyKey: "malformed_idempotency_key"
        case .idempotencyKeyReused: "idempotency_key_reused"
        case .malformedCursor: "malformed_cursor"
        case .malformedLimit: "malformed_limit"
        case .tooManyRequests: "too_many_requests"
        case .tooManyNames: "too_many_names"
        case .changedMeanwhile: "changed_meanwhile"
        case .wrongPassword: "wrong_password"
        case .passwordMustChange: "password_must_change"
        case .outOfScope: "out_of_scope"
        case .codeRequired: "code_required"
        case .wrongCode: "wrong_code"
        case .secondFactorRequired: "second_factor_required"
        case .busy: "try_again"
        case .notReady: "not_ready"
        case .roomClosed: "room_closed"
        case .intakePaused: "intake_paused"
        case .roomPaused: "room_paused"
        case .documentNotYet: "document_not_yet"
        case .documentTooLong: "document_too_long"
        case .typesettingAbsent: "typesetting_absent"
        case .typesettingBusy: "typesetting_busy"
        case .typesettingFailed: "typesetting_failed"
        case .tablesBusy: "tables_busy"
        case .tableFailed: "table_failed"
        case .streamsFull: "streams_full"
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
        case .filesTooLarge: "一次最多传20 MB，请少选几个文件，或者把文件压缩后再传。"
        case .uploadsBusy: "同时传文件的人太多了，请过半分钟再传一次。"
        case .unsupportedMediaType: "请用JSON发送（Content-Type: application/json）。"
        case .crossSite: "这次提交不是从本网站的页面发出的，为了安全没有接受。"
        case .formExpired: "这一页放得太久了，请刷新后再提交一次。"
        case .missingIdempotencyKey: "请带上请求头 Idempotency-Key，16到64个字符，每件事一个。"
        case .malformedIdempotencyKey: "请求头 Idempotency-Key 要是16到64个可见的ASCII字符。"
        case .idempotencyKeyReused: "同一个 Idempotency-Key 已经用于另一份内容，请换一个。"
        case .malformedCursor: "翻页记号不对，请从第一页开始。"
        case .malformedLimit: "每页件数要在1到100之间。"
        case .tooManyRequests(let seconds): "一下子来得太多了，请\(seconds)秒后再试。您写的内容还在这一页。"
        case .tooManyNames(let seconds):
            "您这个网络上，密码不对的账号太多了，请\((seconds + 59) / 60)分钟后再登录；急用的，换一个网络，比如用手机流量。不是您试的，请告诉安全管理员。"
        case .changedMeanwhile: "刚才有人改过这件事，请看看现在的样子，再决定。"
        case .wrongPassword: "账号或密码不对。连错5次，这个账号会暂停15分钟，这时密码对也登不进。"
        case .codeRequired: "这个账号用两步验证，请带上验证码（code）。"
        case .wrongCode: "验证码不对，或者已经用过，请输新显示的一个。"
        case .secondFactorRequired: "本单位要求管理员用两步验证，请先设好，再做别的事。"
        case .outOfScope: "这个令牌不能办这件事，请用权限够的令牌，或者登录后再办。"
        case .passwordMustChange: "请先换一个只有您自己知道的新密码，再做别的事。"
        case .busy: "这会儿登录的人太多，请过几秒再试一次。"
        case .notReady: "系统正在准备，请稍等一会儿再试。"
        case .roomClosed: "这间议事室已经停用了。请到首页选别的一间，或者打页面下面的电话；已经提过的议题，凭查询码照样能查。"
        case .documentNotYet: "还没有到出这份文件的时候，请先看看这件事办到了哪一步。"
        case .documentTooLong: "这份文件太长，排不成PDF，请下载Word版。"
        case .typesettingAbsent: "这台服务器没有装排版程序，出不了PDF，请下载Word版。系统管理员在“运行”里看得到怎样装。"
        case .typesettingBusy: "同时要PDF的人太多了，请过半分钟再点一次，或者先下载Word版。"
        case .tablesBusy: "同时导出Excel的人太多了，请过半分钟再点一次，或者先下载CSV。"
        case .tableFailed: "这张表没有写成，原因已记入日志，请先下载CSV。"
        case .typesettingFailed: "这份文件没有排成PDF，原因已记入日志，请先下载Word版。"
        case .streamsFull: "看的人太多了，这一页不能自己更新。请过一会儿刷新页面。"
        case .intakePaused: "现在暂停提新的议题，过些日子会再开放。急事请打页面下面的电话；已经提过的，凭查询码照样能查。"
        case .roomPaused(let pause): RoomWording.paused(pause)
        }
    }
}
