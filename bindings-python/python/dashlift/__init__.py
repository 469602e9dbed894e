"""Moves dashboard documents between schema versions, losslessly and with the same bytes everywhere.

`migrate` does it, `detect` and `plan` look before, `validate` looks after; `migrate_many` takes a whole store on
all cores. `Migrator` holds what a server knows about its data sources. `DashliftError` is the one error.
"""

from ._errors import DashliftError
from ._migrator import Migrator
from ._outcome import Outcome

for _public in (DashliftError, Migrator, Outcome):
    _public.__module__ = __name__

_standard = Migrator()

migrate = _standard.migrate
migrate_many = _standard.migrate_many
migrate_dict = _standard.migrate_dict
detect = _standard.detect
plan = _standard.plan
validate = _standard.validate
format = _standard.format
families = _standard.families
build = _standard.build

__all__ = [
    "DashliftError",
    "Migrator",
    "Outcome",
    "build",
    "detect",
    "families",
    "format",
    "migrate",
    "migrate_dict",
    "migrate_many",
    "plan",
    "validate",
]
