"""Capacities: places that come, go, or turn from one modality into another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cpomdoc.comparing.changements import Changement
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, a_compter, compter, phrase, porter, repere_at
from cpomdoc.francais import accord, de, liste, sans_accent
from cpomdoc.model.denominations import Nom
from cpomdoc.model.perimetre import Capacite, Etablissement
from cpomdoc.model.referentiel import Referentiel, Unite
from cpomdoc.typographie import FINE, INSECABLE, format_entier

CODE = "capacite"
Cle = tuple[str, str | None]
"""A modality, and its public when only the public tells two capacities apart."""


@dataclass(frozen=True)
class Ecart:
    """How many places of one modality there were, how many there are."""

    unite: Unite
    libelle: str
    avant: int
    apres: int

    @property
    def delta(self) -> int:
        """How many more, or fewer."""
        return self.apres - self.avant

    @property
    def nombre(self) -> int:
        """How many come or go."""
        return abs(self.delta)

    def compter(self, nombre: int) -> str:
        """« cinq places d’internat »."""
        return f"{compter(nombre, self.unite.genre)} {self.nommer(nombre)}"

    def nommer(self, nombre: int) -> str:
        """« places d’internat », « équipe mobile »."""
        mot = accord(nombre, self.unite.libelle, self.unite.pluriel)
        same = sans_accent(self.libelle).startswith((sans_accent(self.unite.libelle), sans_accent(self.unite.pluriel)))
        return mot if same else f"{mot} {de(self.libelle)}"


@dataclass(frozen=True)
class Totaux:
    """What an ESMS counts in one unit as a whole, before and after."""

    unite: Unite
    avant: int
    apres: int

    @property
    def suite(self) -> str:
        """« sa capacité totale est portée de 40 à 46 places »."""
        fin = _write(self.apres, self.unite)
        if self.avant == self.apres:
            return f"la capacité totale demeure de {fin}"
        return f"la capacité totale est {porter(self.avant, self.apres, 'f')} de {format_entier(self.avant)} à {fin}"


def tell_capacites(affaire: Affaire) -> Iterator[Phrase]:
    """ESMS by ESMS, what becomes of its places."""
    par_esms: dict[str, list[Changement]] = {}
    for one in affaire.of(CODE, "perimetre", "etablissements"):
        if len(one.chemin) > 3 and one.chemin[3] == "capacites":
            par_esms.setdefault(repere_at(one, 2), []).append(one)
    for ident, changements in par_esms.items():
        textes = list(_tell_esms(affaire, ident))
        for texte in textes:
            yield phrase(CODE, texte, *changements)


def _tell_esms(affaire: Affaire, ident: str) -> Iterator[str]:
    avant, apres = affaire.anciens.get(ident), affaire.nouveaux.get(ident)
    if avant is None or apres is None:
        return
    nom, quand = affaire.esms(ident), _a_compter(_date_of(avant, apres))
    found = False
    for champ in ("autorisee", "installee", "financee"):
        if found:
            return
        for ecarts, totaux in _list_ecarts(affaire, avant, apres, champ):
            found = True
            yield from _tell_ecarts(nom, quand, (ecarts, totaux), champ)
    if not found:
        yield f"la description des capacités {nom.de} est modifiée"


def _tell_ecarts(nom: Nom, quand: str, ecarts: tuple[list[Ecart], Totaux], champ: str) -> Iterator[str]:
    """What changes in one unit."""
    every, totaux = ecarts
    moins, plus = [one for one in every if one.delta < 0], [one for one in every if one.delta > 0]
    if champ != "autorisee":
        mot = {"installee": "installée", "financee": "financée"}[champ]
        yield from (f"{quand}{_tell_un(nom, one, f'capacité {mot}')}" for one in every)
    elif moins and plus:
        yield f"{quand}{_tell_transformation(nom, moins, plus)}{FINE}; {totaux.suite}"
    else:
        for one in every:
            whole = totaux.suite if len(every) == 1 else ""
            yield f"{quand}{_tell_seul(nom, one, whole)}"


def _tell_transformation(nom: Nom, moins: list[Ecart], plus: list[Ecart]) -> str:
    nombre = sum(one.nombre for one in moins)
    genre = moins[0].unite.genre
    verbe = accord(nombre, "est transformé", "sont transformés")
    verbe = verbe.replace("transformé", "transformée") if genre == "f" else verbe
    parties = liste(one.compter(one.nombre) for one in moins)
    return f"{parties} {nom.de} {verbe} en {liste(one.compter(one.nombre) for one in plus)}"


def _tell_seul(nom: Nom, one: Ecart, whole: str) -> str:
    suite = f"{FINE}; {whole}" if whole else ""
    if one.avant == 0:
        return f"une modalité nouvelle est ouverte {nom.a}{FINE}: {one.compter(one.apres)}{suite}"
    if one.apres == 0:
        verbe = accord(one.avant, "est supprimé", "sont supprimés")
        verbe = verbe.replace("supprimé", "supprimée") if one.unite.genre == "f" else verbe
        return f"{_les(one)} {nom.de} {verbe}{suite}"
    return _tell_un(nom, one, "capacité autorisée")


def _tell_un(nom: Nom, one: Ecart, quoi: str) -> str:
    """« la capacité autorisée de l’IME est ramenée de 40 à 39 places d’internat, soit une place de moins »."""
    sens = "de plus" if one.delta > 0 else "de moins"
    unite = accord(one.nombre, one.unite.libelle, one.unite.pluriel)
    return (
        f"la {quoi} {nom.de} est {porter(one.avant, one.apres, 'f')} de {format_entier(one.avant)} à "
        f"{format_entier(one.apres)}{INSECABLE}{one.nommer(one.apres)}, "
        f"soit {compter(one.nombre, one.unite.genre)} {unite} {sens}"
    )


def _les(one: Ecart) -> str:
    """« les six places d’accueil de jour », « la place d’accueil de jour »."""
    if one.avant == 1:
        article = "la" if one.unite.genre == "f" else "le"
        return f"{article} {one.nommer(1)}"
    return f"les {one.compter(one.avant)}"


def _list_ecarts(
    affaire: Affaire, avant: Etablissement, apres: Etablissement, champ: str
) -> Iterator[tuple[list[Ecart], Totaux]]:
    """Unit by unit, the modalities whose number changes; nothing where a number is unknown."""
    fins = affaire.etats.calculs_avant.jalons.date_fin, affaire.etats.calculs_apres.jalons.date_fin
    rows = avant.capacites_au(fins[0]), apres.capacites_au(fins[1])
    for par_public in (False, True):
        anciens, nouveaux = (_sum(one, champ, par_public=par_public) for one in rows)
        if anciens is None or nouveaux is None:
            return
        changed = [cle for cle in dict.fromkeys((*anciens, *nouveaux)) if anciens.get(cle, 0) != nouveaux.get(cle, 0)]
        if changed:
            unites = {
                cle: _unite_of(affaire.etats.referentiel, cle, (*rows[1], *rows[0])) for cle in (*anciens, *nouveaux)
            }
            yield from _group(affaire, changed, unites, (anciens, nouveaux))
            return


def _group(
    affaire: Affaire,
    changed: list[Cle],
    unites: Mapping[Cle, Unite],
    nombres: tuple[Mapping[Cle, int], Mapping[Cle, int]],
) -> Iterator[tuple[list[Ecart], Totaux]]:
    anciens, nouveaux = nombres
    for unite in dict.fromkeys(unites[cle] for cle in changed):
        cles = [cle for cle in changed if unites[cle] == unite]
        ecarts = [
            Ecart(unite, _libelle(affaire.etats.referentiel, cle), anciens.get(cle, 0), nouveaux.get(cle, 0))
            for cle in cles
        ]
        totaux = [sum(one.get(cle, 0) for cle in unites if unites[cle] == unite) for one in nombres]
        yield ecarts, Totaux(unite, *totaux)


def _sum(rows: tuple[Capacite, ...], champ: str, *, par_public: bool) -> Mapping[Cle, int] | None:
    """How many by modality (and public); None when one of them is unknown."""
    found: dict[Cle, int] = {}
    for one in rows:
        nombre = getattr(one, champ)
        if nombre is None:
            return None
        cle = (one.modalite, one.public if par_public else None)
        found[cle] = found.get(cle, 0) + nombre
    return found


def _unite_of(referentiel: Referentiel, cle: Cle, rows: tuple[Capacite, ...]) -> Unite:
    said = next((one.unite for one in rows if one.modalite == cle[0] and one.unite), None)
    return referentiel.unite(said, cle[0])


def _libelle(referentiel: Referentiel, cle: Cle) -> str:
    known = referentiel.modalites.get(cle[0])
    libelle = known.libelle if known else cle[0]
    return f"{libelle} ({cle[1]})" if cle[1] else libelle


def _date_of(avant: Etablissement, apres: Etablissement) -> date | None:
    """The one day from which the new rows hold, when they say it and agree."""
    known = {(one.modalite, one.public, one.date_effet) for one in avant.capacites}
    dates = {one.date_effet for one in apres.capacites if (one.modalite, one.public, one.date_effet) not in known}
    return dates.pop() if len(dates) == 1 else None


def _a_compter(jour: date | None) -> str:
    return f"{a_compter(jour).strip()}, " if jour else ""


def _write(nombre: int, unite: Unite) -> str:
    return f"{format_entier(nombre)}{INSECABLE}{accord(nombre, unite.libelle, unite.pluriel)}"
