"""`python -m dashlift`."""

from ._cli import main

main()
