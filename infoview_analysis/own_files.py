"""Small TOML files that users write next to their notes: read, and what is wrong said in words for people."""

import tomllib
from os import PathLike
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from infoview_analysis.errors import UsageError

__all__ = ["parse_toml", "read_text"]

Model = TypeVar("Model", bound=BaseModel)


def read_text(path: str | PathLike[str]) -> str:
    """Read a file of the user's.

    Raises
    ------
    UsageError
        If the file cannot be read or is no UTF-8 text.
    """
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"{path}: cannot be read ({problem}); save it as UTF-8 text") from problem


def parse_toml(text: str, model: type[Model], *, path: str, example: str) -> Model:
    """Parse the text of a file of the user's.

    Parameters
    ----------
    text
        Content of the file.
    model
        What the file may say.
    path
        Name of the file, for messages.
    example
        What a file that is right looks like; ends every message.

    Raises
    ------
    UsageError
        If the text is no TOML or does not say what the model says.
    """
    try:
        said = tomllib.loads(text)
        str(said)  # fails for numbers that no message can repeat: 0xfff…
    except (ValueError, RecursionError) as problem:  # numbers without end and brackets without end, too
        raise UsageError(f"{path}: no valid TOML, {problem}; write for example\n{example}") from problem
    try:
        return model.model_validate(said)
    except ValidationError as problem:
        found = "\n".join(_explain(path, error) for error in problem.errors())
        raise UsageError(f"{found}; write for example\n{example}") from problem


def _explain(path: str, error: object) -> str:
    """One finding of pydantic in words for a person."""
    assert isinstance(error, dict)
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{path}: {place}: {message[:1].lower()}{message[1:]}"
