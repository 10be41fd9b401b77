"""The bill of materials of the lock, as CycloneDX 1.6 in JSON: what is needed, at which version, with which hashes.

    python release/sbom.py > sbom.cdx.json

It is made from the lock and pyproject.toml alone, so the same lock gives the same bytes on any machine.
"""

import json
import sys
import tomllib
import uuid
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from release.lock import Pin, needed_by, read_lock, read_parts, scope_of  # noqa: E402 - as a script, the root is not on the path yet

_KIND = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 4122: the name space of addresses


def lock_to_bom(lock: Path, pyproject: Path) -> dict[str, Any]:
    """The bill of materials of a lock."""
    project = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    pins, parts = read_lock(lock), read_parts(pyproject)
    needed = {part: needed_by(pins, named) for part, named in parts.items()}
    own = sorted(_purl(pins[name]) for name in set().union(*parts.values()))
    root = f"pkg:pypi/{project['name']}@{project['version']}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_KIND, sha256(lock.read_bytes()).hexdigest())}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": root,
            }
        },
        "components": [
            _component(pin, {part for part in needed if name in needed[part]}) for name, pin in sorted(pins.items())
        ],
        "dependencies": [
            {"ref": root, "dependsOn": own},
            *({"ref": _purl(pin), "dependsOn": _asks_for(pin, pins)} for _, pin in sorted(pins.items())),
        ],
    }


def _component(pin: Pin, parts: set[str]) -> dict[str, Any]:
    """A distribution has several files, one a platform; each has its hash."""
    files = [{"alg": "SHA-256", "content": digest} for digest in pin.hashes]
    return {
        "type": "library",
        "bom-ref": _purl(pin),
        "name": pin.name,
        "version": pin.version,
        "scope": scope_of(parts),
        "purl": _purl(pin),
        "externalReferences": [{"type": "distribution", "url": _purl(pin), "hashes": files}],
        "properties": [{"name": "prongsai:extra", "value": part} for part in sorted(parts - {""})],
    }


def _purl(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _asks_for(pin: Pin, pins: dict[str, Pin]) -> list[str]:
    return sorted(_purl(other) for other in pins.values() if pin.name in other.asked_by)


def main() -> None:
    """Write the bill of materials of this checkout to standard output."""
    bom = lock_to_bom(ROOT / "requirements.lock", ROOT / "pyproject.toml")
    sys.stdout.write(json.dumps(bom, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
