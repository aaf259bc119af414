"""Money: rates, bases, measures, complementary financing, the common allocation, and what comes out of it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cpomdoc.comparing.changements import Changement, Nature, Repere
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, a_compter, phrase, porter, repere_at
from cpomdoc.francais import liste
from cpomdoc.model.finances import Base, Dgc, FinancementComplementaire, MesureNouvelle
from cpomdoc.typographie import FINE, format_montant, format_taux

CODE = "finances"


def tell_finances(affaire: Affaire) -> Iterator[Phrase]:
    """Each part of the money that changes, then what the common allocation becomes."""
    changements = affaire.of(CODE, "finances")
    yield from _tell_taux([one for one in changements if one.chemin[1:2] == ("taux",)])
    for one in changements:
        texte = _tell_item(affaire, one)
        if texte:
            yield phrase(CODE, texte, one)
    if changements:
        yield from _tell_dgc(affaire)


def _tell_taux(taux: list[Changement]) -> Iterator[Phrase]:
    """« le taux d’actualisation est porté de 1,00 % à 1,20 % pour 2029 »."""
    known = [one for one in taux if isinstance(one.apres, Decimal) and len(one.chemin) == 3]
    parts = []
    for one in known:
        annee, nouveau = repere_at(one, 2), one.apres
        if not isinstance(nouveau, Decimal):
            continue
        if isinstance(one.avant, Decimal):
            sens = porter(one.avant, nouveau, "m")
            parts.append(f"{sens} de {format_taux(one.avant)} à {format_taux(nouveau)} pour {annee}")
        else:
            parts.append(f"fixé à {format_taux(nouveau)} pour {annee}")
    if parts:
        yield phrase(CODE, f"le taux d’actualisation est {liste(parts)}", *known)


def _tell_item(affaire: Affaire, one: Changement) -> str:
    """The sentence of an item that comes, goes, or changes its amount; empty for anything else."""
    value = one.apres if one.nature is Nature.AJOUT else one.avant
    if isinstance(value, MesureNouvelle):
        return _tell_mesure(affaire, value, one.nature)
    if isinstance(value, FinancementComplementaire):
        return _tell_complement(affaire, value, one.nature)
    if isinstance(value, Base):
        return _tell_base(affaire, value, one.nature)
    if isinstance(value, Dgc) and len(one.chemin) == 3:
        verbe = "est instituée" if one.nature is Nature.AJOUT else "prend fin"
        une = "une" if one.nature is Nature.AJOUT else "la"
        noms = liste(affaire.esms(ident).texte for ident in value.etablissements)
        payeur = affaire.financeur(value.financeur).texte
        return f"{une} dotation globalisée commune financée par {payeur} {verbe} pour {noms}"
    return _tell_montant(affaire, one)


def _tell_mesure(affaire: Affaire, one: MesureNouvelle, nature: Nature) -> str:
    if one.montant is None:
        return ""
    nom, financeur = affaire.esms(one.etablissement), affaire.financeur(one.financeur)
    montant, objet = format_montant(abs(one.montant)), f" ({one.libelle})" if one.libelle else ""
    if nature is Nature.RETRAIT:
        return f"la mesure reconductible de {format_montant(one.montant)} prévue pour {nom.texte}{objet} est retirée"
    quand = a_compter(one.date_effet)
    if one.montant < 0:
        texte = f"les moyens reconductibles {nom.de} financés par {financeur.texte} sont réduits de {montant}"
        return f"{texte} en année pleine{quand}{objet}"
    return f"{nom.texte} reçoit {financeur.de} des moyens reconductibles de {montant} en année pleine{quand}{objet}"


def _tell_complement(affaire: Affaire, one: FinancementComplementaire, nature: Nature) -> str:
    libelle = one.libelle or affaire.etats.referentiel.listes["financement_complementaire"].get(one.type, one.type)
    nom, financeur = affaire.esms(one.etablissement), affaire.financeur(one.financeur)
    if nature is Nature.RETRAIT:
        return f"le financement complémentaire {nom.de} au titre suivant prend fin{FINE}: {libelle}"
    montant = f" de {format_montant(one.montant)} par an" if one.montant is not None else ""
    depuis = f" à compter de {one.annee}" if one.annee else ""
    sorte = "reconductible " if one.reconductible else ""
    recu = f"{nom.texte} reçoit {financeur.de} un financement complémentaire {sorte}".rstrip()
    return f"{recu}{montant}{depuis}{FINE}: {libelle}"


def _tell_base(affaire: Affaire, one: Base, nature: Nature) -> str:
    quoi = _name_base(affaire, one.etablissement, one.financeur, one.section)
    if nature is Nature.RETRAIT:
        return f"{quoi} est supprimée"
    return f"{quoi} est fixée à {format_montant(one.montant)}" if one.montant is not None and one.exacte else ""


def _tell_montant(affaire: Affaire, one: Changement) -> str:
    """A base or a measure whose amount is no longer the same."""
    if not isinstance(one.avant, Decimal) or not isinstance(one.apres, Decimal) or one.chemin[-1] != "montant":
        return ""
    pas = one.chemin[2]
    if not isinstance(pas, Repere):
        return ""
    suite = f"{porter(one.avant, one.apres, 'f')} de {format_montant(one.avant)} à {format_montant(one.apres)}"
    if one.chemin[1] == "bases":
        etablissement, financeur, section = (None if cle is None else str(cle) for cle in pas.cle)
        return f"{_name_base(affaire, str(etablissement), str(financeur), section)} est {suite}"
    if one.chemin[1] == "mesures_nouvelles":
        nom = f" ({pas.nom})" if pas.nom else ""
        return f"la mesure reconductible{nom} est {suite} en année pleine"
    return ""


def _name_base(affaire: Affaire, etablissement: str, financeur: str, section: str | None) -> str:
    """« la base de référence de l’IME Les Tilleuls financée par l’agence régionale de santé (soins) »."""
    sections: Mapping[str, str] = affaire.etats.referentiel.listes["section"]
    fin = f" ({sections.get(section, section)})" if section else ""
    return (
        f"la base de référence {affaire.esms(etablissement).de} financée par {affaire.financeur(financeur).texte}{fin}"
    )


def _tell_dgc(affaire: Affaire) -> Iterator[Phrase]:
    """What each common allocation becomes, year by year."""
    anciens, nouveaux = affaire.etats.calculs_avant.finances, affaire.etats.calculs_apres.finances
    if anciens is None or nouveaux is None:
        return
    known = {(one.financeur, one.section): one for one in anciens.dgc}
    for one in nouveaux.dgc:
        ancien = known.get((one.financeur, one.section))
        if ancien is None:
            continue
        was = {annee.annee: annee.montant for annee in ancien.annees}
        parts = [
            f"{format_montant(annee.montant)} en {annee.annee} au lieu de {format_montant(avant)}"
            for annee in one.annees
            if annee.montant is not None and (avant := was.get(annee.annee)) is not None and avant != annee.montant
        ]
        if parts:
            financeur = affaire.financeur(one.financeur).texte
            debut = f"la dotation globalisée commune financée par {financeur} s’établit en conséquence à"
            yield phrase(CODE, f"{debut} {liste(parts)}")
