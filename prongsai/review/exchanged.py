"""Files that auditors hand on: JSON of one model, read with one sentence for whatever is wrong with it."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from schemas.errors import UsageError

M = TypeVar("M", bound=BaseModel)


def read_exchanged(path: Path, model: type[M], what: str) -> M:
    """Read a file of ``what``. Raises UsageError, which names the file and what is wrong with it."""
    try:
        return model.model_validate(json.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file") from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise UsageError(f"{path}: not a file of {what}: {place}: {first['msg'].lower()}") from error
    except ValueError as error:
        raise UsageError(f"{path}: not a file of {what}: no JSON ({error})") from error
