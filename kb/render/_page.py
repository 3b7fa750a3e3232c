"""What every HTML page of ours shares: no script, no request, one style for light and dark, screen, phone and paper."""

from html import escape
from typing import Final

from kb.render._clean import one_line

STYLE: Final = """
:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#595959;--paper:#fff;--line:#c9c9c9;--tint:#f3f3f3}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#b4b4b4;--paper:#161616;--line:#4a4a4a;--tint:#242424}}
body{margin:0 auto;padding:1rem;max-width:50rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.4em 0 .4em}h2{border-bottom:2px solid var(--line);padding-bottom:.2em}
a{color:inherit}.soft{color:var(--soft)}.notice{border-left:.3rem solid var(--line);padding-left:.8rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:var(--tint)}pre,code{background:var(--tint);font-family:ui-monospace,monospace}pre{padding:.6rem;overflow-x:auto}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--line:#888;--tint:#fff}body{max-width:none;padding:0;font-size:10.5pt}
h2,h3,h4{break-after:avoid}tr,pre,li{break-inside:avoid}pre{white-space:pre-wrap}.scroll{overflow:visible}}
""".strip()
"""The style; a page may add to it."""


def safe(value: str) -> str:
    """Return text as HTML that shows it on one line, in content and in attributes."""
    return escape(one_line(value), quote=True)


def opening(title: str, style: str = "") -> str:
    """Return the head of a page and the start of its body. ``style`` is what the page adds to the style."""
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{safe(title)}</title>\n<style>\n{STYLE}\n{f'{style}{chr(10)}' if style else ''}</style>\n</head>\n<body>",
        )
    )
