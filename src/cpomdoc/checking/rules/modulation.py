"""Rules on the modulation clause of activite.yaml and on the indicators it weighs."""

from collections.abc import Iterator

from cpomdoc.checking.rules.activite import lignes_activite, nom_ligne
from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.model.activite import LigneActivite
from cpomdoc.model.referentiel import CategorieEsms
from cpomdoc.suggestions import format_suggestion
from cpomdoc.typographie import format_nombre


def taux_occupation_seul(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS dont la tarification est modulée n’est pas jugé sur son seul taux d’occupation.

    Pourquoi : depuis la loi de financement de la sécurité sociale pour 2020, l’activité ne s’apprécie pas
    exclusivement
    sur ce taux dans un CPOM de l’article L. 313-12-2.
    Bon : « taux_occupation » et « file_active »
    Mauvais : « taux_occupation » seul
    """
    if contexte.categorie is None or contexte.categorie.taux_occupation_seul != "interdit":
        return
    codes: dict[str, set[str]] = {}
    premieres: dict[str, tuple[str | int, ...]] = {}
    for path, ligne in lignes_activite(contexte):
        if _est_modulee(contexte, ligne):
            codes.setdefault(ligne.etablissement, set()).update(cible.code for cible in ligne.indicateurs)
            premieres.setdefault(ligne.etablissement, path)
    for ident, suivis in codes.items():
        if suivis == {"taux_occupation"}:
            yield Ecart(
                (*premieres[ident], "indicateurs"),
                f"« {contexte.nom(ident)} » n’est suivi que par le taux d’occupation, alors que sa tarification "
                "est modulée.",
                "Ajoutez « file_active », « prestations », ou un indicateur à vous avec sa justification.",
                on_key=True,
            )


def ehpad_hors_modulation(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un EHPAD ou une petite unité de vie n’est pas soumis à la modulation du contrat.

    Pourquoi : leurs forfaits sont modulés par un autre texte (article R. 314-160), sans que le contrat ait à le dire.
    Bon : « modulation: non » sur la ligne de l’EHPAD
    Mauvais : « modulation: oui » sur la ligne de l’EHPAD
    """
    for path, ligne in lignes_activite(contexte):
        categorie = contexte.categorie_esms(ligne.etablissement)
        texte = _modulation_propre(contexte, categorie)
        if categorie is not None and texte and _est_modulee(contexte, ligne):
            yield Ecart(
                (*path, "modulation") if ligne.modulation else (*path, "etablissement"),
                f"« {contexte.nom(ligne.etablissement)} » ({categorie.nom_court}) relève de l’article {texte}, "
                "et non de la modulation du contrat.",
                "Écrivez « modulation: non » sur cette ligne.",
            )


def _modulation_propre(contexte: ContexteRegles, categorie: CategorieEsms | None) -> str:
    """The text that modulates such ESMS whatever the contract says, empty when none does."""
    contrats = contexte.referentiel.categories_contrat
    propres = (contrats[code].modulation_propre for code in (categorie.contrats if categorie else ()))
    return next((texte for texte in propres if texte), "")


def plafond_modulation(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le contrat ne retient pas plus de la moitié de l’écart d’activité.

    Pourquoi : la part retenue est plafonnée ; le contrat peut seulement être plus doux.
    Bon : « coefficient: 0,30 »
    Mauvais : « coefficient: 0,70 »
    """
    activite, jour = contexte.dossier.activite, contexte.contrat.date_effet
    coefficient = activite.modulation.coefficient if activite and activite.modulation else None
    plafond = contexte.referentiel.nombre("plafond_modulation", jour) if jour else None
    if coefficient is not None and plafond is not None and coefficient > plafond:
        yield Ecart(
            ("activite", "modulation", "coefficient"),
            f"Coefficient de {format_nombre(coefficient)} : le plafond légal est de {format_nombre(plafond)}.",
            f"Écrivez {format_nombre(plafond)} au plus.",
        )


def clauses_de_modulation(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La modulation prévoit les circonstances particulières et l’information préalable du gestionnaire.

    Pourquoi : le texte les exige avant toute retenue. C’est une alerte dans un projet, une erreur dans un contrat
    définitif.
    Bon : « circonstances: [grève, épidémie] » et « information_prealable_jours: 30 »
    Mauvais : une modulation sans l’une de ces deux clauses
    """
    modulation = contexte.dossier.activite.modulation if contexte.dossier.activite else None
    if modulation is None:
        return
    manques = [] if modulation.circonstances else ["les circonstances particulières (« circonstances »)"]
    if modulation.information_prealable_jours is None:
        manques.append("l’information préalable du gestionnaire (« information_prealable_jours »)")
    if manques:
        yield Ecart(
            ("activite", "modulation"),
            f"La modulation exige {liste(manques)}.",
            "Ajoutez ce qui manque à la clause de modulation.",
            contexte.lacune,
            on_key=True,
        )


def indicateur_justifie(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un indicateur d’activité est l’un des trois du code, ou il est nommé et justifié.

    Pourquoi : un autre indicateur suppose une clause que la spécificité des missions justifie.
    Bon : « code: file_active », ou « code: appuis », « libelle: … », « justification: … »
    Mauvais : « code: file_activ »
    """
    legaux = contexte.referentiel.listes.get("indicateur_activite", {})
    for path, ligne in lignes_activite(contexte):
        for rang, cible in enumerate(ligne.indicateurs):
            if cible.code in legaux or (cible.libelle and cible.justification):
                continue
            proche = format_suggestion(cible.code, legaux)
            yield Ecart(
                (*path, "indicateurs", rang, "code"),
                f"{nom_ligne(contexte, ligne)} : l’indicateur « {cible.code} » n’est pas l’un des trois que "
                "prévoit le code.",
                proche[:1].upper() + proche[1:] or "Donnez-lui « libelle » et « justification ».",
            )


def modalite_autorisee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La modalité d’une ligne d’activité est l’une des capacités de l’ESMS.

    Pourquoi : l’activité se mesure sur des places autorisées ; une autre modalité est souvent une erreur de recopie.
    Bon : capacité « semi_internat » au périmètre, ligne « semi_internat » dans activite.yaml
    Mauvais : capacité « semi_internat » au périmètre, ligne « internat » dans activite.yaml
    """
    for path, ligne in lignes_activite(contexte):
        esms = contexte.esms.get(ligne.etablissement)
        connues = {un.modalite for c in (esms.capacites if esms else ()) for un in c.modalites}
        if connues and ligne.modalite not in connues:
            yield Ecart(
                (*path, "modalite"),
                f"{nom_ligne(contexte, ligne)} : cette modalité n’est pas au périmètre ({liste(sorted(connues))}).",
                "Corrigez la modalité, ici ou dans perimetre.yaml.",
            )


def _est_modulee(contexte: ContexteRegles, ligne: LigneActivite) -> bool:
    """A line says so itself; one that says nothing follows the clause, when there is one."""
    if ligne.modulation is not None:
        return ligne.modulation
    return contexte.dossier.activite is not None and contexte.dossier.activite.modulation is not None
