"""What a page tells of its runs, as HTML: T and outcome, notes, and the commands with buttons that copy them."""

import json
from html import escape

from theorysim.explore.subject import TRIALS, Ran, Scene

COPY = (
    "const t=this.dataset.copy,b=this,s=b.textContent;"
    "const old=()=>{const a=document.createElement('textarea');a.value=t;document.body.append(a);a.select();"
    "document.execCommand('copy');a.remove()};"
    "(navigator.clipboard?navigator.clipboard.writeText(t).catch(old):old());"
    "b.textContent='copied';setTimeout(()=>b.textContent=s,900)"
)
NO_COMMAND = "what stands in the notebook only has no command: write it into a file, and name it FILE.py:NAME"


def results(scene: Scene) -> str:
    """Return a line for each run: T and its outcome."""
    return "".join(
        f'<div class="theorysim-result" data-t="{json.dumps(r.T)}" data-outcome="{r.outcome}">{escape(r.line())}</div>' for r in scene.runs
    )


def notes(scene: Scene) -> str:
    return "".join(f'<div class="theorysim-note">{escape(n)}</div>' for n in scene.notes)


def commands(scene: Scene, page: str) -> str:
    """Return the command of each run, and buttons that copy it; last the one that copies the page."""
    whole = [("copy as explore(...)", f"from theorysim.explore import explore\n\n{page}")]
    return "".join(map(_command, scene.runs)) + f'<div class="theorysim-run">{_buttons(whole)}</div>'


def _command(ran: Ran) -> str:
    words = [("copy the command", ran.command()), ("copy as Python", f"import theorysim as ts\n{ran.python()}")]
    words = [w for w in (*words, (f"copy for {TRIALS:,} runs", ran.command_of_many())) if w[1]]
    return f'<div class="theorysim-run">{_buttons(words)}<div class="theorysim-command">{escape(ran.command()) or NO_COMMAND}</div></div>'


def _buttons(words: list[tuple[str, str]]) -> str:
    return "".join(f'<button data-copy="{escape(text)}" onclick="{escape(COPY)}">{name}</button>' for name, text in words)


def without_buttons(scene: Scene) -> str:
    """Return the commands as text, for a picture that is kept."""
    return "".join(f'<div class="theorysim-run"><code>{escape(r.command()) or NO_COMMAND}</code></div>' for r in scene.runs)


def plain(scene: Scene) -> str:
    """Return what is told as lines of text."""
    return "\n".join(line for r in scene.runs for line in (r.line(), r.command()) if line)
