"""What is refused of the settings of a house and of the pictures that it or a contract brings, one code each."""

from cpomdoc.loading.refusals import Refusal

IMAGE_MISSING = Refusal(
    "MAI-002",
    "L'image « {nom} » est introuvable dans « {dossier} ».",
    "{proposition}Rangez-la dans ce dossier, ou corrigez son nom : majuscules et accents comptent.",
)
IMAGE_OUTSIDE = Refusal(
    "MAI-003",
    "L'image « {nom} » mène hors de « {dossier} » : elle n'est pas lue.",
    "Copiez l'image dans ce dossier, et écrivez son nom, par exemple « logos/ars.png ».",
)
IMAGE_OF_OTHER_KIND = Refusal(
    "MAI-004",
    "L'image « {nom} » n'est ni un PNG ni un JPEG{nature}.",
    "Ouvrez-la dans un logiciel d'image et enregistrez-la au format PNG.",
)
IMAGE_DAMAGED = Refusal(
    "MAI-004",
    "L'image « {nom} » est endommagée ou incomplète.",
    "Redemandez-la à qui l'a faite, ou enregistrez-la de nouveau au format PNG.",
)
IMAGE_TOO_BIG = Refusal(
    "MAI-005",
    "L'image « {nom} » est trop grande : {taille}.",
    "Réduisez-la : un logo de 1 000 pixels de large suffit à l'impression.",
)
IMAGE_TOO_SMALL = Refusal(
    "MAI-006",
    "L'image « {nom} » n'a que {taille} : elle sera floue à l'impression.",
    "Demandez une image plus grande, d'au moins {moins} pixels de large.",
)
ANNEXE_UNKNOWN = Refusal(
    "MAI-007",
    "L'annexe « {nom} » n'existe pas.",
    "{proposition}Pour une annexe de la maison, nommez son document Word sous « gabarit ».",
)
ANNEXE_GABARIT = Refusal(
    "MAI-008",
    "Le gabarit « {nom} » de l'annexe « {cle} » ne convient pas : {raison}.",
    "Rangez dans templates/ un document Word (.docx) à ce nom, qui ne soit le gabarit d'aucun autre document.",
)
ANNEXE_SAME_NUMBER = Refusal(
    "MAI-009",
    "Le numéro {numero} est déjà celui de l'annexe « {autre} ».",
    "Donnez à chaque annexe un numéro à elle.",
)
CLAUSE_TWICE = Refusal(
    "MAI-010",
    "Deux clauses de la maison ont la clé « {nom} ».",
    "Changez l'une des deux : la clé sert à écarter une clause et une seule.",
)
CLAUSE_NOWHERE = Refusal(
    "MAI-011",
    "La clause « {cle} » suit l'article « {nom} », qui n'existe pas.",
    "{proposition}Les articles sont ceux de catalogue.yaml.",
)
