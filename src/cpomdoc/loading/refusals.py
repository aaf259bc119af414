"""What the reader refuses, one code each, with the French sentences that say why and how to mend it."""

import re
from dataclasses import dataclass

from cpomdoc.problems import Problem
from cpomdoc.source import Chemin, Position

FINE = "\u202f"  # narrow no-break space


@dataclass(frozen=True)
class Refusal:
    """A code and its two sentences; `{names}` in them are filled by `refuse`."""

    code: str
    message: str
    aide: str


def typeset(template: str) -> str:
    """Put the narrow no-break spaces of French in a sentence of ours, never in what an author wrote."""
    spaced = re.sub(r" (?=[;:!?»%])", FINE, re.sub(r"(?<=\w)'(?=\w)", "’", template))
    return spaced.replace("« ", f"«{FINE}")


def refuse(refusal: Refusal, position: Position, path: Chemin = (), **values: object) -> Problem:
    """The problem at `position`; spaces are set before the author's own words are filled in."""
    return Problem(
        refusal.code,
        path,
        typeset(refusal.message).format(**values),
        typeset(refusal.aide).format(**values),
        position=position,
    )


TOO_BIG = Refusal(
    "YAML-001",
    "Ce fichier pèse {poids} ; la limite est de 1 Mio (1 048 576 octets).",
    "Un fichier de contrat compte quelques centaines de lignes : partagez-le, ou vérifiez que c'est le bon.",
)
NOT_UTF8 = Refusal(
    "YAML-002",
    "Ce fichier n'est pas enregistré en UTF-8 : l'octet 0x{octet:02X} est illisible ici{autres}.",
    "{lecture}Dans votre éditeur, choisissez « enregistrer en UTF-8 » (encodage), puis relancez.",
)
UTF16 = Refusal(
    "YAML-002",
    "Ce fichier est enregistré en UTF-16 et non en UTF-8 : il commence par l'octet 0x{octet:02X}.",
    "Dans votre éditeur, choisissez « enregistrer en UTF-8 » (encodage), puis relancez.",
)
LOST_CHARACTER = Refusal(
    "YAML-003",
    "Le caractère « \ufffd » (U+FFFD) marque une lettre perdue lors d'une conversion.",
    "Retapez la lettre d'origine, souvent une lettre accentuée.",
)
CONTROL_CHARACTER = Refusal(
    "YAML-004",
    "Il y a ici un caractère invisible interdit, {nom}.",
    "Effacez-le : il vient souvent d'un copier-coller depuis un traitement de texte ou un PDF.",
)
BIDI_CHARACTER = Refusal(
    "YAML-005",
    "Il y a ici un caractère invisible qui inverse le sens de lecture, {nom} : ce que l'on voit n'est pas "
    "ce qui est écrit.",
    "Effacez-le, puis relisez la ligne.",
)
NOT_A_TEXT = Refusal(
    "YAML-035",
    "Ce fichier n'est pas un fichier de texte : c'est {nature}, auquel on a donné un nom en « .yaml ».",
    "Écrivez le contrat avec un éditeur de texte, ou depuis Word enregistrez en « texte brut » (UTF-8).",
)
EMPTY_FILE = Refusal(
    "YAML-006",
    "Ce fichier est vide : il n'y a aucune clé à lire.",
    "Écrivez-y au moins une ligne « clé: valeur », ou supprimez le fichier.",
)
SEVERAL_DOCUMENTS = Refusal(
    "YAML-007",
    "Ce fichier contient plusieurs documents YAML séparés par « --- » ou « ... ».",
    "Gardez un seul document par fichier : enlevez cette séparation.",
)
DIRECTIVE = Refusal(
    "YAML-008",
    "La ligne « {ligne} » est une directive YAML, que cpomdoc n'accepte pas.",
    "Supprimez cette ligne.",
)
ROOT_NOT_MAPPING = Refusal(
    "YAML-009",
    "Ce fichier doit être une suite de lignes « clé: valeur » ; il commence par {nature}.",
    "Commencez par une clé suivie de deux-points et d'une espace, par exemple « intitule: … ».",
)
TAB = Refusal(
    "YAML-010",
    "Il y a ici une tabulation ; YAML ne compte que les espaces.",
    "Remplacez-la par des espaces : deux par niveau en début de ligne, une seule ailleurs.",
)
DUPLICATE_KEY = Refusal(
    "YAML-011",
    "La clé « {cle} » est écrite deux fois dans le même bloc ; la première est à la ligne {ligne}.",
    "Gardez une seule des deux lignes, ou réunissez leurs contenus.",
)
MISSING_DASH = Refusal(
    "YAML-011",
    "La clé « {cle} », qui commence à la ligne {ligne} un élément de la liste, est écrite une seconde fois : il manque "
    "sans doute un tiret devant, pour commencer l'élément suivant.",
    "Écrivez « - {cle}: », les autres lignes de l'élément alignées sous « {cle} ».",
)
ANCHOR = Refusal(
    "YAML-012",
    "Une valeur qui commence par « & » est pour YAML une ancre, que cpomdoc n'accepte pas.",
    "Écrivez chaque valeur en toutes lettres ; si « & » fait partie du texte, mettez le texte entre guillemets.",
)
ALIAS = Refusal(
    "YAML-013",
    "Une valeur qui commence par « * » est pour YAML un renvoi à une ancre, que cpomdoc n'accepte pas.",
    "Si c'est un texte, mettez-le entre guillemets ou, s'il est long, dans un bloc « | » ; sinon recopiez la valeur.",
)
TAG = Refusal(
    "YAML-014",
    "Une valeur qui commence par « ! » est pour YAML une étiquette de type, que cpomdoc n'accepte pas.",
    "Enlevez l'étiquette ; si « ! » fait partie du texte, mettez le texte entre guillemets.",
)
MERGE_KEY = Refusal(
    "YAML-015",
    "La clé « << » est pour YAML une fusion de blocs, que cpomdoc n'accepte pas.",
    "Recopiez les lignes voulues à cet endroit.",
)
TOO_DEEP = Refusal(
    "YAML-016",
    "Cet élément est imbriqué à plus de {limite} niveaux.",
    "Aucun champ d'un contrat n'est aussi profond : vérifiez les retraits et les crochets.",
)
COMPLEX_KEY = Refusal(
    "YAML-017",
    "Une clé doit être un mot simple sur une ligne ; celle-ci est {nature}.",
    "Écrivez « clé: valeur », sans « ? » ni crochets avant les deux-points.",
)
COMMA_IN_NUMBER = Refusal(
    "YAML-018",
    "Entre accolades, la virgule sépare deux éléments : YAML lit « {cle}: {avant} » puis une clé « {apres} » "
    "sans valeur, au lieu de « {cle}: {nombre} ».",
    "Écrivez une ligne par élément :\n{bloc}",
)
COMMA_IN_TEXT = Refusal(
    "YAML-018",
    "Entre accolades, la virgule sépare deux éléments : « {apres} » est lu comme une clé sans deux-points ni valeur.",
    "Écrivez une ligne par élément, la virgule y est permise :\n{bloc}",
)
COMMA_IN_LIST = Refusal(
    "YAML-018",
    "« {texte} » se lit de deux façons : la liste de {avant} et {apres}, ou le nombre {nombre}.",
    "Pour une liste, mettez une espace après la virgule ; pour le nombre, allez à la ligne : « - {nombre} ».",
)
COLON_IN_TEXT = Refusal(
    "YAML-019",
    "Il y a un second « : » dans le texte ; sans guillemets, YAML le prend pour la fin d'une clé.",
    "Mettez la valeur entre guillemets :\n{ligne}",
)
KEY_ON_THE_LINE_OF_ANOTHER = Refusal(
    "YAML-019",
    "Il y a deux fois « : » sur cette ligne ; une clé et celles qu'elle contient ont chacune leur ligne.",
    "Allez à la ligne :\n{lignes}\nSi c'est un texte, mettez-le entre guillemets :\n{ligne}",
)
INDENTATION = Refusal(
    "YAML-020",
    "Le retrait de cette ligne ne correspond à aucun bloc ouvert : elle commence à la colonne {colonne}, {attendu}.",
    "Alignez la ligne sur ses voisines du même niveau (deux espaces par niveau).",
)
OPEN_QUOTE = Refusal(
    "YAML-021",
    "Le guillemet {guillemet} ouvert ici n'est pas fermé à la fin de la ligne.",
    "Fermez-le à la fin de la valeur, ou enlevez-le s'il n'est pas utile.",
)
OPEN_BRACKET = Refusal(
    "YAML-022",
    "Le signe « {signe} » ouvert ici n'est pas refermé.",
    "Ajoutez « {fermant} » à la fin, ou écrivez un élément par ligne.",
)
STRAY_BRACKET = Refusal(
    "YAML-022",
    "Le signe « {signe} » ferme quelque chose qui n'a pas été ouvert.",
    "Enlevez-le ; s'il fait partie du texte, mettez le texte entre guillemets.",
)
RESERVED_CHARACTER = Refusal(
    "YAML-023",
    "Une valeur ne peut pas commencer par « {signe} » sans guillemets : YAML réserve ce signe.",
    "Mettez la valeur entre guillemets :\n{ligne}",
)
MISSING_COLON = Refusal(
    "YAML-024",
    "Il manque les deux-points après la clé : « {texte} » n'est ni « clé: valeur » ni « - élément ».",
    "Écrivez « clé: valeur », avec une espace après les deux-points ; la suite d'un texte se met en retrait.",
)
TEXT_WITHOUT_KEY = Refusal(
    "YAML-024",
    "Cette ligne est lue comme un texte sans clé : « {texte} ».",
    "Un texte de plusieurs lignes s'écrit après « | », toutes ses lignes plus en retrait que la clé :\n"
    "contexte: |\n  Première ligne du texte.\n  Suite du texte.",
)
MISSING_SPACE = Refusal(
    "YAML-024",
    "Il manque une espace après les deux-points dans « {texte} ».",
    "Écrivez :\n{ligne}",
)
SYNTAX = Refusal(
    "YAML-025",
    "Cette ligne n'a pas la forme attendue.",
    "Une ligne est « clé: valeur », « - élément » d'une liste, ou la suite d'un texte ouvert par « | » ; "
    "vérifiez aussi la ligne d'avant.",
)
BAD_ESCAPE = Refusal(
    "YAML-026",
    "Entre guillemets doubles, la barre « \\ » annonce un caractère spécial, et « {suite} » n'en est pas un.",
    "Remplacez les guillemets doubles par des apostrophes ('…'), ou doublez la barre (\\\\).",
)
TEXT_AFTER_QUOTE = Refusal(
    "YAML-027",
    "Il reste du texte, « {texte} », après le guillemet {guillemet} qui ferme la valeur.",
    "Si une apostrophe ou un guillemet fait partie du texte, écrivez :\n{ligne}",
)
REFERENCE_UNQUOTED = Refusal(
    "YAML-028",
    "Une valeur qui commence par « [[ » est lue comme une liste, non comme un renvoi.",
    'Mettez le texte entre guillemets, ou dans un bloc « | », par exemple « "[[{renvoi}]]" ».',
)
TEXT_AFTER_BRACKET = Refusal(
    "YAML-029",
    "Il reste du texte, « {texte} », après le signe « {signe} » qui ferme la valeur.",
    "Mettez la valeur entière entre guillemets :\n{ligne}",
)
TEXT_AFTER_BAR = Refusal(
    "YAML-030",
    "Après « {signe} », le texte commence à la ligne suivante, en retrait.",
    "Allez à la ligne après « {signe} » et mettez deux espaces de plus devant chaque ligne du texte.",
)
DASH = Refusal(
    "YAML-031",
    "Une liste ne peut pas commencer sur la ligne de sa clé.",
    "Allez à la ligne avant le tiret ; si c'est un texte, mettez-le entre guillemets.",
)
DASH_WITHOUT_SPACE = Refusal(
    "YAML-031",
    "Il manque une espace après le tiret dans « {texte} ».",
    "Écrivez :\n{ligne}",
)

MERGE_LEFT = Refusal(
    "YAML-032",
    "Deux versions d'un même passage sont restées ici, lignes {debut} à {fin} : deux personnes l'ont changé, et la "
    "fusion attend un choix.",
    "Gardez la version qui convient, ou réunissez les deux, puis effacez les lignes de repère « <<<<<<< », « ======= » "
    "et « >>>>>>> ».",
)
COMMENT_GLUED = Refusal(
    "YAML-033",
    "Après une espace, « # » ouvre un commentaire : « {texte} » serait perdu.",
    "Si c'est du texte, mettez la valeur entre guillemets :\n{ligne}\nSi c'est un commentaire, mettez une espace après "
    "« # ».",
)
ODD_SPACE = Refusal(
    "YAML-034",
    "L'espace qui se trouve ici est une espace insécable, que YAML ne prend pas pour une espace.",
    "Remplacez-la par une espace ordinaire : elle vient souvent d'un copier-coller depuis Word ou une page web.",
)
