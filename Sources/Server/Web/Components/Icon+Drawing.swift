// SPDX-License-Identifier: Apache-2.0

import Markup

extension Icon {
    /// The drawing itself, on a field of 20 × 20 with a line of 1.7 (both set by the stylesheet); the two parts of
    /// the logo keep their own measures. Filled shapes are for lamps and for shares of a circle.
    var symbol: HTML {
        switch self {
        case .logo: Self.logoSymbol
        case .word: Self.wordSymbol
        default: "<symbol id=\"i-\(rawValue)\" viewBox=\"0 0 20 20\">\(strokes)</symbol>"
        }
    }

    private var strokes: HTML {
        switch self {
        case .alert: #"<path d="M10 3l8 14H2z"/><path d="M10 8v4M10 14.5v.1"/>"#
        case .back: #"<path d="M17 10H4M9 4.5L3.5 10 9 15.5"/>"#
        case .bell: #"<path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.5 1.5h-13zM8.5 17.5h3"/>"#
        case .book:
            """
            <path d="M10 5C8 3.5 5.5 3.5 3 4v12c2.5-.5 5-.5 7 1 2-1.5 4.5-1.5 7-1V4c-2.5-.5-5-.5-7 1zM10 5v12"/>
            """
        case .calendar: #"<path d="M3.5 4.5h13v12h-13zM3.5 8.5h13M7 2.5v3M13 2.5v3"/>"#
        case .chart: #"<path d="M3 17h14M5.5 14V9M10 14V4M14.5 14v-3"/>"#
        case .check: #"<path d="M4 10.5l4 4 8-9"/>"#
        case .clock: #"<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>"#
        case .copy: #"<path d="M7 6.5h9.5v11H7zM13.5 6.5v-4h-10v11H7"/>"#
        case .cross: #"<path d="M5 5l10 10M15 5L5 15"/>"#
        case .cup:
            """
            <path d="M4 8h10v4a5 5 0 0 1-10 0zM14 9h1.5a2 2 0 0 1 0 4H14M7 3c-1 1.3 1 1.8 0 3M10.5 3c-1 \
            1.3 1 1.8 0 3"/>
            """
        case .diamond: #"<path d="M10 .5L19.5 10 10 19.5.5 10z"/>"#
        case .document: #"<path d="M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M8 10h5M8 13.5h5"/>"#
        case .done: #"<circle cx="10" cy="10" r="8"/><path d="M6.2 10.3l2.7 2.7 5-5.6"/>"#
        case .dot: #"<circle cx="10" cy="10" r="8"/>"#
        case .error: #"<circle cx="10" cy="10" r="8"/><path d="M10 5.5v5.5M10 14v.1"/>"#
        case .half: #"<circle cx="10" cy="10" r="7.5"/><path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor"/>"#
        case .history: #"<path d="M3.5 6.5A7.5 7.5 0 1 1 2.5 10M3 3v3.8h3.8M10 6v4.3l3 1.7"/>"#
        case .home: #"<path d="M3 9.5L10 3.5l7 6M5 8.5V17h10V8.5"/>"#
        case .inbox: #"<path d="M3 11l2.5-7h9L17 11v6H3zM3 11h4l1.2 2.5h3.6L13 11h4"/>"#
        case .info: #"<circle cx="10" cy="10" r="8"/><path d="M10 9v5M10 6v.1"/>"#
        case .larger: #"<path d="M2.5 16L6.5 5l4 11M4 12.5h5M13 16l2.5-7 2.5 7M13.9 13.5h3.2"/>"#
        case .lock: #"<path d="M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9"/>"#
        case .merge: #"<path d="M4 3.5v3c0 4 6 3 6 7v3M16 3.5v3c0 4-6 3-6 7M7.5 14.5L10 17l2.5-2.5"/>"#
        case .more: #"<path d="M3.5 5.5h13M3.5 10h13M3.5 14.5h13"/>"#
        case .now:
            """
            <circle cx="10" cy="10" r="7.5"/><circle cx="10" cy="10" r="3.2" fill="currentColor" stroke="none"/>
            """
        case .off: #"<circle cx="10" cy="10" r="7.5"/><path d="M5 15L15 5"/>"#
        case .pass: #"<path d="M4 10h12"/>"#
        case .people:
            """
            <circle cx="7.5" cy="7" r="3"/>\
            <path d="M2 17c0-3.5 2.5-5.5 5.5-5.5S13 13.5 13 17M13 4.3a3 3 0 0 1 0 5.4M15 12.2c1.8.8 3 2.5 3 4.8"/>
            """
        case .plus: #"<path d="M10 4v12M4 10h12"/>"#
        case .print: #"<path d="M5.5 7V2.5h9V7M5.5 14.5h-3V7h15v7.5h-3M5.5 11.5h9v6h-9z"/>"#
        case .quarter:
            """
            <circle cx="10" cy="10" r="7.5"/><path d="M10 10V2.5a7.5 7.5 0 0 1 7.5 7.5z" fill="currentColor"/>
            """
        case .ring: #"<circle cx="10" cy="10" r="7.5"/>"#
        case .search: #"<circle cx="9" cy="9" r="5.5"/><path d="M13 13l4.5 4.5"/>"#
        case .send: #"<path d="M17.5 2.5L9 11M17.5 2.5L12 17.5 9 11 2.5 8z"/>"#
        case .talk: #"<path d="M3 4h14v9.5H9L5 17v-3.5H3z"/>"#
        case .thumb:
            """
            <path d="M3 9h3v8H3zM6 9l3.5-6.5c1.7 0 2.3 1.3 2 2.7L11 8h5.5l-1 7.5c-.2.9-.9 1.5-1.8 1.5H6"/>
            """
        case .triangle: #"<path d="M10 1.5l9 16.5H1z"/>"#
        case .undo: #"<path d="M7 4L3 8l4 4M3 8h9a5 5 0 0 1 0 9H8"/>"#
        case .logo, .word: HTML()
        }
    }

    private static let logoSymbol: HTML = """
        <symbol id="i-logo" viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2.6" \
        stroke-linejoin="round">\(Logo.bubbles)</symbol>
        """

    private static let wordSymbol: HTML = """
        <symbol id="i-word" viewBox="50 0 72 40" fill="none" stroke="currentColor" stroke-width="2.7" \
        stroke-linecap="square"><path d="M68 4.5V8M54.5 9.5H81.5M62.5 13l1.7 3.6M73.5 13l-1.7 3.6\
        M56 34.7V18.5H80V32.8q0 1.9-1.9 1.9H77.3"/><path stroke-width="2.3" d="M65 21.2q-.7 2.3-3.8 \
        3.5M71 21.2q.7 2.3 3.8 3.5M63.7 33V28.3H72.3V33z"/><path stroke-width="2.4" \
        transform="translate(-6)" d="M98 4.3H120V14.3H98zM98 9.3H120M94 18.6H124M98.5 23H119.5V29.6H98.5z\
        M98.5 26.3H119.5M109 23V36M97 32.5H121M94 35.9H124"/></symbol>
        """
}
