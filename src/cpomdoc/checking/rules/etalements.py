"""Rules on amounts as they are known: of one year or of several, exact, rounded or in words."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.finances import finances_de
from cpomdoc.francais import liste
from cpomdoc.typographie import format_nombre


def etalement_entier(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un crédit est le montant d’une année, ou un montant total réparti sur plusieurs, non les deux.

    Pourquoi : « montant » et « montant_total » à la fois se contredisent ; un total sans années ne se répartit pas.
    Bon : « annees: [2027, 2028, 2029] » et « montant_total: 100 000,00 »
    Mauvais : « annee: 2027 » et « montant_total: 100 000,00 »
    """
    finances = finances_de(contexte)
    for cle in ("credits_non_reconductibles", "financements_complementaires"):
        for rang, un in enumerate(getattr(finances, cle)):
            path = ("finances", cle, rang)
            if un.annees and (un.annee is not None or un.montant is not None):
                autre = "annee" if un.annee is not None else "montant"
                yield Ecart(
                    (*path, autre),
                    f"« {autre} » et « annees » sont écrits ensemble.",
                    "Gardez « annee » et « montant », ou « annees » et « montant_total ».",
                )
            elif un.montant_total is not None and not un.annees:
                yield Ecart(
                    (*path, "montant_total"),
                    "Un montant total est écrit sans les années sur lesquelles il se répartit.",
                    "Ajoutez « annees », par exemple « annees: [2027, 2028, 2029] ».",
                )
            elif cle == "credits_non_reconductibles" and not un.exercices:
                yield Ecart(
                    (*path, "etablissement"),
                    f"Le crédit de « {contexte.nom(un.etablissement)} » ne dit pas son année.",
                    "Ajoutez « annee », ou « annees » s’il se répartit sur plusieurs.",
                )


def base_exacte(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une base connue seulement arrondie, ou en toutes lettres, est imprimée telle quelle ; rien n’en est calculé.

    Pourquoi : une trajectoire au centime qui partirait d’un arrondi serait fausse tout entière.
    Bon : « montant: 8 279 412,35 »
    Mauvais : « montant: 8,28 » et « unite: M€ », ou « texte: près de 2 millions d’euros »
    """
    for rang, base in enumerate(finances_de(contexte).bases):
        if not base.exacte:
            connue = base.texte or f"{format_nombre(base.montant) or 'à compléter'} {base.unite or '€'}"
            yield Ecart(
                ("finances", "bases", rang, "texte" if base.texte else "unite"),
                f"La base de « {contexte.nom(base.etablissement)} » n’est connue que par « {connue} » : sa trajectoire "
                "n’est pas calculée.",
                "Demandez le montant exact ; d’ici là, la base est imprimée telle quelle.",
            )


def section_de_la_base(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une mesure ou un crédit porte la section de la base à laquelle il s’ajoute.

    Pourquoi : une dotation se suit par ESMS, financeur et section ; sans sa section, la mesure est comptée à part, sans
    base, et le total du financeur devient inconnu.
    Bon : base « section: soins », crédit « section: soins »
    Mauvais : base « section: soins », crédit sans section
    """
    finances = finances_de(contexte)
    bases: dict[tuple[str, str], set[str | None]] = {}
    for base in finances.bases:
        bases.setdefault((base.etablissement, base.financeur), set()).add(base.section)
    for cle in ("mesures_nouvelles", "credits_non_reconductibles"):
        for rang, un in enumerate(getattr(finances, cle)):
            sections = bases.get((un.etablissement, un.financeur), set())
            if sections and un.section not in sections:
                connues = liste(
                    f"« {section} »" if section else "aucune section" for section in sorted(sections, key=str)
                )
                yield Ecart(
                    ("finances", cle, rang, "section" if un.section else "etablissement"),
                    f"« {contexte.nom(un.etablissement)} » a une base du même financeur, mais sous une autre section "
                    f"({connues}).",
                    "Écrivez la section de la base, ou la base de cette section.",
                )
