"""The report in a browser: at three widths and on paper nothing is cut, and nobody is shut out."""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from running import Program

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed")
WIDTHS = (390, 820, 1280)

_MEASURE = """
const found = {};
const frames = [...document.querySelectorAll('iframe')];
window.addEventListener('load', () => {  // after all frames have loaded
  for (const f of frames) {
    const d = f.contentDocument, w = f.clientWidth, out = [];
    if (d.documentElement.scrollWidth > w) out.push('the page is ' + d.documentElement.scrollWidth + ' wide');
    for (const e of d.querySelectorAll('main *,[role=main] *')) {
      const r = e.getBoundingClientRect();
      if (!e.closest('.unseen,thead,svg') && (r.right > w + 1 || r.left < -1)) out.push(e.outerHTML.slice(0, 120));
    }
    for (const e of d.querySelectorAll('svg text')) {
      const b = e.getBBox(), v = e.ownerSVGElement.viewBox.baseVal;
      if (b.x < -1 || b.x + b.width > v.width + 1 || b.y < -1 || b.y + b.height > v.height + 1) out.push(e.outerHTML);
    }
    found[w] = out;
  }
  const p = document.createElement('pre');
  p.id = 'found';
  p.textContent = JSON.stringify(found);
  document.body.append(p);
});
"""


@pytest.fixture
def page(mongolia: Program) -> Path:
    """The page of the example plan with a long title, wide letters, and a chart of every kind."""
    mongolia.done("goal", "edit", "third-neighbor-policy", "--title", "Donaudampfschifffahrt" * 6)
    mongolia.done("goal", "add", "never", "--title", "Binnenschifffahrt" * 6, "--from", "1", "--to", "2 by 2030")
    mongolia.done("goal", "edit", "cultural-programs", "--title", "保護区の面積と貿易額の合計")
    mongolia.done("goal", "add", "kept", "--to", "at least 90%", "--cadence", "monthly", "--owner", "A" * 60)
    mongolia.done("goal", "add", "stages", "--from", "proposed", "--to", "signed of proposed < negotiating < signed")
    for month, value in enumerate((256, 258, 261, 262), 3):
        mongolia.done("record", "trade-volume", f"{value}M", "--on", f"2025-0{month}", "--source", "Customs" * 12)
        mongolia.done("record", "kept", f"{value - 168}%", "--on", f"2025-0{month}")
    mongolia.done("record", "joint-military-exercises", "--on", "2024-09-01")
    mongolia.done("record", "stages", "negotiating", "--on", "2025-06-01")
    mongolia.done("goal", "add", "חיסון ילדים", "--from", "70%", "--to", "90% by 2025-08", "--since", "2024-12-31")
    mongolia.done("record", "חיסון-ילדים", "60%", "--on", "2025-06-01")
    mongolia.done("report", "out.html", "--since", "2025-05-31")
    mongolia.done("report", "mail.html", "--since", "2025-05-31", "--email")
    return mongolia.folder / "out.html"


def browse(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the browser answers, in a profile of its own and without a network."""
    words = ("--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--enable-logging=stderr")
    offline = ("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}")
    env = {**os.environ, "HOME": str(folder)}
    return subprocess.run(
        [str(CHROMIUM), *words, *offline, "--virtual-time-budget=20000", *arguments],
        capture_output=True, text=True, check=False, timeout=120, cwd=folder, env=env,
    )  # fmt: skip


def found(folder: Path, document: str, *arguments: str) -> Any:
    """What a document's script writes into its element `found`; nothing is said on the browser's console."""
    (folder / "probe.html").write_text(document, "utf-8")
    answer = browse(folder, *arguments, "--dump-dom", f"file://{folder}/probe.html")
    assert [line for line in answer.stderr.splitlines() if "CONSOLE" in line] == []
    told = re.search(r'<pre id="found">(.*?)</pre>', answer.stdout, re.DOTALL)
    assert told, answer.stderr[-2000:]
    return json.loads(html.unescape(told[1]))


@pytest.mark.parametrize("name", ["out.html", "mail.html"])
def test_nothing_sticks_out_at_any_width(page: Path, name: str) -> None:
    """On a phone, on a tablet and on a desk no element and no label of a chart is cut."""
    frames = "".join(
        f'<iframe src="{name}" style="border:0;width:{width}px;height:9000px"></iframe>' for width in WIDTHS
    )
    wide = f'<!DOCTYPE html><meta charset="utf-8"><body style="width:5000px">{frames}<script>{_MEASURE}</script>'
    assert found(page.parent, wide) == {str(width): [] for width in WIDTHS}


def test_nobody_is_shut_out(page: Path) -> None:
    """axe-core finds no violation, in the page and in the mail."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed")
    script = (
        "axe.run({resultTypes: ['violations']}).then(r => { const p = document.createElement('pre'); p.id = 'found';"
        "p.textContent = JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.html)]));"
        "document.body.append(p) })"
    )
    text = page.read_text("utf-8").replace(
        "</body>", f"<script>{AXE.read_text('utf-8')}</script><script>{script}</script></body>"
    )
    assert found(page.parent, text) == []


def test_nothing_is_cut_on_paper(page: Path) -> None:
    """The briefing is page 1, the table begins page 2; every title and status of it is printed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    browse(page.parent, "--no-pdf-header-footer", f"--print-to-pdf={page.parent / 'out.pdf'}", f"file://{page}")
    told = subprocess.run(
        ["pdftotext", "-layout", str(page.parent / "out.pdf"), "-"], capture_output=True, text=True, check=True
    )
    sheets = told.stdout.split("\f")
    assert "Needs a decision" in sheets[0]
    assert "All promises" not in sheets[0]
    assert "All promises" in sheets[1]
    table, _, cards = "\f".join(sheets[1:]).partition("Each promise")
    statuses = re.findall(
        r"(?:on track|off track|at risk|no data|no assessment|open|missed)(?:,(?: stale)?)?$", table, re.MULTILINE
    )
    assert len(statuses) == 11
    assert cards.count("Promised") == 11
