"""What is refused of catalogue.yaml, one code each: a house may have its own."""

from cpomdoc.loading.refusals import Refusal

SHAPE = Refusal(
    "CAT-001",
    "Dans le catalogue, {attendu} est attendu ici.",
    "Reprenez la forme du catalogue livré : « cpomdoc gabarit copier catalogue.yaml » en pose une copie.",
)
KEY_UNKNOWN = Refusal(
    "CAT-002",
    "La clé « {nom} » n'existe pas à cet endroit du catalogue.",
    "{proposition}Clés possibles ici : {connues}.",
)
KEY_MISSING = Refusal(
    "CAT-003",
    "Il manque la clé « {nom} ».",
    "Ajoutez-la : sans elle, l'article, le titre ou le plan ne peut pas être imprimé.",
)
CONDITION_UNKNOWN = Refusal(
    "CAT-004",
    "La condition « {nom} » n'existe pas.",
    "{proposition}Conditions possibles : {connues}.",
)
ARTICLE_UNKNOWN = Refusal(
    "CAT-005",
    "Le plan « {plan} » place l'article « {nom} », qui n'est pas sous « articles ».",
    "{proposition}Décrivez-le sous « articles », ou retirez-le du plan.",
)
ARTICLE_TWICE = Refusal(
    "CAT-006",
    "L'article « {nom} » figure deux fois dans le plan « {plan} ».",
    "Gardez l'une des deux places : un article n'a qu'un numéro.",
)
PLAN_UNKNOWN = Refusal(
    "CAT-007",
    "Le plan « {nom} » n'est celui d'aucune catégorie de contrat.",
    "{proposition}Plans possibles : « commun », ou le code d'une catégorie de contrat.",
)
ARTICLE_UNUSED = Refusal(
    "CAT-008",
    "L'article « {nom} » n'est dans aucun plan : il ne sera dans aucun contrat.",
    "Placez-le dans un plan, ou retirez-le.",
)
ARTICLE_NOT_PRINTED = Refusal(
    "CAT-009",
    "L'article « {nom} » du catalogue n'est imprimé nulle part dans contrat.docx.",
    '{proposition}Dans contrat.docx, écrivez son texte entre « {{%p if article.cle == "{nom}" %}} » et '
    "« {{%p endif %}} ».",
)
