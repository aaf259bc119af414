"""Exceptions for the operator, not for the author of a contract; the command line prints their French message."""

import errno

_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "votre quota sur ce disque est atteint",
    errno.EFBIG: "un fichier dépasse la taille permise",
    errno.EROFS: "ce disque est en lecture seule",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.EBUSY: "un autre programme s’en sert",
    errno.ENOENT: "le fichier ou le dossier n’existe pas",
    errno.ENOTDIR: "un fichier se trouve là où un dossier est attendu",
    errno.EISDIR: "un dossier se trouve là où un fichier est attendu",
    errno.EEXIST: "un fichier ou un dossier de ce nom existe déjà",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ENOTEMPTY: "un autre programme y écrit en même temps",
    errno.EIO: "le disque ne répond pas",
    errno.EMFILE: "trop de fichiers sont ouverts",
}


def describe_system_error(error: OSError) -> str:
    """Why the system refused, in French: its own words are English, and change with the machine."""
    code = error.errno
    return _REASONS.get(code or 0) or (f"erreur {code} du système" if code else "erreur du système")


class CpomdocError(Exception):
    """Base of what cpomdoc raises on purpose: the message is a French sentence fit to be shown."""


class DossierIntrouvable(CpomdocError):
    """A contract folder, or a file without which it is not one, does not exist."""


class GabaritError(CpomdocError):
    """A gabarit cannot be read or rendered; the message names the file and the place in the Word document."""


class OutilAbsent(CpomdocError):
    """An optional program (LibreOffice) or a font is missing; the message says how to install it."""


class CaractereAbsent(OutilAbsent):
    """No font at hand has a character of the contract."""

    def __init__(self, caractere: str, message: str) -> None:
        super().__init__(message)
        self.caractere = caractere


class EditionImpossible(CpomdocError):
    """The build could not be written to disk; the previous build is whole."""


class ClasseurRefuse(CpomdocError):
    """A workbook that cannot be taken over, or not safely; the message says why and what to do."""
