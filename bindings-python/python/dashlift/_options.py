"""Keyword arguments become the contract's options; what they mean is the core's business."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, Callable, TypeVar

from . import _json
from ._errors import refused

F = TypeVar("F", bound=Callable[..., Any])


def takes(options: Any) -> Callable[[F], F]:
    """Gives a function with `**options` the signature that names each of them."""

    def give(function: F) -> F:
        signature = inspect.signature(function)
        parameters = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
        names = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
            for name, annotation in _annotations(options).items()
        ]
        function.__signature__ = signature.replace(parameters=parameters + names)  # type: ignore[attr-defined]
        return function

    return give


def to_json(function: str, known: Any, options: Mapping[str, object]) -> str:
    """Writes the options that were given; `None` counts as not given.

    Raises:
        TypeError: a name is none of the known ones.
        DashliftError: `invalid-option`, a value is not JSON.
    """
    given = {}
    for name, value in options.items():
        if name not in known.__annotations__:
            raise TypeError(f"{function}() got an unexpected keyword argument {name!r}")
        if value is not None:
            given[_camel(name)] = value
    return encode("the options are", given)


def encode(what: str, value: object) -> str:
    """Writes options or a part of them.

    Raises:
        DashliftError: `invalid-option`, a value is not JSON.
    """
    try:
        return _json.dumps(value)
    except (TypeError, ValueError, RecursionError) as cause:
        raise refused("invalid-option", f"{what} not JSON: {cause}") from cause


def _camel(name: str) -> str:
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(map(str.capitalize, rest))


def _annotations(options: Any) -> dict[str, str]:
    return {
        name: getattr(annotation, "__forward_arg__", str(annotation))
        for name, annotation in options.__annotations__.items()
    }
