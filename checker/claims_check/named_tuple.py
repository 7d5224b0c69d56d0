"""Named tuples as typing has them, made in a fifth of the time and without its import.

A start makes some fifty such classes.  Those of typing compile a text for each, and typing itself
is one more module to load: together a tenth of a check of 300 records.  Here a text is compiled for
each number of fields, and all that have as many share its code under their own names.  To a type
checker both are the same; `tests/test_named_tuple.py` holds that they do the same.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: TID251
else:
    from collections import namedtuple
    from functools import cache
    from types import FunctionType

    _NAMES = tuple(f"field{number}" for number in range(24))  # none of ours has as many
    _GETTERS = tuple(map(vars(namedtuple("_Longest", _NAMES)).get, _NAMES))
    _SCOPE = {"new": tuple.__new__}

    @cache
    def _call(size):
        """The code that makes a tuple of so many values."""
        values = ", ".join(_NAMES[:size])
        return eval(f"lambda cls, {values}: new(cls, ({values},))", {}).__code__

    class _Tuple(tuple):
        """What all named tuples do alike."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **values):
            made = self._make(map(values.pop, self._fields, self))
            if values:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(values)}")
            return made

        __replace__ = _replace  # of copy.replace, from Python 3.13 on

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            values = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({values})"

    class _Maker(type):
        """Makes of a class statement with annotated fields a tuple with these names."""

        def __new__(cls, name, bases, space):
            if not bases:
                return super().__new__(cls, name, bases, space)
            if "__annotations__" not in space:
                raise TypeError(f"{name} needs fields, and from __future__ import annotations")
            fields = tuple(space["__annotations__"])
            defaults = {field: space[field] for field in fields if field in space}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has one")
            code = _call(len(fields)).replace(co_varnames=("cls", *fields))
            new = FunctionType(code, _SCOPE, "__new__", tuple(defaults.values()))
            new.__qualname__ = f"{space['__qualname__']}.__new__"
            new.__annotations__ = space["__annotations__"]
            space |= zip(fields, _GETTERS[: len(fields)], strict=True)
            space |= {"__new__": new, "__slots__": (), "__match_args__": fields}
            space |= {"_fields": fields, "_field_defaults": defaults}
            return type(name, (_Tuple,), space)

    class NamedTuple(metaclass=_Maker):
        """To be inherited from, as that of typing."""
