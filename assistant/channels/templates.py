"""The frame that all public pages share: `templates/page.html`, filled by a channel's template."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

_SHARED = Path(__file__).parent / "templates"


def environment(folder: Path, **options: Any) -> Environment:
    """An environment for the templates in `folder`, which may extend the shared `page.html`."""
    loader = FileSystemLoader([folder, _SHARED])
    return Environment(loader=loader, autoescape=select_autoescape(), **options)
