"""Keep certificates in the user's cache folder, one file a statement.

They need no content key: a certificate says nothing of what is claimed, and is checked against the statement's file as it stands.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from theorysim.simulate import cache_folder


def file(name: str) -> Path:
    """Return where the certificates of a statement are kept; the file need not exist."""
    stem = name
    if ".py:" in name:
        path, _, one = name.rpartition(":")
        stem = f"{one}-{hashlib.sha256(str(Path(path).resolve()).encode()).hexdigest()[:16]}"
    return cache_folder.folder() / "certificates" / f"{stem}.json"


def write(name: str, claims: dict[str, Any]) -> Path | None:
    """Keep the certificates of a statement; return the file, None where it cannot be written."""
    text = json.dumps({"statement": name, "claims": claims}, ensure_ascii=False, separators=(",", ":"))
    place = file(name)
    return place if cache_folder.write(place, text.encode(), "certificates") else None


def read(place: Path) -> list[dict[str, Any]]:
    """Return the certificates of a file: of one statement, or of several. Raises ValueError for what is none."""
    said = json.loads(place.read_text(encoding="utf-8"))
    every = said if isinstance(said, list) else [said]
    if not all(isinstance(one, dict) and isinstance(one.get("statement"), str) and isinstance(one.get("claims"), dict) for one in every):
        raise ValueError("it holds no certificate: {'statement': ..., 'claims': ...}")
    return every
