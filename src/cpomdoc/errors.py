"""Exceptions for the operator, not for the author of a contract; the command line prints their French message."""


class CpomdocError(Exception):
    """Base of what cpomdoc raises on purpose: the message is a French sentence fit to be shown."""


class DossierIntrouvable(CpomdocError):
    """A contract folder, or a file without which it is not one, does not exist."""


class GabaritError(CpomdocError):
    """A gabarit cannot be read or rendered; the message names the file and the place in the Word document."""


class OutilAbsent(CpomdocError):
    """An optional program (LibreOffice) or a font is missing; the message says how to install it."""


class EditionImpossible(CpomdocError):
    """The build could not be written to disk; the previous build is whole."""
