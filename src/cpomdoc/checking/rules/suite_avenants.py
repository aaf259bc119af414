"""Rules on an avenant among the acts already sealed: its number, its dates, and what really changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.checking.rules.contexte import Ecart
from cpomdoc.checking.rules.prorogation import DATE, demande_tardive
from cpomdoc.francais import guillemets, liste
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.projet_avenant import ActeAnterieur
from cpomdoc.problems import Severite
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date

NUMERO: Chemin = ("avenant", "numero")
SANS_TRACE = frozenset({"erreur_materielle", "reforme"})
"""Motives that no change shows by itself: they may stand behind any of them."""


@dataclass(frozen=True)
class SuiteAvenants:
    """What sealed versions tell of the working files.

    `actes` are all that is sealed, the oldest first. `change` says whether the working contract differs from the state
    that avenant.yaml changes, or from the last sealed one when there is no avenant.yaml or when it is sealed too;
    `motifs` those that these changes call for. `scelle_autre` says that the sealed avenant of this number is another
    one. `fin_anterieure` is the last day of the contract before the avenant, `fin` the one after it.
    """

    ref: str
    avenant: Avenant | None
    actes: tuple[ActeAnterieur, ...] = ()
    change: bool = False
    motifs: tuple[str, ...] = ()
    scelle_autre: bool = False
    fin_anterieure: date | None = None
    fin: date | None = None
    preavis: int | None = None

    @property
    def prochain(self) -> int:
        """The number of the next avenant."""
        return self.actes[-1].numero + 1 if self.actes else 1

    @property
    def en_cours(self) -> Avenant | None:
        """The avenant that one is drafting; None when there is none, or when its number is not the next one."""
        avenant = self.avenant
        return avenant if self.actes and avenant is not None and avenant.numero == self.prochain else None


def contrat_scelle(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Un avenant modifie un contrat scellé.

    Pourquoi : l’avenant se rédige de la différence entre ce qui a été signé et ce qui est écrit maintenant.
    Bon : « cpomdoc sceller » le jour où le contrat est signé, puis avenant.yaml
    Mauvais : avenant.yaml dans le dossier d’un contrat qui n’a aucune version scellée
    """
    if suite.avenant is not None and not suite.actes:
        yield Ecart(
            NUMERO,
            "Ce contrat n’a aucune version scellée : un avenant n’a rien à modifier.",
            "Mettez avenant.yaml de côté, rendez au contrat le texte que les parties ont signé, et scellez-le : "
            f"« cpomdoc sceller {suite.ref} --date-signature AAAA-MM-JJ » ; remettez alors avenant.yaml.",
        )


def numero_suivant(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Les avenants se suivent sans trou, à partir de 1.

    Pourquoi : chaque avenant vise tous ceux qui le précèdent ; un numéro sauté ferait chercher un acte qui n’existe
    pas.
    Bon : un contrat scellé et son avenant 1 scellé, puis « numero: 2 »
    Mauvais : un contrat scellé, puis « numero: 2 »
    """
    avenant = suite.avenant
    if avenant is not None and suite.actes and avenant.numero > suite.prochain:
        manquants = [str(one) for one in range(suite.prochain, avenant.numero)]
        mot = "les avenants" if len(manquants) > 1 else "l’avenant"
        yield Ecart(
            NUMERO,
            f"Avenant {avenant.numero} : {mot} {liste(manquants)} {'manquent' if len(manquants) > 1 else 'manque'}.",
            f"Écrivez « numero: {suite.prochain} », ou scellez d’abord ce qui le précède.",
        )


def numero_deja_scelle(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Le numéro d’un avenant scellé ne sert pas à un autre.

    Pourquoi : deux actes du même numéro ne se distinguent plus ; il arrive que deux personnes préparent chacune leur
    avenant, et que l’un soit scellé avant l’autre.
    Bon : l’avenant 1 est scellé, le suivant porte « numero: 2 »
    Mauvais : l’avenant 1 est scellé, et avenant.yaml en décrit un autre, avec « numero: 1 »
    """
    avenant = suite.avenant
    if avenant is None or not suite.actes or avenant.numero >= suite.prochain:
        return
    if suite.scelle_autre or avenant.numero < suite.prochain - 1:
        version = next((one.version for one in suite.actes if one.numero == avenant.numero), "")
        yield Ecart(
            NUMERO,
            f"L’avenant {avenant.numero} est déjà scellé (« {version} »), et ce fichier en décrit un autre.",
            f"Écrivez « numero: {suite.prochain} », et vérifiez que vos changements partent bien du contrat tel que "
            "l’avenant scellé l’a laissé.",
        )


def change_sans_avenant(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Un contrat signé ne change que par un avenant.

    Pourquoi : ce qui est écrit maintenant n’est plus ce que les parties ont signé. Ce que la pratique change sans
    avenant (la personne qui exerce une fonction, l’avancement d’une fiche) n’est pas relevé.
    Bon : des montants nouveaux, et avenant.yaml avec « motifs: [finances] »
    Mauvais : des montants nouveaux dans finances.yaml, après la signature, sans avenant.yaml
    """
    sealed = suite.avenant is None or (suite.avenant.numero == suite.prochain - 1 and not suite.scelle_autre)
    if not suite.actes or not suite.change or not suite.motifs or not sealed:
        return
    dernier = suite.actes[-1]
    depuis = f"l’avenant {dernier.numero}" if dernier.numero else "sa signature"
    yield Ecart(
        ("contrat",),
        f"Le contrat a changé depuis {depuis} ({guillemets(dernier.version)}), et aucun avenant ne le dit.",
        f"Écrivez avenant.yaml : « numero: {suite.prochain} », « motifs: [{', '.join(suite.motifs)}] » et « statut: "
        f"projet » ; ou rendez aux fichiers ce qui a été signé (« cpomdoc comparer {suite.ref} » dit ce qui change).",
        on_key=True,
    )


def avenant_sans_changement(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Un avenant change quelque chose.

    Pourquoi : l’acte est écrit de ce qui change ; sans changement ni clause propre, il n’y a rien à signer.
    Bon : avenant.yaml, et de nouvelles cibles dans activite.yaml
    Mauvais : avenant.yaml, et un contrat qui est resté celui qui a été signé
    """
    avenant = suite.en_cours
    if avenant is not None and not suite.change and not avenant.clauses:
        yield Ecart(
            NUMERO,
            f"Avenant {avenant.numero} : rien n’a changé depuis {guillemets(suite.actes[-1].version)}.",
            "Écrivez dans les fichiers du contrat ce que les parties ont décidé, ou mettez avenant.yaml de côté.",
        )


def motif_oublie(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Les motifs d’un avenant couvrent tout ce qu’il change.

    Pourquoi : un changement sans motif n’est ni annoncé ni exposé. C’est une alerte dans un avenant en projet, une
    erreur dans un avenant définitif.
    Bon : des cibles et des taux nouveaux, « motifs: [activite, finances] »
    Mauvais : des cibles et des taux nouveaux, « motifs: [activite] »
    """
    avenant = suite.en_cours
    # An avenant without any motive is told elsewhere, and one that mends an error may touch anything.
    if avenant is None or not avenant.motifs or SANS_TRACE & {*avenant.motifs}:
        return
    for motif in suite.motifs:
        if motif not in avenant.motifs:
            yield Ecart(
                ("avenant", "motifs"),
                f"Avenant {avenant.numero} : des changements relèvent du motif « {motif} », qu’il ne dit pas.",
                f"Ajoutez « {motif} » aux « motifs », avec son exposé.",
                Severite.ERREUR if avenant.statut == "definitif" else Severite.ALERTE,
                on_key=True,
            )


def motif_sans_changement(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Chaque motif d’un avenant répond à un changement.

    Pourquoi : l’exposé annoncerait ce que l’acte ne fait pas. Une réforme ou une erreur matérielle peuvent être
    derrière tout changement : elles ne sont pas vérifiées.
    Bon : « motifs: [activite] » et de nouvelles cibles
    Mauvais : « motifs: [activite, ppi] » et de nouvelles cibles seulement
    """
    avenant = suite.en_cours
    if avenant is None or not suite.change:
        return
    for rang, motif in enumerate(avenant.motifs):
        if motif not in suite.motifs and motif not in SANS_TRACE:
            yield Ecart(
                ("avenant", "motifs", rang),
                f"Avenant {avenant.numero} : aucun changement ne relève du motif « {motif} ».",
                "Retirez ce motif et son exposé, ou écrivez dans les fichiers du contrat ce qu’il annonce.",
            )


def effets_dans_l_ordre(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Un avenant ne prend pas effet avant ceux qui le précèdent.

    Pourquoi : il modifie le contrat tel qu’ils l’ont laissé ; ce qu’il change ne s’appliquerait à rien.
    Bon : avenant 1 au 1er janvier 2028, avenant 2 au 1er janvier 2029
    Mauvais : avenant 1 au 1er janvier 2029, avenant 2 au 1er juillet 2028
    """
    avenant = suite.en_cours
    if avenant is None or avenant.effet is None:
        return
    for acte in suite.actes:
        if acte.numero and acte.date_effet is not None and avenant.effet < acte.date_effet:
            yield Ecart(
                ("avenant", "date_effet" if avenant.date_effet else "date_signature"),
                f"Avenant {avenant.numero} : l’effet ({format_date(avenant.effet)}) précède celui de l’avenant "
                f"{acte.numero} ({format_date(acte.date_effet)}).",
                "Vérifiez la date, ou dites dans l’exposé des motifs comment les deux actes s’appliquent.",
            )
            return


def prorogation_allonge(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Un avenant n’avance pas le terme du contrat.

    Pourquoi : une prorogation repousse le dernier jour ; mettre fin plus tôt au contrat est une résiliation, qui se
    décide autrement.
    Bon : terme au 31 décembre 2032 après l’avenant 1, « date_fin_prorogee: 2033-12-31 »
    Mauvais : « date_fin_prorogee: 2032-06-30 » quand l’avenant 1 avait repoussé le terme au 31 décembre 2032
    """
    avant, apres = suite.fin_anterieure, suite.fin
    if suite.en_cours is not None and avant is not None and apres is not None and apres < avant:
        yield Ecart(
            DATE,
            f"Avenant {suite.prochain} : le contrat s’achèverait le {format_date(apres)}, plus tôt qu’avant "
            f"({format_date(avant)}).",
            "Corrigez « date_fin_prorogee » ; une fin anticipée est une résiliation.",
            on_key=True,
        )


def signe_avant_le_terme(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Un avenant est signé avant le dernier jour du contrat.

    Pourquoi : un contrat échu ne se proroge plus ; les parties en concluent un autre.
    Bon : terme au 31 décembre 2031, « date_signature: 2031-11-20 »
    Mauvais : terme au 31 décembre 2031, « date_signature: 2032-02-01 »
    """
    avenant, terme = suite.en_cours, suite.fin_anterieure
    if avenant is None or terme is None or avenant.date_signature is None:
        return
    if avenant.date_signature > terme:
        yield Ecart(
            ("avenant", "date_signature"),
            f"Avenant {avenant.numero} : signé le {format_date(avenant.date_signature)}, après le terme du contrat "
            f"({format_date(terme)}).",
            "Vérifiez la date ; un contrat échu ne se proroge plus.",
        )


def nouvelle_prorogation_demandee_a_temps(suite: SuiteAvenants) -> Iterator[Ecart]:
    """Une nouvelle prorogation est demandée six mois au moins avant le terme déjà repoussé.

    Pourquoi : à ce moment, les parties choisissent entre proroger encore le contrat et en négocier un autre.
    Bon : terme au 31 décembre 2032 après l’avenant 1, « demande_prorogation: 2032-05-12 »
    Mauvais : « demande_prorogation: 2032-10-01 »
    """
    avenant, terme = suite.en_cours, suite.fin_anterieure
    # That of the first avenant is told from the contract alone.
    if avenant is None or avenant.numero == 1 or avenant.demande_prorogation is None or terme is None:
        return
    yield from demande_tardive(avenant.demande_prorogation, terme, suite.preavis)
