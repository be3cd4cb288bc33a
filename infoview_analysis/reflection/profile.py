"""What the note-taker says of themselves: skills, interests, values, constraints, targets."""

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from infoview_analysis.errors import ProfileError

__all__ = ["Profile", "ProfileSkill", "Target", "parse_profile", "read_profile"]

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?(.*)", re.DOTALL | re.MULTILINE)


def _as_list(value: Any) -> Any:
    # One thing is often written without a list around it, and an empty key stands for nothing.
    return [] if value is None else [value] if isinstance(value, str | dict) else value


def _as_skills(value: Any) -> Any:
    # "SQL: 2" is the shortest way to write a skill with its level, in a list or without one.
    if isinstance(value, dict):
        return [_as_skill({name: level}) for name, level in value.items()]
    return [] if value is None else [_as_skill(item) for item in value] if isinstance(value, list) else value


def _as_skill(item: Any) -> Any:
    if not isinstance(item, dict) or len(item) != 1 or set(item) <= {"name", "level", "shown_by"}:
        return item
    ((name, level),) = item.items()
    return {"name": name, **(level if isinstance(level, dict) else {"level": level})}


def _as_target(value: Any) -> Any:
    return {"roles": [value]} if isinstance(value, str) else value


def _as_level(value: Any) -> Any:
    # YAML takes yes for true, and Python true for 1.
    return str(value).lower() if isinstance(value, bool) else value


def _refuse_twice(skills: "tuple[ProfileSkill, ...]") -> "tuple[ProfileSkill, ...]":
    names = [skill.name.casefold() for skill in skills]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise ValueError(f"{skills[place].name} is named twice; keep the line whose level holds")
    return skills


_Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int | float) else value)]
_Level = Annotated[int, BeforeValidator(_as_level), Field(ge=1, le=5)]
_Texts = Annotated[tuple[_Text, ...], BeforeValidator(_as_list)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ProfileSkill(_Record):
    """A skill the note-taker has, or begins to have."""

    name: Annotated[_Text, Field(min_length=1)]
    level: _Level
    """From 1, has met it, over 3, works with it alone, to 5, others come to ask."""
    shown_by: _Text = ""
    """What shows it."""


class Target(_Record):
    """A field, or roles in it, that the note-taker considers."""

    field: _Text = ""
    roles: _Texts = ()


class Profile(_Record):
    """The note-taker, in their own words."""

    name: _Text = ""
    location: _Text = ""
    skills: Annotated[tuple[ProfileSkill, ...], BeforeValidator(_as_skills), AfterValidator(_refuse_twice)] = ()
    interests: _Texts = ()
    values: Annotated[dict[_Text, _Level], BeforeValidator(lambda value: value or {})] = {}
    """What matters in work, with a weight from 1 to 5."""
    constraints: _Texts = ()
    targets: Annotated[tuple[Annotated[Target, BeforeValidator(_as_target)], ...], BeforeValidator(_as_list)] = ()
    about: str = ""
    """The text below the front matter."""


def read_profile(path: str | os.PathLike[str]) -> Profile:
    """Read a profile: Markdown with YAML front matter, or TOML.

    Parameters
    ----------
    path
        The file; the ending ``.toml`` says that it is TOML.

    Raises
    ------
    ProfileError
        When the file cannot be read or does not say what a profile says; the message names the place and the
        remedy.
    """
    try:
        text = Path(path).read_bytes().decode()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ProfileError(f"{os.fspath(path)}: {reason}; give the Markdown or TOML file of your profile") from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"{os.fspath(path)}: the file is not UTF-8 text; save it as UTF-8") from error
    return parse_profile(text, name=os.fspath(path))


def parse_profile(text: str, *, name: str = "profile.md") -> Profile:
    """Parse the text of a profile.

    Parameters
    ----------
    text
        Content of the file.
    name
        Name of the file, for its ending and for messages.

    Raises
    ------
    ProfileError
        When the text does not say what a profile says.

    Examples
    --------
    >>> profile = parse_profile("---\\nname: Orla\\nskills:\\n  SQL: 2\\n---\\nI measure rivers.")
    >>> profile.skills[0].name, profile.skills[0].level, profile.about
    ('SQL', 2, 'I measure rivers.')
    >>> parse_profile("---\\nskills:\\n  SQL: 9\\n---")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    infoview_analysis.errors.ProfileError: profile.md: skills, SQL, level: "9" is not understood; ...
    """
    data = _parse_toml(text, name) if name.lower().endswith(".toml") else _parse_markdown(text, name)
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        more = f" ({error.error_count() - 1} more to mend)" if error.error_count() > 1 else ""
        raise ProfileError(f"{name}: {_explain(first, data)}{more}") from error


def _parse_toml(text: str, name: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
        str(data)  # fails for numbers that no message can repeat: 0xfff…
        return data
    except (ValueError, RecursionError) as error:  # numbers without end and brackets without end, too
        raise ProfileError(f"{name}: {str(error).lower()}; mend the TOML there") from error


def _parse_markdown(text: str, name: str) -> dict[str, Any]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        remedy = "begin the file with a line ---, then keys such as name: and skills:, then a line ---"
        raise ProfileError(f"{name}:1: there is no front matter; {remedy}")
    try:
        data = yaml.load(match[1], Loader=_Loader) or {}
        str(data)  # see above
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise ProfileError(_explain_yaml(error, name)) from error
    if not isinstance(data, dict):
        raise ProfileError(f"{name}:2: the front matter is no list of keys; write keys such as name: and skills:")
    return {"about": match[2].strip(), **data}


class _Loader(yaml.SafeLoader):
    """Refuses aliases, which can multiply without end, and tags, whose makers trust what stands behind them."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.tag is not None:
            seen = "aliases (*name)" if isinstance(event, yaml.AliasEvent) else "tags (!name)"
            raise yaml.MarkedYAMLError(problem=f"{seen} are not read", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def _explain_yaml(error: Exception, name: str) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "not understood"
    # The mark counts from 0 within the front matter, which begins on line 2 of the file.
    line = f":{mark.line + 2}" if mark else ""
    return f"{name}{line}: {problem}; put text with a colon or a hash in quotes and indent with blanks"


def _explain(error: Mapping[str, Any], data: dict[str, Any]) -> str:
    kind, place, seen = error["type"], error["loc"], error["input"]
    key = _say_place(place, data)
    if kind == "extra_forbidden":
        return f"{key}: no such key; {_suggest(place)}"
    if kind == "value_error":
        return f"{key}: {error['ctx']['error']}"
    fault = "missing" if kind == "missing" or seen is None else f'"{str(seen)[:60]}" is not understood'
    return f"{key}: {fault}; {_REMEDIES.get(str(place[0]), 'write text there')}"


_SKILL_FORM = "write each skill as name: SQL, level: 2 (levels are whole numbers from 1 to 5)"
_REMEDIES = {
    "skills": _SKILL_FORM,
    "values": "write each value with a weight, a whole number from 1 to 5, such as learning: 4",
    "targets": "write each target as field: ..., roles: [...]",
    "interests": "write a list of short texts",
    "constraints": "write a list of short texts",
}


def _say_place(place: tuple[int | str, ...], data: dict[str, Any]) -> str:
    """Name the way to a place in the file; a skill by its name, other items by their number."""
    key, *rest = place
    steps = [f"item {step + 1}" if isinstance(step, int) else str(step) for step in rest]
    if key == "skills" and rest and isinstance(rest[0], int):
        item = _as_skills(data[key])[rest[0]]
        steps[0] = str(item.get("name", steps[0])) if isinstance(item, dict) else steps[0]
    return ", ".join([str(key), *steps])


def _suggest(place: tuple[int | str, ...]) -> str:
    inner: dict[int | str, type[_Record]] = {"skills": ProfileSkill, "targets": Target} if len(place) > 1 else {}
    known = [key for key in inner.get(place[0], Profile).model_fields if key != "about"]
    close = difflib.get_close_matches(str(place[-1]), known, n=1)
    return f'did you mean "{close[0]}"?' if close else f"known keys are {', '.join(known)}"
