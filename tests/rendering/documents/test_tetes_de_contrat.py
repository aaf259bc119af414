"""Every head of contract met in the field: who is named, how the words agree, who signs, who only attends."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from tests.rendering.documents.dossiers import (
    ASSOCIATION,
    association,
    contexte_of,
    paragraphs_of,
    vue_of,
    with_parties,
)

from cpomdoc.model.dossier import Dossier
from cpomdoc.model.parties import (
    Adresse,
    Ars,
    AutrePartie,
    Cogestionnaire,
    DepartementPartie,
    Mandat,
    Pouvoir,
    PrefetPartie,
    Signataire,
)
from cpomdoc.rendering.documents import annexe_fiche_signaletique, contrat
from cpomdoc.rendering.documents.parties import build_signatures, list_signataires, name_partie

MADAME, MONSIEUR = Signataire(civilite="Madame"), Signataire(civilite="Monsieur")
ABSENTE = Signataire("déléguée départementale du Var", "Madame", signe=False)
ARS = Ars("52", signataire=MADAME)
QUAI = Adresse("1 quai Haut", "BP 12", "44000", "Nantes")
MUTUELLE = Cogestionnaire(
    id="aide", raison_sociale="Aide du Port", forme="mutuelle", signataire=Signataire("directrice")
)
CCAS = Cogestionnaire(id="ccas", raison_sociale="CCAS du Port", forme="ccas", signataire=Signataire("président"))
SARL = Cogestionnaire(id="sarl", raison_sociale="Bellevue", forme="sarl", adresse=QUAI)
DELEGUE = Signataire(
    "secrétaire général de la préfecture",
    par_delegation=True,
    acte_delegation="arrêté",
    date_delegation=date(2026, 3, 2),
    reference_delegation="2026-12",
)


@dataclass(frozen=True)
class Cas:
    """Parties beside the association, and what the first page (after it) and the last one must say of them."""

    nom: str
    parties: dict[str, Any]
    tetes: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    autorites: str = "les autorités de tarification"
    exemplaires: str = "deux exemplaires originaux"
    presents: str = ""
    signature: date | None = None
    gestionnaire: dict[str, Any] = field(default_factory=dict)


def _departement(code: str, civilite: str = "Monsieur") -> DepartementPartie:
    return DepartementPartie(code, signataire=Signataire(civilite=civilite))


TITRES = (
    ("75", "Madame", "La Ville de Paris, représentée par la maire de Paris"),
    ("69M", "Monsieur", "La Métropole de Lyon, représentée par le président de la Métropole de Lyon"),
    ("67", "Madame", "La Collectivité européenne d’Alsace, représentée par la présidente de la Collectivité euro"),
    ("2B", "Monsieur", "La collectivité de Corse, représentée par le président du conseil exécutif de Corse"),
    ("972", "Madame", "La collectivité territoriale de Martinique, représentée par la présidente du conseil ex"),
    ("973", "Monsieur", "La collectivité territoriale de Guyane, représentée par le président de l’assemblée de G"),
    ("976", "Madame", "Le département de Mayotte, représenté par la présidente du conseil départemental"),
    ("69", "Monsieur", "Le département du Rhône, représenté par le président du conseil départemental"),
)

CAS = (
    Cas(
        "agence seule",
        {"ars": ARS},
        ("L’Agence régionale de santé Pays de la Loire, représentée par sa directrice générale, ci-après dénommée",),
        ("Pour l’Agence régionale de santé Pays de la Loire",),
        "l’agence régionale de santé",
    ),
    Cas(
        "département seul",
        {"departements": (_departement("49"),)},
        (
            "Le département de Maine-et-Loire, représenté par le président du conseil départemental, ci-après dénommé "
            "«\u202fle département\u202f»",
        ),
        ("Pour le département de Maine-et-Loire",),
        "le département",
    ),
    Cas(
        "agence et trois collectivités",
        {"ars": ARS, "departements": (_departement("69M", "Madame"), _departement("67"), _departement("75", "Madame"))},
        (
            "L’Agence",
            "La Métropole de Lyon, représentée par la présidente de la Métropole de Lyon, ci-après dénommée",
            "La Collectivité européenne d’Alsace, représentée par le président",
            "La Ville de Paris, représentée par la maire de Paris, ci-après dénommée «\u202fla Ville de Paris\u202f»",
        ),
        ("Pour l’Agence", "Pour la Métropole de Lyon", "Pour la Collectivité", "Pour la Ville de Paris"),
        exemplaires="cinq exemplaires originaux",
    ),
    Cas(
        "conseil général d’avant 2015",
        {"ars": ARS, "departements": (_departement("67", "Madame"),)},
        ("L’Agence", "Le département du Bas-Rhin, représenté par la présidente du conseil général, ci-après dénommé"),
        ("Pour l’Agence", "Pour le département du Bas-Rhin"),
        exemplaires="trois exemplaires originaux",
        signature=date(2014, 12, 15),
    ),
    Cas(
        "préfet de région seul",
        {"prefets": (PrefetPartie("region", "52", QUAI, MADAME),)},
        (
            "L’État, représenté par la préfète de la région Pays de la Loire, préfète de la Loire-Atlantique, dont les "
            "services sont situés 1 quai Haut, BP 12, 44000 Nantes, ci-après dénommé «\u202fl’État\u202f»",
        ),
        ("Pour l’État",),
        "l’État",
    ),
    Cas(
        "préfets de région et de département",
        {
            "prefets": (PrefetPartie("region", "11"), PrefetPartie("departement", "77", None, DELEGUE)),
            "departements": (_departement("77"),),
        },
        (
            "L’État, représenté par le préfet de la région d’Île-de-France, préfet de Paris, ci-après dénommé "
            "«\u202fle préfet de région\u202f»",
            "L’État, représenté par le secrétaire général de la préfecture, agissant par délégation du préfet du "
            "département de Seine-et-Marne (arrêté du 2 mars 2026, n°\u00a02026-12), ci-après dénommé "
            "«\u202fle préfet de département\u202f»",
            "Le département de Seine-et-Marne",
        ),
        ("Pour l’État", "Pour l’État", "Pour le département de Seine-et-Marne"),
        exemplaires="quatre exemplaires originaux",
    ),
    Cas(
        "agence et préfet",
        {"ars": ARS, "prefets": (PrefetPartie("departement", "49", None, MADAME),)},
        ("L’Agence", "L’État, représenté par la préfète du département de Maine-et-Loire, ci-après dénommé"),
        ("Pour l’Agence", "Pour l’État"),
        exemplaires="trois exemplaires originaux",
    ),
    Cas(
        "agence et rectorat",
        {"ars": ARS, "autres": (AutrePartie("Rectorat de Nantes", signataire=Signataire("rectrice", "Madame")),)},
        (
            "L’Agence",
            "Le Rectorat de Nantes, représenté par la rectrice, ci-après dénommé «\u202fle rectorat\u202f»",
        ),
        ("Pour l’Agence", "Pour le Rectorat de Nantes"),
        "l’agence régionale de santé",
        "trois exemplaires originaux",
    ),
    Cas(
        "deux caisses, que leur nom entier distingue",
        {
            "ars": ARS,
            "autres": (
                AutrePartie("Caisse d’allocations familiales", adresse=QUAI, signataire=Signataire("directeur")),
                AutrePartie("la Caisse primaire d’assurance maladie", signataire=Signataire("directrice")),
            ),
        },
        (
            "L’Agence",
            "La Caisse d’allocations familiales, dont le siège est situé 1 quai Haut, BP 12, 44000 Nantes, représentée "
            "par le directeur, ci-après dénommée «\u202fla Caisse d’allocations familiales\u202f»",
            "La Caisse primaire d’assurance maladie, représentée par la directrice, ci-après dénommée",
        ),
        ("Pour l’Agence", "Pour la Caisse d’allocations familiales", "Pour la Caisse primaire d’assurance maladie"),
        "l’agence régionale de santé",
        "quatre exemplaires originaux",
    ),
    Cas(
        "noms que rien n’annonce",
        {
            "ars": ARS,
            "autres": (
                AutrePartie("Nantes Métropole", genre="feminin", signataire=Signataire("présidente")),
                AutrePartie("les Hospices civils", qualite="partenaires", signataire=Signataire("directeur")),
                AutrePartie("MDPH du Var", appellation="la maison", signataire=Signataire("directeur")),
            ),
        },
        (
            "L’Agence",
            "Nantes Métropole, représentée par la présidente, ci-après dénommée «\u202fNantes Métropole\u202f»",
            "Les Hospices civils, partenaires, représentés par le directeur, ci-après dénommés «\u202fles Hospices",
            "La MDPH du Var, représentée par le directeur, ci-après dénommée «\u202fla maison\u202f»",
        ),
        ("Pour l’Agence", "Pour Nantes Métropole", "Pour les Hospices civils", "Pour la MDPH du Var"),
        "l’agence régionale de santé",
        "cinq exemplaires originaux",
    ),
    Cas(
        "deux gestionnaires, dont un groupement au masculin",
        {"cogestionnaires": (CCAS,), "ars": ARS},
        (
            "Le CCAS du Port, centre communal d’action sociale, dont le siège est situé à compléter, représenté par "
            "son président,",
            "ci-après dénommés ensemble «\u202fle gestionnaire\u202f»,",
            "L’Agence",
        ),
        ("Pour le CCAS du Port", "Pour l’Agence"),
        "l’agence régionale de santé",
        "trois exemplaires originaux",
    ),
    Cas(
        "trois gestionnaires au féminin",
        {"cogestionnaires": (MUTUELLE, SARL), "departements": (_departement("49"),)},
        (
            "La mutuelle Aide du Port",
            "La société à responsabilité limitée Bellevue",
            "ci-après dénommées ensemble",
            "Le",
        ),
        ("Pour la mutuelle Aide du Port", "Pour la société à responsabilité limitée Bellevue", "Pour le département"),
        "le département",
        "quatre exemplaires originaux",
    ),
    Cas(
        "une société mère signe pour ses filiales",
        {"cogestionnaires": (SARL,), "mandat": Mandat("controle_exclusif"), "ars": ARS},
        (
            "La société à responsabilité limitée Bellevue, dont le siège est situé 1 quai Haut, BP 12, 44000 Nantes, "
            "représentée par l’association Les Aubépines, agissant au titre du contrôle exclusif qu’elle exerce au "
            "sens du II de l’article L.\u00a0233-16 du code de commerce,",
            "ci-après dénommées ensemble",
            "L’Agence",
        ),
        ("agissant aussi pour la société à responsabilité limitée Bellevue", "Pour l’Agence"),
        "l’agence régionale de santé",
    ),
    Cas(
        "un groupement signe pour ses membres",
        {
            "cogestionnaires": (CCAS, MUTUELLE),
            "mandat": Mandat("groupement", "convention constitutive", date(2026, 5, 12), "2026-5"),
            "ars": ARS,
        },
        (
            "Le CCAS du Port, centre communal d’action sociale, dont le siège est situé à compléter, représenté par le "
            "groupement de coopération sociale ou médico-sociale Ensemble, agissant au nom de ses membres (convention "
            "constitutive du 12 mai 2026, n°\u00a02026-5),",
            "La mutuelle Aide du Port",
            "ci-après dénommés ensemble",
            "L’Agence",
        ),
        ("agissant aussi pour le CCAS du Port et la mutuelle Aide du Port", "Pour l’Agence"),
        "l’agence régionale de santé",
        gestionnaire={"raison_sociale": "Ensemble", "forme": "gcsms"},
    ),
    Cas(
        "une déléguée d’un autre département assiste",
        {
            "ars": Ars("52", signataire=Signataire("délégué départemental de la Sarthe", par_delegation=True)),
            "autres": (AutrePartie("Agence régionale de santé, délégation du Var", signataire=ABSENTE),),
        },
        ("L’Agence régionale de santé Pays de la Loire, représentée par son délégué départemental de la Sarthe",),
        ("Pour l’Agence",),
        "l’agence régionale de santé",
        presents="En présence de la déléguée départementale du Var (Agence régionale de santé, délégation du Var).",
    ),
    Cas(
        "une agence qui assiste n’est pas partie",
        {
            "ars": replace(ARS, signataire=replace(MADAME, nom="Claire Exemple", signe=False)),
            "departements": (_departement("49"),),
        },
        ("Le département",),
        ("Pour le département",),
        "le département",
        presents=(
            "En présence de la directrice générale, Madame Claire Exemple (Agence régionale de santé Pays de la Loire)."
        ),
    ),
    Cas(
        "plusieurs présents",
        {
            "ars": ARS,
            "autres": (
                AutrePartie("MDPH du Var", qualite="partenaire", signataire=Signataire(signe=False)),
                AutrePartie("Rectorat", signataire=Signataire("recteur", signe=False)),
            ),
            "prefets": (PrefetPartie("region", "93", None, Signataire(signe=False)),),
        },
        ("L’Agence",),
        ("Pour l’Agence",),
        "l’agence régionale de santé",
        presents=(
            "En présence du préfet de la région Provence-Alpes-Côte d’Azur, préfet des Bouches-du-Rhône, de la MDPH du "
            "Var, partenaire et du recteur (Rectorat)."
        ),
    ),
    *(
        Cas(
            f"titre du {code}",
            {"departements": (_departement(code, civilite),)},
            (tete,),
            ("Pour l",),
            autorites=name,
        )
        for (code, civilite, tete), name in zip(
            TITRES,
            (
                "la Ville de Paris",
                "la Métropole de Lyon",
                "la Collectivité européenne d’Alsace",
                "la collectivité de Corse",
                "la collectivité territoriale de Martinique",
                "la collectivité territoriale de Guyane",
                "le département",
                "le département",
            ),
            strict=True,
        )
    ),
)


def _dossier(cas: Cas) -> Dossier:
    parties = {"ars": None, **cas.parties}
    one = association()
    head = replace(ASSOCIATION, **cas.gestionnaire)
    one = with_parties(one, replace(one.general.parties, gestionnaire=head, **parties))
    return replace(
        one, general=replace(one.general, contrat=replace(one.general.contrat, date_signature=cas.signature))
    )


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas.nom)
def test_la_tete_et_les_signatures_disent_les_memes_parties(cas: Cas) -> None:
    dossier = _dossier(cas)
    words = paragraphs_of(contrat, dossier)
    tetes = [one.texte for one in words if one.style == "Partie"][1:]
    assert len(tetes) == len(cas.tetes)
    assert [tete[: len(start)] for tete, start in zip(tetes, cas.tetes, strict=True)] == list(cas.tetes)
    signatures = [one.texte for one in words if one.style.startswith("Signature")]
    count = sum(1 if rang.droite is None else 2 for rang in build_signatures(contexte_of(dossier)))
    assert sum(texte == "Signature et cachet\u202f:" for texte in signatures) == count
    for bloc in cas.blocs:
        assert any(texte.startswith(bloc) for texte in signatures), bloc
    assert any(f"en {cas.exemplaires}." in one.texte for one in words)
    assert vue_of(dossier).autorites.nom == cas.autorites
    assert [one.texte for one in words if one.texte.startswith("En présence")] == (
        [cas.presents] if cas.presents else []
    )


def test_le_titre_de_la_loi_ne_vaut_pas_pour_un_delegue() -> None:
    delegue = Signataire(par_delegation=True)
    dossier = with_parties(association(), replace(association().general.parties, ars=Ars("52", signataire=delegue)))
    assert vue_of(dossier).parties[1].representant is None


def test_la_couverture_nomme_chaque_gestionnaire_et_dit_de_quel_prefet_il_s_agit() -> None:
    parties = {"cogestionnaires": (MUTUELLE,), "prefets": (PrefetPartie("region", "53"),)}
    couverture = vue_of(_dossier(Cas("", parties))).couverture
    assert couverture.gestionnaires == ("Association Les Aubépines", "Mutuelle Aide du Port")
    assert couverture.signataires[-1] == "État (préfet de la région Bretagne, préfet d’Ille-et-Vilaine)"


def test_les_articles_appellent_ensemble_les_gestionnaires_par_un_seul_nom() -> None:
    contexte = contexte_of(_dossier(Cas("", {"cogestionnaires": (MUTUELLE,), "ars": ARS})))
    assert list_signataires(contexte) == "le gestionnaire et l’agence régionale de santé"
    assert name_partie(contexte, "aide") == "Aide du Port"


def test_chaque_gestionnaire_a_sa_fiche_et_chaque_esms_le_sien() -> None:
    dossier = _dossier(Cas("", {"cogestionnaires": (MUTUELLE,), "ars": ARS}))
    ime, mas = dossier.perimetre.etablissements
    perimetre = replace(dossier.perimetre, etablissements=(replace(ime, gestionnaire="aide"), mas))
    dossier = replace(dossier, perimetre=perimetre)
    words = [one.texte for one in paragraphs_of(annexe_fiche_signaletique, dossier)]
    assert words.count("Raison sociale") == 2
    assert "A. Gestionnaires" in words
    assert words[words.index("Établissements et services gérés") + 1] == "IME des Aubépines"
    held = [words[rang + 1] for rang, texte in enumerate(words) if texte == "Gestionnaire"]
    assert held == ["La mutuelle Aide du Port", "à compléter"]
    article = [one.texte for one in paragraphs_of(contrat, dossier)]
    assert "La mutuelle Aide du Port est identifiée comme suit." in article
    assert "Les personnes morales suivantes gèrent ensemble le périmètre du contrat." in article


def test_un_gestionnaire_seul_n_a_pas_de_ligne_de_gestionnaire() -> None:
    words = [one.texte for one in paragraphs_of(annexe_fiche_signaletique, association())]
    assert "A. Gestionnaire" in words
    assert "Gestionnaire" not in words and "Établissements et services gérés" not in words


def test_l_acte_de_chaque_partie_est_vise() -> None:
    acte = Pouvoir("délibération du conseil", date(2026, 2, 3), "12")
    parties = {
        "cogestionnaires": (replace(MUTUELLE, pouvoir=acte),),
        "autres": (AutrePartie("Rectorat", pouvoir=acte, signataire=MONSIEUR),),
    }
    visas = [one.texte for one in paragraphs_of(contrat, _dossier(Cas("", parties))) if one.style == "Visa"]
    assert visas[-2:] == [
        "Vu la délibération du conseil de la mutuelle Aide du Port en date du 3 février 2026 (n°\u00a012)\u202f;",
        "Vu la délibération du conseil du Rectorat en date du 3 février 2026 (n°\u00a012)\u202f;",
    ]


def test_un_visa_retire_n_est_plus_imprime() -> None:
    dossier = association()
    kept = [one.texte for one in paragraphs_of(contrat, dossier) if one.style == "Visa"]
    general = replace(dossier.general, visas_retires=("Le code de la sécurité sociale",))
    left = [one.texte for one in paragraphs_of(contrat, replace(dossier, general=general)) if one.style == "Visa"]
    assert set(kept) - set(left) == {"Vu le code de la sécurité sociale\u202f;"}
    assert set(left) <= set(kept)
