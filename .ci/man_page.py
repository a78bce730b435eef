"""The build makes `man coopctl` of the manual's pages, and puts it where man looks: share/man/man1."""

import re
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PAGES = "src/coopctl/cli/manual"


class ManPage(BuildHookInterface):
    """Adds the page to a wheel."""

    def initialize(self, version, build_data):  # noqa: ARG002 - hatchling's signature
        if self.target_name != "wheel":
            return
        sys.dont_write_bytecode = True
        page = Path(tempfile.mkdtemp()) / "coopctl.1"
        page.write_text(man_page(Path(self.root) / _PAGES), "utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/coopctl.1"


def man_page(folder: Path) -> str:
    """The pages of the manual, in the order of its list, as one page of roff."""
    listed = re.findall(r"^\| `([a-z]+)` \|", (folder / "topics.md").read_text("utf-8"), re.MULTILINE)
    parts = [_HEAD, *(_roff((folder / f"{name}.md").read_text("utf-8")) for name in listed)]
    return "".join(parts)


_HEAD = """.TH COOPCTL 1 "" "coopctl" "User Commands"
.SH NAME
coopctl \\- tell, with evidence, how far each promise in a plan is
.SH SYNOPSIS
.B coopctl
[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]
"""


def _roff(markdown: str) -> str:
    made, code = [], False
    for line in markdown.splitlines():
        if line.startswith("```"):
            code = not code
            made.append(".nf\n.RS" if code else ".RE\n.fi")
        elif code:
            made.append(_escaped(line))
        elif line.startswith("#"):
            marks, _, title = line.partition(" ")
            made.append(f".{'SH' if len(marks) == 1 else 'SS'} {_inline(title.upper() if len(marks) == 1 else title)}")
        elif re.fullmatch(r"\|[-:| ]+\|", line):
            continue
        elif line.startswith("|"):
            first, *others = (cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|")))
            told = "; ".join(filter(None, others))
            made += [".TP", _inline(first) or "\\&", _inline(told)]
        elif line.startswith("- "):
            made.append(f".IP \\(bu 2\n{_inline(line[2:])}")
        else:
            made.append(_inline(line.strip()) if line.strip() else ".PP")
    return "\n".join(made) + "\n"


def _inline(text: str) -> str:
    parts = re.split(r"(`[^`]+`)", text)
    shown = [f"\\fB{_escaped(part[1:-1])}\\fR" if part.startswith("`") else _escaped(part) for part in parts if part]
    return "".join(shown)


def _escaped(text: str) -> str:
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe
