"""How a page looks, and the script that dresses it: one piece of HTML that stands in every page."""

from html import escape
from pathlib import Path

from theorysim.show.svg import STYLE

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"  # its loading starts the script
GONE = "The kernel of this page is gone: run its cell again, then the sliders move."
LOOK = """
.theorysim-result{font:600 15px var(--jp-ui-font-family,sans-serif);margin:4px 0;white-space:pre-wrap}
.theorysim-note,.theorysim-verdict,.theorysim-words{font-size:13px;line-height:1.45;color:var(--jp-ui-font-color1,inherit)}
.theorysim-words small,.theorysim-word small{opacity:.75}
.theorysim-words code{font-size:12px;user-select:all;opacity:.85}
.theorysim-step{font:15px/1.6 Georgia,'Times New Roman',serif;margin:3px 0 3px 12px}
.theorysim-given{display:flex;flex-flow:row wrap;gap:2px 14px;margin:2px 0}
.theorysim-head{font-weight:600}
.theorysim-hypothesis>i:first-child{font-style:normal;font-weight:700}
.theorysim-hypothesis[data-sign=holds]>i:first-child{color:var(--jp-success-color1,#009e73)}
.theorysim-hypothesis[data-sign=fails],.theorysim-silent{color:var(--jp-error-color1,#d55e00);font-weight:600}
.theorysim-heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.theorysim-status{font-size:13px;min-height:1.5em;line-height:1.5}
.theorysim-error{color:var(--jp-error-color1,#d55e00)}
.theorysim-old{opacity:.45}
.theorysim-command{font:12px/1.5 var(--jp-code-font-family,monospace);overflow-wrap:anywhere;user-select:all;white-space:normal}
.theorysim-run{margin:6px 0;padding-top:4px;border-top:1px solid var(--jp-border-color2,#8884)}
.theorysim-run button{margin-right:6px;font-size:12px;padding:2px 9px;cursor:pointer;border-radius:3px;
 color:var(--jp-ui-font-color1,inherit);background:var(--jp-layout-color2,#8882);border:1px solid var(--jp-border-color1,#8886)}
.theorysim-knob>.widget-html{width:134px;margin:1px 4px 1px 2px}
.theorysim-word{display:flex;flex-direction:column;text-align:right;line-height:1.2;font-size:13px;color:var(--jp-ui-font-color1,inherit)}
.theorysim-word b{font-weight:500}
.theorysim-word small{font-size:11px}
@media (max-width:640px){.theorysim-page .widget-dropdown{max-width:100%;min-width:0}.theorysim-page .widget-dropdown>select{min-width:0}}
.theorysim-page .widget-html-content{line-height:1.45}
.theorysim-page.jupyter-widgets-disconnected{opacity:.75}
.theorysim-page .jupyter-widgets-disconnected::before{content:none}
.theorysim-page.jupyter-widgets-disconnected::before{content:"GONE";flex:1 0 100%;font:600 14px var(--jp-ui-font-family,sans-serif);
 padding:4px 8px;color:var(--jp-error-color1,#d55e00)}
"""


def html(rule: str) -> str:
    """Return the style, with a rule of the page's own, and the script, which an image starts once it stands in the page."""
    script = Path(__file__).with_name("dress.js").read_text(encoding="utf-8").strip()
    start = f'<img alt="" src="{PIXEL}" width="0" height="0" onload="{escape(f"({script})(this)")}">'
    return f"{STYLE}<style>{LOOK.replace('GONE', GONE)}{rule}</style>{start}"
