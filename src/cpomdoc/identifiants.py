"""Numbers that identify an organisation, an establishment or a place, checked and normalised."""

import re

from stdnum import luhn
from stdnum.fr import siren, siret

from cpomdoc.francais import guillemets, sans_accent

CORSICA = str.maketrans("AB", "12")
FINESS = re.compile(r"(?:\d{2}|2[AB])\d{7}", re.ASCII)
DEPARTEMENT = re.compile(r"0[1-9]|1\d|2[AB1-9]|[3-8]\d|9[0-5]|97[12346]|69M", re.ASCII)
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
SLUG_MAX = 60


def _strip(text: str) -> str:
    """Without the spaces and dots with which people group digits."""
    return re.sub(r"[\s.\u00a0\u202f]", "", text)


def expected_key(number: str) -> str:
    """Last digit that would make the number right: Luhn, with A worth 1 and B worth 2 (Corsica)."""
    return luhn.calc_check_digit(number[:-1].translate(CORSICA))


def _wrong_key(name: str, number: str) -> ValueError:
    return ValueError(
        f"La clé de contrôle du {name} {guillemets(number)} est incorrecte "
        f"(dernier chiffre attendu\u202f: {expected_key(number)}). Vérifiez chaque chiffre."
    )


def check_finess(text: str) -> str:
    """FINESS number of a legal entity or of an establishment: nine characters, 2A and 2B allowed, Luhn key."""
    number = _strip(text).upper()
    if len(number) == 8:
        raise ValueError(
            f"{guillemets(text)} comporte 8 caractères\u202f; un numéro FINESS en compte 9. "
            "Un zéro initial a sans doute été perdu."
        )
    if len(number) != 9:
        raise ValueError(f"{guillemets(text)} comporte {len(number)} caractères\u202f; un numéro FINESS en compte 9.")
    if not FINESS.fullmatch(number):
        raise ValueError(
            f"{guillemets(text)} n’est pas un numéro FINESS\u202f: neuf chiffres (2A ou 2B en tête pour la Corse)."
        )
    if not luhn.is_valid(number.translate(CORSICA)):
        raise _wrong_key("FINESS", number)
    return number


def _refuse_length(name: str, text: str, number: str, length: int) -> None:
    if not re.fullmatch(r"[0-9]+", number):
        raise ValueError(f"{guillemets(text)} n’est pas un {name}\u202f: {length} chiffres sont attendus.")
    if len(number) != length:
        raise ValueError(f"{guillemets(text)} comporte {len(number)} chiffres\u202f; un {name} en compte {length}.")


def check_siren(text: str) -> str:
    """SIREN number of a legal entity: nine digits, Luhn key."""
    number = _strip(text)
    _refuse_length("SIREN", text, number, 9)
    if not siren.is_valid(number):
        raise _wrong_key("SIREN", number)
    return number


def check_siret(text: str) -> str:
    """SIRET number of an establishment: its SIREN and five digits, Luhn key (stdnum knows the rule of La Poste)."""
    number = _strip(text)
    _refuse_length("SIRET", text, number, 14)
    check_siren(number[:9])
    if not siret.is_valid(number):
        raise _wrong_key("SIRET", number)
    return number


def check_categorie(text: str) -> str:
    """Code of a FINESS category: three digits."""
    code = _strip(text)
    if not re.fullmatch(r"[0-9]{3}", code):
        raise ValueError(
            f"{guillemets(text)} n’est pas un code de catégorie FINESS\u202f: trois chiffres, par exemple 183."
        )
    return code


def check_departement(text: str) -> str:
    """Code of a département: 01 to 95, 2A, 2B, 971 to 974, 976, and 69M for the Métropole de Lyon."""
    code = _strip(text).upper()
    if re.fullmatch(r"[1-9]", code):
        raise ValueError(f"{guillemets(text)} n’est pas un code de département\u202f: écrivez 0{code}.")
    if code == "20":
        raise ValueError(
            f"{guillemets(text)} n’est plus un département\u202f: écrivez 2A (Corse-du-Sud) ou 2B (Haute-Corse)."
        )
    if not DEPARTEMENT.fullmatch(code):
        raise ValueError(
            f"{guillemets(text)} n’est pas un code de département\u202f: 01 à 95, 2A, 2B, 69M, 971 à 974 ou 976."
        )
    return code


def check_region(text: str) -> str:
    """Code of a région: two digits."""
    code = _strip(text)
    if not re.fullmatch(r"[0-9]{2}", code):
        raise ValueError(f"{guillemets(text)} n’est pas un code de région\u202f: deux chiffres, par exemple 52.")
    return code


def check_identifiant(text: str) -> str:
    """Slug that an author chooses to refer to a thing: lower-case letters, digits and hyphens."""
    slug = text.strip()
    if SLUG.fullmatch(slug) and len(slug) <= SLUG_MAX:
        return slug
    suggestion = re.sub(r"[^a-z0-9]+", "-", sans_accent(slug)).strip("-")[:SLUG_MAX].strip("-")
    hint = f", par exemple {suggestion}" if suggestion else ""
    raise ValueError(
        f"{guillemets(text)} n’est pas un identifiant\u202f: "
        f"lettres minuscules sans accent, chiffres et traits d’union{hint}."
    )
