"""Rules on capacities: their dates, parts, totals, sites and funders, and what projects make of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.perimetre import esms_path, name_modalite
from cpomdoc.model.perimetre import Capacite, Etablissement, covers
from cpomdoc.typographie import format_date

MESURES = (("autorisee", "autorisée"), ("installee", "installée"), ("financee", "financée"))


def dates_ordonnees(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La première date d’une capacité, ou de la présence d’un ESMS, précède la dernière.

    Pourquoi : une période qui finit avant de commencer ne compte jamais.
    Bon : « date_effet: 2027-01-01 » et « date_fin: 2027-12-31 »
    Mauvais : « date_effet: 2028-01-01 » et « date_fin: 2027-12-31 »
    """
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        if esms.date_entree and esms.date_sortie and esms.date_sortie < esms.date_entree:
            yield _inverse(esms_path(rang, "date_sortie"), esms.nom, esms.date_entree, esms.date_sortie)
        for ligne, un in enumerate(esms.capacites):
            if un.date_effet and un.date_fin and un.date_fin < un.date_effet:
                nom = f"{esms.nom}, {name_modalite(contexte, un.modalite)}"
                yield _inverse(esms_path(rang, "capacites", ligne, "date_fin"), nom, un.date_effet, un.date_fin)


def capacites_successives(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une capacité qui en remplace une autre commence après qu’elle a fini.

    Pourquoi : deux lignes en vigueur le même jour s’additionnent ; l’ancienne ligne doit donc dire son dernier jour.
    Bon : 40 places, « date_fin: 2027-12-31 » ; puis 46 places, « date_effet: 2028-01-01 »
    Mauvais : 40 places sans date de fin ; puis 46 places, « date_effet: 2028-01-01 » : 86 places en 2028
    """
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        for ligne, une in enumerate(esms.capacites):
            avant = next((one for one in esms.capacites[:ligne] if _recouvre(une, one)), None)
            if avant is not None and une.date_effet is not None:
                yield Ecart(
                    esms_path(rang, "capacites", ligne, "date_effet"),
                    f"« {esms.nom} », {name_modalite(contexte, une.modalite)} : deux lignes comptent ensemble à "
                    f"compter du {format_date(une.date_effet)} ({_nombre(avant)} et {_nombre(une)}).",
                    "Si la seconde remplace la première, écrivez « date_fin » à la première ; si elle s’y ajoute, "
                    "distinguez leurs publics.",
                )


def partie_dans_le_tout(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Ce qu’une capacité comprend (« dont ») ne la dépasse pas.

    Pourquoi : un PASA ou une UHR est pris sur les places de l’établissement, jamais en plus.
    Bon : hébergement permanent, 80 places, « dont » 14 places de PASA
    Mauvais : hébergement permanent, 12 places, « dont » 14 places de PASA
    """
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        for ligne, tout in enumerate(esms.capacites):
            for place, partie in enumerate(tout.dont):
                for cle, mot in MESURES:
                    dedans, dehors = getattr(partie, cle), getattr(tout, cle)
                    if dedans is not None and dehors is not None and dedans > dehors:
                        yield Ecart(
                            esms_path(rang, "capacites", ligne, "dont", place, cle),
                            f"« {esms.nom} », {name_modalite(contexte, partie.modalite)} : capacité {mot} ({dedans}) "
                            f"supérieure à celle qui la comprend ({dehors}).",
                            "Corrigez l’un des deux nombres, ou faites-en une capacité à part.",
                        )


def total_annonce(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La capacité totale d’un ESMS est la somme de ses lignes, au jour d’effet.

    Pourquoi : deux nombres qui se contredisent se lèvent avant la signature ; cpomdoc imprime les deux et n’en choisit
    aucun.
    Bon : « capacite_totale: {autorisee: 42} », 40 places et 2 places
    Mauvais : « capacite_totale: {autorisee: 45} », 40 places et 2 places
    """
    effet = contexte.contrat.date_effet
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        total = esms.capacite_totale
        unite = total.unite if total else None
        lignes = [un for un in esms.capacites_au(effet) if unite is None or _unite(contexte, un) == unite]
        if total is None or not lignes or len({_unite(contexte, un) for un in lignes}) > 1:
            continue
        for cle, mot in MESURES:
            annonce, somme = getattr(total, cle), _somme([getattr(un, cle) for un in lignes])
            if annonce is not None and somme is not None and annonce != somme:
                yield Ecart(
                    esms_path(rang, "capacite_totale", cle),
                    f"« {esms.nom} » : capacité {mot} totale de {annonce}, mais ses lignes en comptent {somme}.",
                    "Levez la contradiction avec les parties ; les deux nombres sont imprimés.",
                )


def sites_dans_l_etablissement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les capacités des sites secondaires ne dépassent pas, ensemble, celle de l’ESMS.

    Pourquoi : elles en font partie ; le reste est au site principal.
    Bon : 40 places, dont 12 au site secondaire
    Mauvais : 40 places, dont 45 au site secondaire
    """
    effet = contexte.contrat.date_effet
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        lignes = esms.capacites_au(effet)
        total = _somme([un.autorisee for un in lignes]) if lignes else None
        if total is None and esms.capacite_totale:
            total = esms.capacite_totale.autorisee
        sites = sum(site.capacite or 0 for site in esms.sites)
        if total is not None and sites > total:
            yield Ecart(
                esms_path(rang, "sites"),
                f"« {esms.nom} » : ses sites secondaires comptent {sites} places, et l’ESMS {total}.",
                "Corrigez l’un des nombres : la capacité d’un site est comprise dans celle de l’ESMS.",
                on_key=True,
            )


def presence_dans_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS entre au périmètre avant le terme, et n’en sort pas avant la prise d’effet.

    Pourquoi : celui qui n’y est aucun jour n’est pas dans le contrat.
    Bon : contrat 2027-2031, « date_entree: 2028-01-01 »
    Mauvais : contrat 2027-2031, « date_entree: 2032-01-01 »
    """
    effet, terme = contexte.contrat.date_effet, contexte.terme
    for rang, esms in contexte.esms_du_contrat:
        tard = terme is not None and esms.date_entree is not None and esms.date_entree > terme
        tot = effet is not None and esms.date_sortie is not None and esms.date_sortie < effet
        if tard or tot:
            yield Ecart(
                esms_path(rang, "date_entree" if tard else "date_sortie"),
                f"« {esms.nom} » n’est au périmètre aucun jour du contrat.",
                "Corrigez la date, ou écrivez « dans_le_contrat: non ».",
            )


def financeurs_des_capacites(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Qui finance une capacité est partie au contrat, et n’en finance pas plus que l’autorisée.

    Pourquoi : le contrat n’engage que ceux qui le signent, et l’autorisation fixe le maximum pour chacun.
    Bon : 80 places autorisées, « financeur: ars » pour 80 places, « financeur: 01 » pour 60
    Mauvais : 80 places autorisées, « financeur: 01 » pour 90
    """
    parties = contexte.parties
    connus = {un.code for un in parties.departements} | ({"ars"} if parties.ars else set()) | {"etat"}
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        for ligne, tout in enumerate(esms.capacites):
            for place, part in enumerate(tout.financements):
                path = esms_path(rang, "capacites", ligne, "financements", place)
                if part.financeur not in connus:
                    yield Ecart(
                        (*path, "financeur"),
                        f"« {part.financeur} » n’est pas partie au contrat.",
                        "Ajoutez-le sous « parties », dans contrat.yaml, ou corrigez le financeur.",
                    )
                if part.capacite is not None and tout.autorisee is not None and part.capacite > tout.autorisee:
                    yield Ecart(
                        (*path, "capacite"),
                        f"« {esms.nom} », {name_modalite(contexte, tout.modalite)} : capacité financée "
                        f"({part.capacite}) supérieure à la capacité autorisée ({tout.autorisee}).",
                        "Corrigez l’un des deux nombres.",
                    )


def creation_dans_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une capacité que le contrat crée prend effet pendant le contrat, sans autre acte.

    Pourquoi : le contrat ne crée rien avant d’exister ; une capacité qu’un arrêté a déjà créée porte cet arrêté.
    Bon : contrat 2027-2031, « creee_par_le_contrat: oui » et « date_effet: 2028-01-01 »
    Mauvais : contrat 2027-2031, « creee_par_le_contrat: oui » et « date_effet: 2025-01-01 »
    """
    effet = contexte.contrat.date_effet
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        for ligne, un in enumerate(esms.capacites):
            if not un.creee_par_le_contrat:
                continue
            path = esms_path(rang, "capacites", ligne)
            nom = f"« {esms.nom} », {name_modalite(contexte, un.modalite)}"
            jour = un.date_effet or effet
            if jour is not None and not contexte.dans_la_periode(jour):
                yield Ecart(
                    (*path, "date_effet"),
                    f"{nom} : capacité créée par le contrat, mais au {format_date(jour)}, hors du contrat.",
                    "Corrigez la date, ou retirez « creee_par_le_contrat ».",
                )
            if un.acte is not None:
                yield Ecart(
                    (*path, "acte"),
                    f"{nom} : créée par le contrat et par un autre acte.",
                    "Gardez l’un des deux : « acte », ou « creee_par_le_contrat: oui ».",
                    on_key=True,
                )


def projet_et_capacites(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La capacité d’un projet, avant et après, est celle que disent les lignes de l’ESMS.

    Pourquoi : l’article sur les projets et celui sur le périmètre sont dans le même contrat.
    Bon : projet de 40 à 46 places ; 40 places au périmètre, puis 46 à la date du projet
    Mauvais : projet de 38 à 46 places ; 40 places au périmètre
    """
    for rang, projet in enumerate(contexte.dossier.perimetre.projets):
        esms, jour = contexte.esms.get(projet.etablissement or ""), projet.date_cible
        if esms is None or jour is None:
            continue
        change = any(un.date_effet == jour for un in esms.capacites)
        veille = jour - timedelta(days=1) if jour > date.min else jour
        attendus = [("capacite_avant", projet.capacite_avant, veille)]
        attendus += [("capacite_apres", projet.capacite_apres, jour)] if change else []
        for cle, places, le in attendus:
            somme = _autorisee(contexte, esms, le)
            if places is not None and somme is not None and places != somme:
                yield Ecart(
                    ("perimetre", "projets", rang, cle),
                    f"Le projet « {projet.intitule} » compte {places} places au {format_date(le)}, et le périmètre "
                    f"{somme} pour « {esms.nom} ».",
                    "Mettez les deux nombres d’accord.",
                )


def _inverse(path: tuple[str | int, ...], nom: str, debut: date, fin: date) -> Ecart:
    return Ecart(
        path,
        f"« {nom} » : la période finit le {format_date(fin)}, avant de commencer le {format_date(debut)}.",
        "Échangez ou corrigez les deux dates.",
    )


def _recouvre(une: Capacite, avant: Capacite) -> bool:
    """Whether a row that starts one day counts besides an earlier one of the same modality, public and unit."""
    if (une.modalite, une.public, une.unite) != (avant.modalite, avant.public, avant.unite):
        return False
    if une.creee_par_le_contrat or une.date_effet is None:
        return False
    return covers(avant.date_effet, avant.date_fin, une.date_effet) and avant.date_effet != une.date_effet


def _nombre(capacite: Capacite) -> str:
    return "?" if capacite.autorisee is None else str(capacite.autorisee)


def _unite(contexte: ContexteRegles, capacite: Capacite) -> str:
    return contexte.referentiel.unite(capacite.unite, capacite.modalite).code


def _somme(nombres: list[int | None]) -> int | None:
    connus = [un for un in nombres if un is not None]
    return sum(connus) if len(connus) == len(nombres) else None


def _autorisee(contexte: ContexteRegles, esms: Etablissement, jour: date) -> int | None:
    """Authorised places that day, of an ESMS that counts in one unit."""
    lignes = esms.capacites_au(jour)
    unites = {_unite(contexte, un) for un in lignes}
    return _somme([un.autorisee for un in lignes]) if len(unites) == 1 else None
