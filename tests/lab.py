"""JupyterLab and a headless Chromium, for tests that drive a page as a reader does; run as a program it makes the docs' screenshot."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browsing import QUIET, chromium

DOCS = Path(__file__).parents[1] / "docs"
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))
TOKEN = "theorysim"
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is on the page, seen or not
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
READY = "() => window.jupyterapp.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status === 'idle'"
SLOW = 60_000  # milliseconds; a kernel starts and compiles
CLOCK = """() => {
  window.moves = []; let begun = null;
  document.addEventListener('keydown', e => { if (e.key.startsWith('Arrow')) begun = performance.now() }, true);
  new MutationObserver(() => {
    if (begun !== null) { window.moves.push(performance.now() - begun); begun = null }
  }).observe(document.querySelector('.theorysim-page .theorysim').parentNode, {childList: true});  // the picture, not what its script adds
}"""


def missing() -> str:
    """Describe in one line what is not there; nothing where all is."""
    if not chromium():
        return "there is no Chromium: install the package chromium, or name the program in CHROMIUM"
    try:
        import ipywidgets  # noqa: F401
        import jupyterlab  # noqa: F401
        import playwright  # noqa: F401
    except ImportError as reason:
        return f"{reason.name} is missing: pip install 'theorysim[notebook,test]'"
    return ""


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serve JupyterLab from a folder, with settings of its own, on a free port; gives the address, ends the server."""
    for part in ("config", "data", "runtime", "workspaces", "files"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, numbers in SETTINGS.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(numbers))
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    places = {"CONFIG": "config", "DATA": "data", "RUNTIME": "runtime"}
    own = {f"JUPYTER_{k}_DIR": str(folder / v) for k, v in places.items()}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces")}
    own["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    words = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    words += [f"--ServerApp.root_dir={folder / 'files'}", f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, env=os.environ | own, cwd=folder)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=5).read()
                break
            except OSError:
                assert process.poll() is None, (folder / "log").read_text()[-2000:]
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()  # it ends its kernels too
        process.wait(timeout=30)


@contextmanager
def browser(profile: Path, width: int = 1500, height: int = 1000, dark: bool = False):
    """Return a Chromium window with a fresh profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        window = driver.chromium.launch_persistent_context(
            str(profile),
            executable_path=chromium(),
            headless=True,
            args=list(QUIET),
            viewport={"width": width, "height": height},
            permissions=["clipboard-read", "clipboard-write"],
            device_scale_factor=1,
        )
        try:
            yield window
        finally:
            window.close()


def opened(window, address: str, notebook: str, theme: str = "JupyterLab Light"):
    """Open a notebook in a tab of its own and run it from top to bottom; gives the page, and its console's errors as they come."""
    page = window.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(f"{m.text} {m.location.get('url', '')}") if m.type == "error" else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto(f"{address}/lab/workspaces/{Path(notebook).stem}/tree/{notebook}?token={TOKEN}&reset", timeout=SLOW)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=SLOW)
    page.evaluate("name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})", theme)
    page.evaluate("window.jupyterapp.commands.execute('application:set-mode', {mode: 'single-document'})")
    if page.locator(".jp-SideBar .lm-mod-current").count():
        page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    page.wait_for_function(READY, timeout=SLOW)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => null)")
    return page, errors


def screenshot(file: Path) -> None:
    """Take the picture of the docs from the real page: light above, dark below."""
    import tempfile

    import nbformat
    from PIL import Image

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        cells = [nbformat.v4.new_code_cell('from theorysim.explore import explore\n\npage = explore("theorem-3.4.1", epsilon=0.5)')]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "files" / "exploring.ipynb")
        with server(folder) as address, browser(folder / "profile", 1240, 1200) as window:
            shots = []
            for theme in ("Light", "Dark"):
                page, _ = opened(window, address, "exploring.ipynb", f"JupyterLab {theme}")
                page.wait_for_selector(".theorysim-result", timeout=SLOW)
                page.wait_for_timeout(500)
                page.locator(".jp-Cell").first.screenshot(path=folder / f"{theme}.png")
                shots.append(Image.open(folder / f"{theme}.png").convert("RGB"))
                page.close()
        whole = Image.new("RGB", (shots[0].width, sum(s.height for s in shots)), "white")
        for i, shot in enumerate(shots):
            whole.paste(shot, (0, sum(s.height for s in shots[:i])))
        whole.quantize(256).save(file, optimize=True)


if __name__ == "__main__":
    screenshot(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "exploring.png")
